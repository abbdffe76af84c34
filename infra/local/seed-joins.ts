import type { operations } from '../../functions/applicant-api/operations.ts';
import type { PersonItem } from '../../functions/store/items.ts';
import { organisations } from '../../schemas/examples/organisations.ts';

/** Somebody of another organisation who asks to act for the first one as well, and waits for an agent's answer. */
export const askToJoin = async ({
  applicant,
  personOf,
  at,
}: {
  applicant: ReturnType<typeof operations>;
  personOf: (id: string) => PersonItem;
  at: string;
}): Promise<void> => {
  const [wanted, , own] = organisations;
  if (!wanted || !own) throw new Error('No example organisations');
  await applicant.requestToJoin({
    person: personOf(own.memberId),
    subject: own.memberId,
    noteAs: () => undefined,
    language: 'fr',
    at,
    query: undefined,
    params: undefined,
    body: { siret: wanted.content.siret, message: 'Je deviens trésorier de l’association (exemple).' },
  });
};
