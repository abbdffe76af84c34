import type { ActorRef } from '../../schemas/event.ts';
import type { Organisation } from '../../schemas/organisation.ts';
import { changeOrganisation } from '../domain/application/change-organisation.ts';
import { DomainError, notFound } from '../domain/errors.ts';
import { listByOrganisation } from './application-lists.ts';
import { commitToFile, loadFile } from './applications.ts';
import { alongside, commit, retrying } from './commit.ts';
import type { OrganisationHead } from './items/organisation.ts';
import { loadMembers, membershipPut } from './membership.ts';
import { loadOrganisation, loadOrganisationItself } from './organisation-heads.ts';
import { happened } from './organisations.ts';
import { loadPerson } from './people.ts';
import type { StorePorts } from './ports.ts';
import { guardOrganisation, type Kept, loadMerge, loadSiret, moveSiret, twinDelete, twinPut } from './sirets.ts';
import { transact } from './transact.ts';

type Id = Organisation['id'];
interface By {
  actor: ActorRef;
  at: string;
}

/**
 * Merging one organisation into another that has the same SIRET, in two parts.
 *
 * `beginMerge` is one transaction: from then on the one answers as the other, nothing new begins under its name, and the
 * merge is listed until it is over. `goOnMerging` moves what stands under its name, a step at a time: the persons, then
 * the files. Each step looks whether it is done, so that a merge which was broken off anywhere is finished by sending it
 * again, by whomever, and done once more changes nothing. Whatever is not moved yet is found all the same: access follows
 * the merge, and grants are counted from both.
 */

/**
 * @param asRead The versions that whoever merges them has seen.
 * @throws DomainError not-found; conflict `not-twins` when they do not share a SIRET, `organisation-merged` when one of
 * them answers as another already, `organisation-merging` while one more is being merged under this SIRET, `conflict`
 * when one changed since it was read.
 */
export const beginMerge = (
  ports: StorePorts,
  { fromId, intoId, asRead, actor, at }: By & { fromId: Id; intoId: Id; asRead: { from: number; into: number } },
): Promise<void> =>
  retrying(ports, async () => {
    const [from, into] = await Promise.all([fromId, intoId].map((id) => loadOrganisationItself(ports, id)));
    if (!from || !into) throw notFound();
    if (from.mergedIntoId === intoId) return;
    if (from.mergedIntoId || into.mergedIntoId) throw new DomainError('conflict', 'organisation-merged');
    if (fromId === intoId || from.siret !== into.siret) throw new DomainError('conflict', 'not-twins');
    if (from.version !== asRead.from || into.version !== asRead.into) throw new DomainError('conflict', 'conflict');
    const { siret } = from;
    const item = await loadSiret(ports, siret);
    if (item?.mergingId) throw new DomainError('conflict', 'organisation-merging');
    // A third one may hold it: it keeps it, and stays a twin of these two.
    const third =
      item && item.organisationId !== fromId ? await loadOrganisationItself(ports, item.organisationId) : undefined;
    const holderId = third && !third.mergedIntoId && third.siret === siret ? third.id : intoId;
    const members = await loadMembers(ports, from);
    const by = { actor, at };
    const absorbed = {
      organisationId: intoId,
      absorbedIds: [fromId, ...(from.absorbedIds ?? [])],
      personIds: members.map(({ id }) => id),
    };
    const since = ports.now().toISOString();
    await commit(ports, {
      ...happened({
        before: from,
        event: { type: 'organisation.merged', data: { organisationId: fromId, intoId } },
        ...by,
      }),
      also: [
        ...alongside(
          ports,
          happened({ before: into, event: { type: 'organisation.absorbed', data: absorbed }, ...by }),
        ),
        { write: moveSiret(ports, siret, item, { organisationId: holderId, mergingId: fromId }) },
        { write: twinPut(ports, { siret, organisationId: fromId, foundAt: at, intoId, since }) },
        ...(holderId === intoId ? [{ write: twinDelete(ports, siret, intoId) }] : []),
      ],
    });
  });

/**
 * How long after its beginning a merge counts as over at the earliest, in milliseconds: files are found through an index,
 * which may lag, and none begins under the merged one's name any more. What an index shows even later is moved when the
 * merge is sent again, or by `settleOrganisation`.
 */
export const SETTLED_MS = 5000;

export interface Moved {
  /** Nothing is left to move. */
  done: boolean;
  persons: number;
  files: number;
}

/**
 * Moves what stands under the name of an organisation that was merged, up to about `most` files.
 * @throws DomainError not-found for one that was not merged.
 */
export const goOnMerging = async (
  ports: StorePorts,
  { fromId, most = 50, actor, at }: By & { fromId: Id; most?: number },
): Promise<Moved> => {
  const started = ports.now().getTime();
  const from = await loadOrganisationItself(ports, fromId);
  if (!from?.mergedIntoId) throw notFound();
  const into = (await loadOrganisation(ports, fromId)) as OrganisationHead;
  let persons = 0;
  for (const { id } of await loadMembers(ports, from)) if (await movePerson(ports, id, from, into.id)) persons++;
  let files = 0;
  let cursor: string | undefined;
  do {
    const page = await listByOrganisation(ports, fromId, cursor);
    for (const { id } of page.items) if (await moveFile(ports, id, { fromId, intoId: into.id, actor, at })) files++;
    cursor = page.nextCursor;
  } while (cursor && files < most);
  if (cursor) return { done: false, persons, files };
  return { done: await finish(ports, from, started), persons, files };
};

const movePerson = (ports: StorePorts, personId: string, from: OrganisationHead, intoId: Id): Promise<boolean> =>
  retrying(ports, async () => {
    const person = await loadPerson(ports, personId);
    const former = new Set([from.id, ...(from.absorbedIds ?? [])]);
    if (!person?.organisationIds.some((id) => former.has(id))) return false;
    const organisationIds = person.organisationIds.map((id) => (former.has(id) ? intoId : id));
    await transact(ports, [membershipPut(ports, person, organisationIds)]);
    return true;
  });

const moveFile = (
  ports: StorePorts,
  applicationId: string,
  { fromId, intoId, actor, at }: By & { fromId: Id; intoId: Id },
): Promise<boolean> =>
  retrying(ports, async () => {
    const file = await loadFile(ports, applicationId);
    // Thrown away meanwhile, or moved by an earlier try, which the list does not know yet.
    if (file?.head.organisationId !== fromId) return false;
    await commitToFile(ports, file, {
      decided: changeOrganisation({ application: file.head, organisationId: intoId, at }),
      actor,
      at,
    });
    return true;
  });

/** Takes the merge off the list, once everything that the index may still have to show has had its time. */
const finish = (ports: StorePorts, from: OrganisationHead, started: number): Promise<boolean> =>
  retrying(ports, async () => {
    const listed = await loadMerge(ports, from.id);
    if (!listed) return true;
    const { siret, since } = listed;
    if (since && started < new Date(since).getTime() + SETTLED_MS) return false;
    const item = await loadSiret(ports, siret);
    await transact(ports, [
      { write: twinDelete(ports, siret, from.id) },
      ...(item?.mergingId === from.id
        ? [{ write: moveSiret(ports, siret, item, { organisationId: item.organisationId }) }]
        : []),
    ]);
    return true;
  });

/** What came of an organisation that was gone over: `taken`, `noted` and `moved` say that something was changed. */
export type Settled = Kept | 'merged' | 'moved' | 'gone';

/**
 * Brings an organisation that is stored up to one SIRET, one organisation: it holds its SIRET, or is listed as a twin; and
 * what a merge left under the name of one that was merged moves. For going over every organisation (`ops migrate`), in any
 * order, stopped anywhere, beside the release before, as often as one likes: they end the same, and done again it changes
 * nothing.
 * @returns what came of it; `merged` for one that answers as another and has nothing left, `gone` where there is none.
 */
export const settleOrganisation = async (ports: StorePorts, organisationId: string): Promise<Settled> => {
  const kept = await guardOrganisation(ports, organisationId);
  if (kept !== 'merged') return kept;
  const by = { fromId: organisationId as Id, actor: { role: 'system' as const }, at: ports.now().toISOString() };
  const { persons, files } = await goOnMerging(ports, { ...by, most: Number.POSITIVE_INFINITY });
  return persons + files > 0 ? 'moved' : kept;
};
