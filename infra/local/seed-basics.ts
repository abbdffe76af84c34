import { dayOf } from '../../functions/domain/calendar.ts';
import { commitCallVersion } from '../../functions/store/calls.ts';
import { saveDeclaration } from '../../functions/store/declarations.ts';
import type { PersonItem } from '../../functions/store/items.ts';
import { commitOrganisation } from '../../functions/store/organisations.ts';
import { savePerson } from '../../functions/store/people.ts';
import type { StorePorts } from '../../functions/store/ports.ts';
import { callLille, exampleCallId } from '../../schemas/examples/call-lille.ts';
import { exampleDeclarations, exampleSkills } from '../../schemas/examples/jurors.ts';
import { organisations } from '../../schemas/examples/organisations.ts';
import { persons } from '../../schemas/examples/people.ts';
import { newJuror } from '../../schemas/juror.ts';

/** What any life needs before it: the invented persons and organisations, and the call, all as of the instant `at`. */
export const seedBasics = async (
  ports: StorePorts,
  at: string,
  today: string = new Date().toISOString(),
): Promise<void> => {
  await Promise.all(
    persons.map(({ id, name, email, audiences }) =>
      savePerson(
        ports,
        {
          id,
          name,
          email,
          language: 'fr',
          ...(exampleSkills.has(id) && { juror: { ...newJuror, ...exampleSkills.get(id) } }),
          roles: [
            ...(audiences.includes('jury') ? (['juror'] as const) : []),
            ...(audiences.includes('staff') ? (['staff'] as const) : []),
          ],
          organisationIds: organisations
            .filter(({ memberId }) => memberId === id)
            .map((organisation) => organisation.id as PersonItem['organisationIds'][number]),
        },
        undefined,
      ),
    ),
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
