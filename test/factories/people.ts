import { organisations } from '../../schemas/examples/organisations.ts';
import { applicants, jurors, staff } from '../../schemas/examples/people.ts';
import { everyDuty } from '../../schemas/office.ts';
import type { OrganisationContent, Person } from '../../schemas/organisation.ts';

type Example = { id: string; name: string; email: string };
const personOf = (example: Example | undefined, change: Partial<Person>): Person => {
  if (!example) throw new RangeError('There are not so many example persons');
  const { id, name, email } = example;
  return { id, name, email, roles: [], language: 'fr', organisationIds: [], ...change };
};

/** The person who acts for the example organisation in the same place. */
export const anApplicant = (index = 0, change: Partial<Person> = {}): Person =>
  personOf(applicants[index], { organisationIds: organisations[index] ? [organisations[index].id] : [], ...change });

/** A juror; beyond the named examples they are numbered. */
export const aJuror = (index = 0, change: Partial<Person> = {}): Person =>
  personOf(
    jurors[index] ?? { id: `juror-${index + 1}`, name: `Juré ${index + 1}`, email: `juror-${index + 1}@jury.example` },
    { roles: ['juror'], ...change },
  );

export const aStaffMember = (index = 0, change: Partial<Person> = {}): Person =>
  personOf(staff[index], { roles: [...everyDuty], ...change });

/** What an organisation says of itself. */
export const anOrganisation = (index = 0): { id: `org_${string}`; content: OrganisationContent } => {
  const found = organisations[index];
  if (!found) throw new RangeError('There are not so many example organisations');
  return { id: found.id, content: found.content };
};
