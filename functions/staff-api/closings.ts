import type { OperationInput } from '../../schemas/contract.ts';
import type { ApplicationEvent } from '../../schemas/event.ts';
import { mustBeAsRead } from '../domain/application/as-read.ts';
import { closeUnanswered } from '../domain/application/close-unanswered.ts';
import type { Decided } from '../domain/application/decided.ts';
import { recordSilence } from '../domain/application/record-silence.ts';
import { reopen } from '../domain/application/reopen.ts';
import type { Operations } from '../http.ts';
import { type ApplicationFile, commitToFile, type Written } from '../store/applications.ts';
import { closeAssignments } from '../store/assignments.ts';
import { digestOf } from '../store/hash.ts';
import * as keys from '../store/keys.ts';
import type { StorePorts } from '../store/ports.ts';
import { type Agent, actOnFile, type Made } from './access.ts';
import { froze } from './own-act.ts';

type ClosingOperations = Pick<Operations<'staff'>, 'closeApplication' | 'recordSilence' | 'reopenApplication'>;
type Why = OperationInput<'closeApplication'>['body'];

export const closingOperations = (ports: StorePorts): ClosingOperations => {
  /** Commits what `decide` makes of the file that was read, with why, and what goes with it. */
  const written = (
    file: ApplicationFile,
    { body: { version, ...why }, person, at }: { body: Why; person: Agent; at: string },
    decide: (digest: string) => Decided,
    also: Written[] = [],
  ): Promise<ApplicationFile> => {
    mustBeAsRead(file.head, version);
    const salt = ports.salt();
    const decided = decide(digestOf(why, salt));
    const seq = decided.application.version;
    return commitToFile(ports, file, {
      decided,
      actor: { role: 'staff', personId: person.id },
      at,
      written: [{ item: { seq, ...why, salt, ...keys.closingKey(file.head.id, seq) } }, ...also],
    });
  };

  /** The event that says why, in the words that were sent. */
  const saying =
    ({ body: { version: _version, ...said } }: { body: Why }, type: ApplicationEvent['type']): Made =>
    (event, frozen) =>
      event.type === type && froze(event, frozen, said);

  return {
    async closeApplication(act) {
      return actOnFile(ports, act.person, act.params.applicationId, saying(act, 'application.closed'), (file) =>
        written(file, act, (digest) => closeUnanswered({ application: file.head, digest, at: act.at })),
      );
    },

    async recordSilence(act) {
      return actOnFile(
        ports,
        act.person,
        act.params.applicationId,
        saying(act, 'application.silence-recorded'),
        (file) =>
          // Jurors who were asked are waited for no more.
          written(
            file,
            act,
            (digest) => recordSilence({ application: file.head, digest, at: act.at }),
            closeAssignments(file),
          ),
      );
    },

    async reopenApplication(act) {
      return actOnFile(ports, act.person, act.params.applicationId, saying(act, 'application.reopened'), (file, call) =>
        written(file, act, (digest) => reopen({ application: file.head, call, digest, at: act.at })),
      );
    },
  };
};
