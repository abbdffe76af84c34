import type { ActorRef, OrganisationEvent } from '../../schemas/event.ts';
import {
  type Organisation,
  type OrganisationContent,
  organisationContent,
  organisationCore,
} from '../../schemas/organisation.ts';
import { readable } from '../../schemas/readable.ts';
import { evolveOrganisation } from '../domain/organisation/evolve.ts';
import { type Commit, commit, type Guarded } from './commit.ts';
import { digestOf } from './hash.ts';
import { type OrganisationHead, organisationHead } from './items/organisation.ts';
import * as keys from './keys.ts';
import type { StorePorts } from './ports.ts';
import { giveUpSiret, keepSiret, takeSiret } from './sirets.ts';
import { unknownTo } from './stored.ts';

interface Change {
  before: OrganisationHead | undefined;
  id: Organisation['id'];
  /** What it says of itself, with the salt of its digest. */
  said: OrganisationContent & { salt: string };
  event: OrganisationEvent;
  actor: ActorRef;
  at: string;
}

/** The head after a change, and what is committed. */
const decided = ({ before, id, said, event, actor, at }: Change) => {
  const core = evolveOrganisation(before && organisationCore.parse(before), { ...event, aggregate: { id } });
  const head = { ...unknownTo(organisationHead, before), ...said, ...core };
  return {
    head,
    change: {
      aggregate: { type: 'organisation' as const, id },
      headKey: keys.organisationKey(id),
      before,
      head,
      event,
      actor,
      at,
    },
  };
};

/**
 * Registers an organisation or corrects what it says of itself, and takes or gives up its SIRET, at once.
 * @throws Stale when it moved since it was read; SiretHeld when another one has this SIRET; a guard's own error, heard
 * before that.
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
  const { id, before, content, actor, at, also = [] } = change;
  const salt = ports.salt();
  const guarded =
    before?.siret === content.siret
      ? (await keepSiret(ports, before)).guarded
      : [...(before ? await giveUpSiret(ports, before.siret, id) : []), ...(await takeSiret(ports, content.siret, id))];
  const { head, change: made } = decided({
    id,
    before,
    said: { ...content, salt },
    event: {
      type: before ? 'organisation.updated' : 'organisation.registered',
      data: { organisationId: id, digest: digestOf(content, salt) },
    },
    actor,
    at,
  });
  const stored = await commit(ports, { ...made, also: [...also, ...guarded] });
  return { ...head, lastHash: stored.hash, lastAt: stored.at };
};

interface Happened {
  before: OrganisationHead;
  event: OrganisationEvent;
  actor: ActorRef;
  at: string;
}

/** What happens to an organisation without its saying anything new of itself, to be committed. */
export const happened = ({ before, ...change }: Happened): Commit =>
  decided({
    before,
    id: before.id,
    said: { ...readable(organisationContent).parse(before), salt: before.salt },
    ...change,
  }).change;

/** That an organisation still stands for itself: what begins under its name would be left behind by a merge. */
export const notMerged = (ports: StorePorts, organisationId: string): Guarded => ({
  write: {
    ConditionCheck: {
      TableName: ports.tableName,
      Key: keys.organisationKey(organisationId),
      ConditionExpression: 'attribute_exists(pk) AND attribute_not_exists(mergedIntoId)',
    },
  },
});
