import type { Operations } from '../http.ts';
import { closeAssignments } from '../store/assignments.ts';
import type { StorePorts } from '../store/ports.ts';
import { actOnFile } from './access.ts';
import { commitTaken, toldActs } from './told-acts.ts';

type ClosingOperations = Pick<Operations<'staff'>, 'closeApplication' | 'recordSilence' | 'reopenApplication'>;

export const closingOperations = (ports: StorePorts): ClosingOperations => {
  const acts = toldActs(ports);
  return {
    async closeApplication(act) {
      return actOnFile(ports, act.person, act.params.applicationId, (file, call) =>
        commitTaken(ports, file, acts.closeApplication({ ...act, file, call }), act),
      );
    },

    async recordSilence(act) {
      return actOnFile(ports, act.person, act.params.applicationId, (file, call) =>
        // Jurors who were asked are waited for no more.
        commitTaken(ports, file, acts.recordSilence({ ...act, file, call }), act, closeAssignments(file)),
      );
    },

    async reopenApplication(act) {
      return actOnFile(ports, act.person, act.params.applicationId, (file, call) =>
        commitTaken(ports, file, acts.reopenApplication({ ...act, file, call }), act),
      );
    },
  };
};
