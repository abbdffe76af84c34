import type { UnknownEvent } from '../../schemas/event.ts';
import { addresseeOf, standingOfContact } from '../addressee.ts';
import { juryWords } from '../domain/evaluation/words.ts';
import { type ChainedApplicationEvent, timeline } from '../domain/timeline.ts';
import { withMails } from '../file-mails.ts';
import { juryTextsOf, lettersTo, textsOf } from '../file-texts.ts';
import type { Operations } from '../http.ts';
import { loadCallVersion } from '../store/calls.ts';
import { listEvaluations, loadEvaluations } from '../store/evaluations.ts';
import { loadPersons } from '../store/people.ts';
import type { StorePorts } from '../store/ports.ts';
import { loadAssignments, loadJury, loadMails, loadRevisions, loadStory } from '../store/views.ts';
import { mayRead, openTo } from './access.ts';
import { loadMail, personsWritten } from './mail-view.ts';
import { actorsAmong, namesAmong, namesAt } from './projection.ts';
import { remindersOnFile } from './reminders-view.ts';

type PartOperations = Pick<
  Operations<'staff'>,
  | 'listRevisions'
  | 'getStaffJury'
  | 'listEvaluations'
  | 'getJuryWords'
  | 'listStaffLetters'
  | 'getStaffMail'
  | 'getStaffTimeline'
>;

/** Parts of a file, each read when it is asked for. */
export const partOperations = (ports: StorePorts): PartOperations => {
  /** Persons whose names are shown: as they were a moment ago. */
  const named = (personIds: readonly string[]) => loadPersons(ports, [...new Set(personIds)], { strongly: false });

  return {
    async listRevisions({ params, person }) {
      const { revisions } = openTo(person, await loadRevisions(ports, params.applicationId));
      return { items: revisions };
    },

    async getStaffJury({ params, person, at }) {
      const file = openTo(person, await loadJury(ports, params.applicationId));
      const { head, assignments, recusals, reliefs, hearings, events } = file;
      const places = new Set([...reliefs, ...hearings].map(({ seq }) => seq));
      const persons = await named([
        ...[...assignments, ...head.recusals, ...reliefs].map(({ jurorId }) => jurorId),
        ...actorsAmong(events.filter(({ seq }) => places.has(seq))),
      ]);
      const nameOf = (id: string) => persons.get(id)?.name ?? id;
      const byAt = namesAt(events, namesAmong(persons));
      return {
        assignments: assignments.flatMap((assignment) =>
          [...assignment.past, assignment].map((entry) => ({
            ...entry,
            jurorId: assignment.jurorId,
            jurorName: nameOf(assignment.jurorId),
          })),
        ),
        hearings: hearings.map(({ seq, hearing: { votes: _votes, presentIds: _present, ...hearing } }) => ({
          seq,
          ...hearing,
          byName: byAt(seq),
        })),
        recusals: head.recusals.map(({ jurorId, at }) => {
          const why = recusals.find((entry) => entry.jurorId === jurorId);
          return { jurorId, at, jurorName: nameOf(jurorId), interest: why?.interest, reason: why?.reason };
        }),
        reliefs: reliefs.map((relief) => ({
          ...relief,
          jurorName: nameOf(relief.jurorId),
          byName: byAt(relief.seq),
        })),
        ...remindersOnFile(file, at),
      };
    },

    async listEvaluations({ params, query, person }) {
      await mayRead(ports, person, params.applicationId);
      const page = await listEvaluations(ports, params.applicationId, query.stepId, query.cursor);
      const persons = await named(page.items.map(({ jurorId }) => jurorId));
      return {
        ...page,
        items: page.items.map((evaluation) => ({
          ...evaluation,
          jurorName: persons.get(evaluation.jurorId)?.name ?? evaluation.jurorId,
          versions: evaluation.version,
        })),
      };
    },

    async getJuryWords({ params, person }) {
      const { head, assignments } = openTo(person, await loadAssignments(ports, params.applicationId));
      const [call, evaluations] = await Promise.all([
        loadCallVersion(ports, head.callId, head.callVersion),
        loadEvaluations(ports, params.applicationId),
      ]);
      return juryWords({ call, evaluations, assignments, recusals: head.recusals });
    },

    async listStaffLetters({ params, person }) {
      const file = openTo(person, await loadMails(ports, params.applicationId));
      return { items: lettersTo(await withMails(ports, file), 'applicant') };
    },

    async getStaffMail({ params, person }) {
      const file = await withMails(ports, openTo(person, await loadMails(ports, params.applicationId)), { all: true });
      const persons = await loadPersons(ports, personsWritten(file));
      const addressee = await addresseeOf(ports, file, [...persons.values()]);
      const mails = await loadMail(ports, file, persons, addressee);
      const { applicant: contactMail, ...jurors } = Object.fromEntries(mails);
      return {
        addressee,
        contactMail,
        contact: standingOfContact(file, addressee),
        jurors: Object.entries(jurors).map(([jurorId, mail]) => ({ jurorId, mail })),
      };
    },

    async getStaffTimeline({ params, person }) {
      const file = openTo(person, await loadStory(ports, params.applicationId));
      const texts = new Map([...textsOf(file), ...juryTextsOf(file)]);
      const nameOf = namesAmong(await named(actorsAmong(file.history)));
      return { items: timeline(file.history as (ChainedApplicationEvent | UnknownEvent)[], 'staff', texts, nameOf) };
    },
  };
};
