import { TransactWriteCommand } from '@aws-sdk/lib-dynamodb';
import type { Declaration } from '../../schemas/juror.ts';
import { lossOf } from './commit.ts';
import { RevisionMoved } from './drafts.ts';
import { type DeclarationItem, declarationItem } from './items/declaration.ts';
import * as keys from './keys.ts';
import type { StorePorts } from './ports.ts';
import { get, readPartition } from './read.ts';
import { readItem } from './stored.ts';

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
 * Saves a juror's declaration of a year over the one at `revision` (0 for the first). Each version is also kept by
 * itself and never written again, so that what was declared when can be told later.
 * @throws RevisionMoved when another one was saved in between.
 */
export const saveDeclaration = async (
  ports: StorePorts,
  change: { year: number; jurorId: string; revision: number; content: Declaration; at: string },
): Promise<DeclarationItem> => {
  const { year, jurorId, revision, content, at } = change;
  const item: DeclarationItem = { ...content, year, jurorId, revision: revision + 1, declaredAt: at };
  const TableName = ports.tableName;
  const first = { ConditionExpression: 'attribute_not_exists(pk)' };
  const next = { ConditionExpression: 'revision = :revision', ExpressionAttributeValues: { ':revision': revision } };
  try {
    await ports.db.send(
      new TransactWriteCommand({
        TransactItems: [
          {
            Put: { TableName, Item: { ...item, ...keys.declarationKey(year, jurorId) }, ...(revision ? next : first) },
          },
          {
            Put: {
              TableName,
              Item: { ...item, ...keys.formerDeclarationKey(year, jurorId, revision + 1) },
              ...first,
            },
          },
        ],
      }),
    );
  } catch (error) {
    const moved = () => new RevisionMoved();
    throw lossOf(error, [moved, moved]);
  }
  return item;
};
