import { maxOrganisations, type Organisation } from '../../schemas/organisation.ts';
import { DomainError } from '../domain/errors.ts';
import type { Guarded } from './commit.ts';
import { readEvents } from './events.ts';
import type { OrganisationHead } from './items/organisation.ts';
import type { PersonItem } from './items/person.ts';
import { loadPersons, personWrite } from './people.ts';
import type { StorePorts } from './ports.ts';

type Id = Organisation['id'];

/** Who acts for an organisation: it stands with the person, and what made it so stands in the organisation's events. */

/**
 * Has a person act for these organisations, if the person is still as it was read.
 * @throws DomainError conflict `too-many-organisations` beyond what one person may act for, where that was not so before.
 */
export const membershipPut = (ports: StorePorts, person: PersonItem, organisationIds: readonly Id[]): Guarded => {
  const distinct = [...new Set(organisationIds)];
  if (distinct.length > Math.max(maxOrganisations, person.organisationIds.length))
    throw new DomainError('conflict', 'too-many-organisations');
  return {
    write: {
      Put: {
        TableName: ports.tableName,
        Item: personWrite({ ...person, organisationIds: distinct }, person.rev + 1),
        ConditionExpression: 'rev = :rev',
        ExpressionAttributeValues: { ':rev': person.rev },
      },
    },
  };
};

/** The persons who act for an organisation, those of the ones that were merged into it among them, read strongly. */
export const loadMembers = async (
  ports: StorePorts,
  { id, absorbedIds = [] }: OrganisationHead,
): Promise<PersonItem[]> => {
  const events = await readEvents(ports, { type: 'organisation', id });
  const named = events.flatMap((event): string[] => {
    switch (event.type) {
      case 'organisation.registered':
      case 'organisation.updated':
        return event.actor.personId === undefined ? [] : [event.actor.personId];
      case 'organisation.person-linked':
        return [event.data.personId];
      case 'organisation.absorbed':
        return event.data.personIds;
      default:
        return [];
    }
  });
  const persons = await loadPersons(ports, [...new Set(named)]);
  const own = new Set([id, ...absorbedIds]);
  return [...persons.values()].filter(({ organisationIds }) => organisationIds.some((each) => own.has(each)));
};
