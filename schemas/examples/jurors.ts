import type { DeclaredOrganisation, Skills } from '../juror.ts';
import { organisations } from './organisations.ts';
import { jurors } from './people.ts';

const named = (place: number, interest: DeclaredOrganisation['interest']): DeclaredOrganisation => {
  const content = organisations[place]?.content;
  if (!content) throw new RangeError('There are not so many example organisations');
  return { name: content.name, siret: content.siret, interest };
};

/** What the invented jurors declared for the year; the last one has not yet. The second is bound to an applicant. */
export const exampleDeclarations: ReadonlyMap<string, DeclaredOrganisation[]> = new Map(
  [[], [named(0, 'member')], [], [named(5, 'kin'), named(9, 'member')], []].map((declared, place) => [
    jurors[place]?.id ?? '',
    declared,
  ]),
);

/** What the invented jurors know best. */
export const exampleSkills: ReadonlyMap<string, Skills> = new Map(
  (
    [
      { territories: ['fives', 'hellemmes'], sectors: ['work-integration'] },
      { territories: ['lille-sud', 'faubourg-de-bethune'], sectors: ['personal-services'] },
      { territories: ['wazemmes'], sectors: ['finance'] },
      { territories: ['lomme', 'bois-blancs'], sectors: [] },
      { territories: [], sectors: ['housing'] },
      { territories: ['vieux-lille'], sectors: [] },
    ] satisfies Skills[]
  ).map((skills, place) => [jurors[place]?.id ?? '', skills]),
);
