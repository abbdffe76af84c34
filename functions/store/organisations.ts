import type { ActorRef } from '../../schemas/event.ts';
import type { Organisation, OrganisationContent } from '../../schemas/organisation.ts';
import { commit, type Guarded } from './commit.ts';
import { digestOf } from './hash.ts';
import { type OrganisationHead, organisationHead } from './items/organisation.ts';
import * as keys from './keys.ts';
import type { StorePorts } from './ports.ts';
import { get } from './read.ts';
import { readItem, unknownTo } from './stored.ts';

/** An organisation, read strongly. */
export const loadOrganisation = async (
  ports: StorePorts,
  organisationId: string,
): Promise<OrganisationHead | undefined> => {
  const item = await get(ports, keys.organisationKey(organisationId));
  return item && readItem(organisationHead, item);
};

/**
 * Registers an organisation or corrects what it says of itself.
 * @throws Stale when it moved since it was read, or a guard's own error.
 */
export const commitOrganisation = async (
  ports: StorePorts,
  change: {
    id: Organisation['id'];
    before: OrganisationHead | undefined;
    content: OrganisationContent;
    actor: ActorRef;
    at: string;
    also?: Guarded[];
  },
): Promise<OrganisationHead> => {
  const { id, before, content, actor, at, also } = change;
  const salt = ports.salt();
  const head = { ...unknownTo(organisationHead, before), ...content, id, salt };
  const event = await commit(ports, {
    aggregate: { type: 'organisation', id },
    headKey: keys.organisationKey(id),
    before,
    head,
    event: {
      type: before ? 'organisation.updated' : 'organisation.registered',
      data: { organisationId: id, digest: digestOf(content, salt) },
    },
    actor,
    at,
    ...(also && { also }),
  });
  return { ...head, version: event.seq, lastHash: event.hash, lastAt: event.at };
};
