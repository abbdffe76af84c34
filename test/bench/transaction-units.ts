import { type AttributeValue, type DynamoDBClient, GetItemCommand } from '@aws-sdk/client-dynamodb';
import { tableShape } from '../../functions/store/table.ts';

/**
 * Write units of a transaction by AWS's rule: every item by itself, its larger size before or after rounded up to whole
 * kilobytes, twice; and the indexes once per entry that is put or removed. DynamoDB Local's ConsumedCapacity rounds the
 * sum of all items, so that small items cost next to nothing in it.
 * Source: https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/transaction-apis.html and GSI.html; that
 * index entries cost once in a transaction too is our reading of it.
 */

type Item = Record<string, AttributeValue>;
interface Entry {
  TableName: string;
  Key?: Item;
  Item?: Item;
}

const bytes = (text: string): number => Buffer.byteLength(text);

/** Bytes of a value as DynamoDB counts them; a number about one byte for two digits. */
const sizeOfValue = (value: AttributeValue): number => {
  if (value.S !== undefined) return bytes(value.S);
  if (value.N !== undefined) return Math.ceil(value.N.replace(/\D/g, '').length / 2) + 1;
  if (value.L) return 3 + value.L.reduce((sum, part) => sum + 1 + sizeOfValue(part), 0);
  if (value.M) return 3 + sizeOf(value.M) + Object.keys(value.M).length;
  return 1;
};
const sizeOf = (item: Item): number =>
  Object.entries(item).reduce((sum, [name, value]) => sum + bytes(name) + sizeOfValue(value), 0);

const kilobytes = (...items: (Item | undefined)[]): number =>
  Math.ceil(Math.max(1, ...items.map((item) => (item ? sizeOf(item) : 0))) / 1024);

/** Units of an index when an item changes: nothing, one entry put or removed, or both when its key moves. */
const indexUnits = (before: Item | undefined, after: Item | undefined): number =>
  tableShape.indexes
    .map(({ partitionKey, sortKey }) => {
      const place = (item: Item | undefined) =>
        item?.[partitionKey]?.S === undefined ? undefined : `${item[partitionKey].S} ${item[sortKey]?.S}`;
      const [was, is] = [place(before), place(after)];
      if (was === is)
        return is === undefined || JSON.stringify(before) === JSON.stringify(after) ? 0 : kilobytes(before, after);
      return (was === undefined ? 0 : kilobytes(before)) + (is === undefined ? 0 : kilobytes(after));
    })
    .reduce((sum, units) => sum + units, 0);

/** Runs a transaction and tells its write units; `client` reads the items before and after. */
export const unitsOfTransaction = async <T>(
  client: DynamoDBClient,
  body: string,
  run: () => Promise<T>,
): Promise<{ answer: T; units: number }> => {
  const { TransactItems } = JSON.parse(body) as { TransactItems: Record<string, Entry>[] };
  const places = TransactItems.flatMap((entry) => Object.values(entry)).map(({ TableName, Key, Item = {} }) => ({
    TableName,
    Key: Key ?? ({ pk: Item.pk, sk: Item.sk } as Item),
  }));
  const read = () =>
    Promise.all(
      places.map(async (place) => (await client.send(new GetItemCommand({ ...place, ConsistentRead: true }))).Item),
    );
  const before = await read();
  const answer = await run();
  const after = await read();
  const units = places.reduce(
    (sum, _place, index) => sum + 2 * kilobytes(before[index], after[index]) + indexUnits(before[index], after[index]),
    0,
  );
  return { answer, units };
};
