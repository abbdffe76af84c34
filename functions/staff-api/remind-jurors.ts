import { type JurorToRemind, remindJurors } from '../domain/application/remind-jurors.ts';
import { dayOf } from '../domain/calendar.ts';
import type { Operations } from '../http.ts';
import { remindersOf } from '../reminders.ts';
import { loadAddresses } from '../store/addresses.ts';
import { commitToFile } from '../store/applications.ts';
import { loadPersons } from '../store/people.ts';
import type { StorePorts } from '../store/ports.ts';
import { loadReminded, reminderOf } from '../store/reminders.ts';
import { onFile, projectForStaff } from './access.ts';
import { concerned } from './reminders-view.ts';

/**
 * The reminder is an event of the file, which `notify` tells as any other; the day's reminder of each juror is taken in the
 * same transaction, so that neither a second click nor the morning's digest writes to the same person again that day.
 */
export const remindOperations = (ports: StorePorts): Pick<Operations<'staff'>, 'remindJurors'> => ({
  async remindJurors({ params, body, person, at }) {
    return onFile(ports, person, params.applicationId, async (file) => {
      const today = dayOf(at);
      const assignments = concerned(file);
      const ids = assignments.map(({ jurorId }) => jurorId);
      const [persons, reminded] = await Promise.all([loadPersons(ports, ids), loadReminded(ports, ids, today)]);
      const addresses = await loadAddresses(ports, [...new Set([...persons.values()].map(({ email }) => email))]);
      const jurors = assignments.map(({ jurorId, state }): JurorToRemind => {
        const juror = persons.get(jurorId);
        return {
          jurorId,
          standing: state === 'relieved' ? 'relieved' : 'waits',
          remindedToday: reminded.has(jurorId),
          declines: juror !== undefined && remindersOf(juror).choice === 'none',
          unreachable: !juror || addresses.get(juror.email)?.status === 'held',
        };
      });
      const { outcomes, decided } = remindJurors({ application: file.head, stepId: body.stepId, jurors, at });
      const after = decided
        ? await commitToFile(ports, file, {
            decided,
            actor: { role: 'staff', personId: person.id },
            at,
            checks: decided.event.data.jurorIds.map((jurorId) => reminderOf(ports, jurorId, today, at)),
          })
        : file;
      return {
        file: await projectForStaff(ports, person, after),
        jurors: outcomes.map(({ jurorId, outcome }) => ({
          jurorId,
          jurorName: persons.get(jurorId)?.name ?? jurorId,
          outcome,
        })),
      };
    });
  },
});
