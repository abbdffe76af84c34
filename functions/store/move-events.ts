import { TransactWriteCommand } from '@aws-sdk/lib-dynamodb';
import { lossOf, retrying, Stale } from './commit.ts';
import { aggregateOf, eventKey, type Key, seqOf } from './keys.ts';
import type { StorePorts } from './ports.ts';
import { get } from './read.ts';

/**
 * Moves an event that stands beside its aggregate's head to the log, as it is: put there and removed here in one
 * transaction. Moved already, or moved by somebody else meanwhile, it stays where it is.
 * @returns whether it was this call that moved it.
 * @throws Error when the log holds another event in its place.
 */
export const moveEvent = (ports: StorePorts, key: Key): Promise<boolean> =>
  retrying(ports, async () => {
    const event = await get(ports, key);
    if (!event) return false;
    const aggregate = aggregateOf(key.pk);
    if (!aggregate) throw new Error(`${key.pk} is of no aggregate`);
    const TableName = ports.tableName;
    const { pk: _pk, sk: _sk, ...stored } = event;
    const place = eventKey(aggregate.type, aggregate.id, seqOf(key));
    const Delete = {
      TableName,
      Key: { pk: key.pk, sk: key.sk },
      ConditionExpression: '#hash = :hash',
      ExpressionAttributeNames: { '#hash': 'hash' },
      ExpressionAttributeValues: { ':hash': event.hash },
    };
    const there = await get(ports, place);
    if (there && there.hash !== event.hash) throw new Error(`The log holds another event at ${place.pk} ${place.sk}`);
    const put = {
      Put: { TableName, Item: { ...stored, ...place }, ConditionExpression: 'attribute_not_exists(pk)' },
    };
    try {
      await ports.db.send(new TransactWriteCommand({ TransactItems: there ? [{ Delete }] : [put, { Delete }] }));
    } catch (error) {
      // Somebody else moved it, or is about to: look again.
      throw lossOf(error) instanceof Stale ? new Stale() : error;
    }
    return true;
  });
