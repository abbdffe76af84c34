import { recuse } from '../domain/application/recuse.ts';
import { dayOf } from '../domain/calendar.ts';
import { notFound } from '../domain/errors.ts';
import { matchesOf } from '../domain/evaluation/conflicts.ts';
import type { Operations } from '../http.ts';
import { commitToFile } from '../store/applications.ts';
import { changedAssignment, declareOnAssignment } from '../store/assignments.ts';
import { retrying } from '../store/commit.ts';
import { loadDeclaration, saveDeclaration } from '../store/declarations.ts';
import { digestOf } from '../store/hash.ts';
import { readerInSessions, recusalFromSession } from '../store/hearings.ts';
import * as keys from '../store/keys.ts';
import type { StorePorts } from '../store/ports.ts';
import { recusedNote } from '../store/recusals.ts';
import { assignedUnread, contentUnread, type JurorAccess } from './projection.ts';

type ConflictOperations = Pick<
  Operations<'jury'>,
  'getDeclaration' | 'saveDeclaration' | 'getConflictCheck' | 'declareNoConflict' | 'recuse'
>;

/** The calendar year of an instant, in Paris. */
const yearOf = (at: string): number => Number(dayOf(at).slice(0, 4));

export const conflictOperations = (ports: StorePorts): ConflictOperations => {
  const checkOf = async ({ head, assignment, file }: JurorAccess, at: string) => {
    const content = file.revisions.at(-1)?.content;
    // Content that was erased is nothing to say anything of any more.
    if (!content) throw notFound();
    const declared = await loadDeclaration(ports, yearOf(at), assignment.jurorId);
    const { organisation, project } = content;
    return {
      number: head.number ?? '',
      title: project.title,
      organisationName: organisation.name,
      partners: project.partners,
      declaredAt: assignment.declaredAt,
      matches: matchesOf(declared?.organisations ?? [], {
        organisationName: organisation.name,
        siret: organisation.siret,
        partners: project.partners,
      }),
    };
  };

  return {
    async getDeclaration({ person, at }) {
      const year = yearOf(at);
      const found = await loadDeclaration(ports, year, person.id);
      return found ?? { year, revision: 0, none: false, organisations: [] };
    },

    async saveDeclaration({ person, body, at }) {
      const { revision, ...content } = body;
      return saveDeclaration(ports, {
        year: yearOf(at),
        jurorId: person.id,
        revision,
        content,
        actor: { role: 'juror', personId: person.id },
        at,
      });
    },

    async getConflictCheck({ params, person, at }) {
      return checkOf(await contentUnread(ports, person.id, params.applicationId), at);
    },

    async declareNoConflict({ params, person, at }) {
      return retrying(ports, async () => {
        const access = await contentUnread(ports, person.id, params.applicationId);
        const { assignment } = access;
        // The first word stands, however often it is sent.
        if (assignment.declaredAt) return checkOf(access, at);
        await declareOnAssignment(ports, assignment, at, readerInSessions(ports, access, person.id, at));
        return checkOf({ ...access, assignment: { ...assignment, declaredAt: at } }, at);
      });
    },

    async recuse({ params, body, person, at }) {
      return retrying(ports, async () => {
        const { file, assignment } = await assignedUnread(ports, person.id, params.applicationId);
        const salt = ports.salt();
        const content = { interest: body.interest, reason: body.reason };
        await commitToFile(ports, file, {
          decided: recuse({ application: file.head, jurorId: person.id, digest: digestOf(content, salt), at }),
          actor: { role: 'juror', personId: person.id },
          at,
          checks: [...recusalFromSession(ports, file, person.id, at), recusedNote(ports, person.id, file.head.id, at)],
          written: [
            // The list of what was left keeps the number and the date: the rest of the file is closed to this juror.
            changedAssignment(
              file,
              assignment,
              { state: 'recused', recusedAt: at },
              { title: '', organisationName: '', territories: [] },
            ),
            { item: { ...content, jurorId: person.id, at, salt, ...keys.recusalKey(file.head.id, person.id) } },
          ],
        });
        return { since: at };
      });
    },
  };
};
