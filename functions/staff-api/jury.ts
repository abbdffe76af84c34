import { assignJuror } from '../domain/application/assign-juror.ts';
import { openStep } from '../domain/application/open-step.ts';
import { DomainError } from '../domain/errors.ts';
import type { Operations } from '../http.ts';
import { assignmentsFor, closingOf } from '../jury-steps.ts';
import { commitToFile } from '../store/applications.ts';
import { loadPersons } from '../store/people.ts';
import type { StorePorts } from '../store/ports.ts';
import { actOnFile } from './access.ts';

type JuryOperations = Pick<Operations<'staff'>, 'openStep' | 'assignJuror' | 'closeStep'>;

/**
 * Only persons who hold the juror's role, strongly read, can be assigned.
 * @throws DomainError invalid naming the field.
 */
const mustBeJurors = async (ports: StorePorts, jurorIds: string[], field: string): Promise<void> => {
  const persons = await loadPersons(ports, jurorIds);
  if (jurorIds.some((id) => !persons.get(id)?.roles.includes('juror')))
    throw new DomainError('invalid', 'invalid', {
      fields: [{ path: [field], keys: ['fields.jurorIds.not-juror', 'rules.ask'] }],
    });
};

export const juryOperations = (ports: StorePorts): JuryOperations => ({
  async openStep({ params, body, person, at }) {
    return actOnFile(ports, params.applicationId, async (file, call) => {
      const decided = openStep({ application: file.head, call, jurorIds: body.jurorIds, at });
      await mustBeJurors(ports, body.jurorIds, 'jurorIds');
      const { jury } = decided.application;
      return commitToFile(ports, file, {
        decided,
        actor: { role: 'staff', personId: person.id },
        at,
        written: jury ? assignmentsFor(ports, file, call, jury, jury.jurorIds) : [],
      });
    });
  },

  async assignJuror({ params, body, person, at }) {
    return actOnFile(ports, params.applicationId, async (file, call) => {
      const decided = assignJuror({ application: file.head, jurorId: body.jurorId, at });
      await mustBeJurors(ports, [body.jurorId], 'jurorId');
      const { jury } = decided.application;
      return commitToFile(ports, file, {
        decided,
        actor: { role: 'staff', personId: person.id },
        at,
        written: jury ? assignmentsFor(ports, file, call, jury, [body.jurorId]) : [],
      });
    });
  },

  async closeStep({ params, body, person, at }) {
    return actOnFile(ports, params.applicationId, (file, call) => {
      const { decided, written } = closingOf(ports, file, call, { stepId: body.stepId, by: 'staff', at });
      return commitToFile(ports, file, {
        decided,
        actor: { role: 'staff', personId: person.id },
        at,
        written,
      });
    });
  },
});
