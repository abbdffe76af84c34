import { isFinal } from '../../schemas/application.ts';
import { duties, mayDo, type Role } from '../../schemas/office.ts';
import { stepBack } from '../domain/application/step-back.ts';
import { dayOf } from '../domain/calendar.ts';
import { matchesOf } from '../domain/evaluation/conflicts.ts';
import type { Operations } from '../http.ts';
import { loadHeads } from '../store/application-lists.ts';
import { commitToFile } from '../store/applications.ts';
import { changedAssignment } from '../store/assignments.ts';
import { retrying } from '../store/commit.ts';
import { loadDeclaration, saveDeclaration } from '../store/declarations.ts';
import { digestOf } from '../store/hash.ts';
import { recusalFromSession } from '../store/hearings.ts';
import * as keys from '../store/keys.ts';
import { listStaff } from '../store/people.ts';
import type { StorePorts } from '../store/ports.ts';
import { recusedFiles, recusedNote } from '../store/recusals.ts';
import { fileFor } from './access.ts';

type ConflictOperations = Pick<
  Operations<'staff'>,
  'getStaffDeclaration' | 'saveStaffDeclaration' | 'getStaffConflicts' | 'stepBack' | 'listUnhandled'
>;

/** The calendar year of an instant, in Paris. */
const yearOf = (at: string): number => Number(dayOf(at).slice(0, 4));

/** The roles without which a file goes no further. */
const needed = [...duties.handle, ...duties.decide] as const;

export const conflictOperations = (ports: StorePorts): ConflictOperations => ({
  async getStaffDeclaration({ person, at }) {
    const year = yearOf(at);
    const found = await loadDeclaration(ports, year, person.id);
    return found ?? { year, revision: 0, none: false, organisations: [] };
  },

  async saveStaffDeclaration({ person, body, at }) {
    const { revision, ...content } = body;
    const actor = { role: 'staff' as const, personId: person.id };
    return saveDeclaration(ports, { year: yearOf(at), jurorId: person.id, revision, content, actor, at });
  },

  async getStaffConflicts({ params, person, at }) {
    const [file, declared] = await Promise.all([
      fileFor(ports, person, params.applicationId),
      loadDeclaration(ports, yearOf(at), person.id),
    ]);
    const content = file.revisions.at(-1)?.content;
    if (!content) throw new Error(`${file.head.id} is before staff without content`);
    const { organisation, project } = content;
    const named = { organisationName: organisation.name, siret: organisation.siret, partners: project.partners };
    return { matches: matchesOf(declared?.organisations ?? [], named) };
  },

  async stepBack({ params, body, person, at }) {
    return retrying(ports, async () => {
      const file = await fileFor(ports, person, params.applicationId);
      const salt = ports.salt();
      const content = { interest: body.interest, reason: body.reason };
      await commitToFile(ports, file, {
        decided: stepBack({ application: file.head, personId: person.id, digest: digestOf(content, salt), at }),
        actor: { role: 'staff', personId: person.id },
        at,
        checks: [...recusalFromSession(ports, file, person.id, at), recusedNote(ports, person.id, file.head.id, at)],
        written: [
          // Who is a juror of the file as well steps back from its jury too; lists keep its number alone.
          ...file.assignments
            .filter(({ jurorId }) => jurorId === person.id)
            .map((assignment) =>
              changedAssignment(
                file,
                assignment,
                { state: 'recused', recusedAt: at },
                { title: '', organisationName: '', territories: [] },
              ),
            ),
          { item: { ...content, jurorId: person.id, at, salt, ...keys.recusalKey(file.head.id, person.id) } },
        ],
      });
      return { since: at };
    });
  },

  async listUnhandled() {
    // Somebody invited who never came can do nothing yet.
    const agents = (await listStaff(ports)).filter(({ invitedAt, joinedAt }) => !invitedAt || joinedAt);
    const recused = await Promise.all(agents.map(async (agent) => (await recusedFiles(ports, agent)).keys().toArray()));
    const heads = await loadHeads(ports, [...new Set(recused.flat())]);
    return {
      items: heads.flatMap(({ id, number, state, recusals }) => {
        const left = agents.filter((agent) => !recusals.some(({ jurorId }) => jurorId === agent.id));
        const lacking: Role[] = needed.filter((role) => !left.some(({ roles }) => mayDo(roles, [role])));
        return lacking.length > 0 && !isFinal(state)
          ? [{ applicationId: id, number: number ?? '', state, lacking }]
          : [];
      }),
    };
  },
});
