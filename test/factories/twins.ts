import { commit } from '../../functions/store/commit.ts';
import { digestOf } from '../../functions/store/hash.ts';
import { organisationKey } from '../../functions/store/keys.ts';
import { loadOrganisationItself } from '../../functions/store/organisation-heads.ts';
import { loadPerson, savePerson } from '../../functions/store/people.ts';
import type { StorePorts } from '../../functions/store/ports.ts';
import type { OrganisationContent } from '../../schemas/organisation.ts';
import { anOrganisation } from './people.ts';

type Id = `org_${string}`;

/** An organisation as releases stored it that knew of no holder of a SIRET: nothing tells that it is there. */
export const storeUnguarded = async (
  ports: StorePorts,
  { id, content, personId }: { id: Id; content: OrganisationContent; personId?: string },
): Promise<Id> => {
  const salt = ports.salt();
  await commit(ports, {
    aggregate: { type: 'organisation', id },
    headKey: organisationKey(id),
    before: undefined,
    head: { ...content, id, salt },
    event: { type: 'organisation.registered', data: { organisationId: id, digest: digestOf(content, salt) } },
    actor: { role: 'applicant', ...(personId && { personId }) },
    at: ports.now().toISOString(),
  });
  if (personId) {
    const person = await loadPerson(ports, personId);
    if (person) await savePerson(ports, { ...person, organisationIds: [...person.organisationIds, id] }, person);
  }
  return id;
};

/** Stores the example organisation in a place once more, under the id of another place, unguarded. */
export const storeTwin = (ports: StorePorts, of: number, as: number, personId?: string): Promise<Id> =>
  storeUnguarded(ports, {
    id: anOrganisation(as).id,
    content: { ...anOrganisation(of).content, name: anOrganisation(as).content.name },
    ...(personId && { personId }),
  });

/** Corrects an organisation as such releases did: whatever SIRET it gives up or takes, nobody is told. */
export const changeAsBefore = async (ports: StorePorts, id: Id, content: OrganisationContent): Promise<void> => {
  const before = await loadOrganisationItself(ports, id);
  if (!before) throw new Error(`No organisation ${id}`);
  const salt = ports.salt();
  await commit(ports, {
    aggregate: { type: 'organisation', id },
    headKey: organisationKey(id),
    before,
    // What it did not know it kept.
    head: { ...before, ...content, id, salt },
    event: { type: 'organisation.updated', data: { organisationId: id, digest: digestOf(content, salt) } },
    actor: { role: 'applicant' },
    at: ports.now().toISOString(),
  });
};
