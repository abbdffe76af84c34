import type { Seen } from './engine.ts';

/** What a command touches, in words of keys: `APP#… HEAD`, or an index and its key. */
export interface Access {
  command: string;
  /** Each key or index with how often it is touched. */
  touches: string[];
  kind: 'read' | 'write';
  /** Reads only: whether they see every write before them. */
  strong?: boolean;
  units: number;
  engineUnits: number;
}

type Value = { S?: string } | undefined;
type Keyed = Record<string, Value>;
interface Wire {
  Key?: Keyed;
  Item?: Keyed;
  IndexName?: string;
  ConsistentRead?: boolean;
  ExpressionAttributeValues?: Record<string, Value>;
  KeyConditionExpression?: string;
  RequestItems?: Record<string, { Keys?: Keyed[]; ConsistentRead?: boolean }>;
  TransactItems?: Record<string, { Key?: Keyed; Item?: Keyed }>[];
}

const reading = new Set(['GetItem', 'Query', 'BatchGetItem', 'TransactGetItems', 'Scan']);

/** The shape of a key: all that stands after its first word is of one item, and so are a day, a SIRET and a file's id. */
const shape = (part: Value): string =>
  (part?.S ?? '').replace(/#.*$/, '#…').replace(/^(?:\d{4}-\d\d-\d\d$|\d{14}\b|app_\w+$)/, '…');
const keyShape = (key: Keyed = {}): string => `${shape(key.pk)} ${shape(key.sk)}`;

const counted = (touches: string[]): string[] =>
  [...Map.groupBy(touches, (touch) => touch)].map(([touch, same]) =>
    same.length > 1 ? `${touch} ×${same.length}` : touch,
  );

/** What a command that was seen touched. */
export const accessOf = ({ command, body, units, engineUnits }: Seen): Access => {
  const wire = JSON.parse(body) as Wire;
  const kind = reading.has(command) ? 'read' : 'write';
  const batch = Object.values(wire.RequestItems ?? {});
  const strong = wire.ConsistentRead ?? batch[0]?.ConsistentRead ?? false;
  const values = wire.ExpressionAttributeValues ?? {};
  const touches = wire.TransactItems
    ? wire.TransactItems.flatMap((entry) =>
        Object.entries(entry).map(([verb, { Key, Item }]) => `${verbs[verb] ?? verb} ${keyShape(Key ?? Item)}`),
      )
    : batch.length > 0
      ? batch.flatMap(({ Keys = [] }) => Keys.map(keyShape))
      : command === 'Query'
        ? [wire.IndexName ? `${wire.IndexName}: ${shape(values[':key'])}` : queried(values)]
        : [keyShape(wire.Key ?? wire.Item)];
  return { command, touches: counted(touches), kind, ...(kind === 'read' && { strong }), units, engineUnits };
};

const verbs: Record<string, string> = { ConditionCheck: 'check', Put: 'put', Update: 'update', Delete: 'delete' };

/** The partition that is read, and the part of it. */
const queried = (values: Record<string, Value>): string => {
  const part = values[':prefix'] ?? values[':from'];
  return `${shape(values[':pk'])} ${part ? shape(part) : '*'}`;
};
