import type { ActorRef } from '../../schemas/event.ts';
import type { Declaration } from '../../schemas/juror.ts';
import { RevisionMoved } from './drafts.ts';
import { digestOf } from './hash.ts';
import { type DeclarationItem, declarationItem } from './items/declaration.ts';
import * as keys from './keys.ts';
import { actOnPerson } from './person-chain.ts';
import type { StorePorts } from './ports.ts';
import { get, readPartition } from './read.ts';
import { readItem } from './stored.ts';
import { stamped } from './upcasts/index.ts';

/** A juror's declaration of a year, read strongly. */
export const loadDeclaration = async (
  ports: StorePorts,
  year: number,
  jurorId: string,
): Promise<DeclarationItem | undefined> => {
  const item = await get(ports, keys.declarationKey(year, jurorId));
  return item && readItem(declarationItem, item);
};

/** What every juror declared for a year, read strongly in one query. */
export const loadDeclarations = async (ports: StorePorts, year: number): Promise<Map<string, DeclarationItem>> => {
  const items = await readPartition(ports, keys.declarationPartition(year), keys.currentDeclarationPrefix);
  return new Map(items.map((item) => readItem(declarationItem, item)).map((entry) => [entry.jurorId, entry]));
};

/**
 * Saves a juror's declaration of a year over the one at `revision` (0 for the first), with the event that freezes it. Each
 * version is also kept by itself and never written again, so that what was declared when can be told later.
 * @throws RevisionMoved when another one was saved in between; Stale when the person keeps moving.
 */
export const saveDeclaration = async (
  ports: StorePorts,
  change: { year: number; jurorId: string; revision: number; content: Declaration; actor: ActorRef; at: string },
): Promise<DeclarationItem> => {
  const { year, jurorId, revision, actor, at } = change;
  const { none, organisations } = change.content;
  const salt = ports.salt();
  const item: DeclarationItem = {
    none,
    organisations,
    year,
    jurorId,
    revision: revision + 1,
    declaredAt: at,
    salt,
  };
  const TableName = ports.tableName;
  const first = { ConditionExpression: 'attribute_not_exists(pk)' };
  const next = { ConditionExpression: 'revision = :revision', ExpressionAttributeValues: { ':revision': revision } };
  const lost = () => new RevisionMoved();
  await actOnPerson(ports, jurorId, { actor, at }, (person) => {
    if (!person) throw new Error(`Person ${jurorId} is gone`);
    return {
      event: {
        type: 'person.interests-declared',
        data: { year, revision: revision + 1, digest: digestOf({ none, organisations }, salt) },
      },
      profile: person,
      also: [
        {
          write: {
            Put: {
              TableName,
              Item: stamped({ ...item, ...keys.declarationKey(year, jurorId) }),
              ...(revision ? next : first),
            },
          },
          lost,
        },
        {
          write: {
            Put: {
              TableName,
              Item: stamped({ ...item, ...keys.formerDeclarationKey(year, jurorId, revision + 1) }),
              ...first,
            },
          },
          lost,
        },
      ],
    };
  });
  return item;
};
