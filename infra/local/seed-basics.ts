import { dayOf } from '../../functions/domain/calendar.ts';
import { commitCallVersion } from '../../functions/store/calls.ts';
import { saveDeclaration } from '../../functions/store/declarations.ts';
import type { PersonItem } from '../../functions/store/items.ts';
import { commitOrganisation } from '../../functions/store/organisations.ts';
import { savePerson } from '../../functions/store/people.ts';
import { actOnPerson } from '../../functions/store/person-chain.ts';
import type { StorePorts } from '../../functions/store/ports.ts';
import { callLille, exampleCallId } from '../../schemas/examples/call-lille.ts';
import { exampleDeclarations, exampleSkills } from '../../schemas/examples/jurors.ts';
import { organisations } from '../../schemas/examples/organisations.ts';
import { persons } from '../../schemas/examples/people.ts';
import { newJuror } from '../../schemas/juror.ts';
import type { Person } from '../../schemas/organisation.ts';

/** Who gave everybody their roles. */
const administrator = 'demo-staff-6';

/** What any life needs before it: the invented persons and organisations, and the call, all as of the instant `at`. */
export const seedBasics = async (
  ports: StorePorts,
  at: string,
  today: string = new Date().toISOString(),
): Promise<void> => {
  await Promise.all(
    persons.map(async ({ id, name, email, roles }) => {
      const profile: Person = {
        id,
        name,
        email,
        language: 'fr',
        ...(exampleSkills.has(id) && { juror: { ...newJuror, ...exampleSkills.get(id) } }),
        roles: [],
        organisationIds: organisations
          .filter(({ memberId }) => memberId === id)
          .map((organisation) => organisation.id as PersonItem['organisationIds'][number]),
      };
      if (roles.length === 0) await savePerson(ports, profile, undefined);
      else
        await actOnPerson(ports, id, { actor: { role: 'staff', personId: administrator }, at }, () => ({
          event: { type: 'person.invited', data: { roles: [...roles] } },
          profile,
        }));
    }),
  );
  await Promise.all(
    organisations.map(({ id, memberId, content }) =>
      commitOrganisation(ports, {
        id: id as PersonItem['organisationIds'][number],
        before: undefined,
        content,
        actor: { role: 'applicant', personId: memberId },
        at,
      }),
    ),
  );
  await Promise.all(
    [...exampleDeclarations].map(([jurorId, organisations]) =>
      saveDeclaration(ports, {
        year: Number(dayOf(today).slice(0, 4)),
        jurorId,
        revision: 0,
        content: { none: organisations.length === 0, organisations },
        actor: { role: 'juror', personId: jurorId },
        at: today,
      }),
    ),
  );
  await commitCallVersion(ports, {
    callId: exampleCallId,
    before: undefined,
    content: callLille,
    actor: { role: 'staff', personId: 'demo-staff-1' },
    at,
  });
};
