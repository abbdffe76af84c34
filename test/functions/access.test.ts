import { paginateScan } from '@aws-sdk/lib-dynamodb';
import { beforeAll, describe, expect, test } from 'vitest';
import type { BucketAction, FunctionSpec, TableAction } from '../../functions/spec.ts';
import { specs } from '../../functions/specs.ts';
import { auditPattern, isEventKey, isLogKey, type Key, kindOf } from '../../functions/store/keys.ts';
import type { Item } from '../../functions/store/read.ts';
import { versionOf } from '../../functions/store/upcasts/index.ts';
import { contract, type OperationId } from '../../schemas/contract.ts';
import { type Act, wholeLife } from '../bench/life.ts';
import { otherActs } from '../bench/other-acts.ts';
import { sessionActs } from '../bench/session-acts.ts';
import { type City, openCity } from '../support/city.ts';
import { type TestPorts, testPorts } from '../support/ports.ts';
import { alsoActs } from './access-acts.ts';

/**
 * What each function does to the table and the bucket, seen over whole lives of applications: its role may do exactly
 * that. A right that is missing would stop it on AWS; one that it never uses is one too many.
 */
const used = new Map<string, Set<TableAction | BucketAction>>();
let acting: string | undefined;

/** Functions that were seen to add events, to note who did and opened what, and to take something from a log. */
const commits = new Set<string>();
const audits = new Set<string>();
const clears = new Set<string>();

const note = (action: TableAction | BucketAction): void => {
  if (!acting) return;
  const actions = used.get(acting) ?? new Set();
  used.set(acting, actions.add(action));
};

/** Nothing here runs side by side, so what is seen meanwhile is the function's. */
const as = async <T>(name: string, run: () => Promise<T>): Promise<T> => {
  const before = acting;
  acting = name;
  try {
    return await run();
  } finally {
    acting = before;
  }
};

/** Part of a transaction, by the action that a role must allow for it. */
const parts: Record<string, TableAction> = {
  Put: 'PutItem',
  Update: 'UpdateItem',
  Delete: 'DeleteItem',
  ConditionCheck: 'ConditionCheckItem',
  Get: 'GetItem',
};

const actionsOf = (command: string, input: { TransactItems?: Record<string, unknown>[] }): TableAction[] =>
  input.TransactItems
    ? input.TransactItems.flatMap((item) =>
        Object.keys(item)
          .filter((part) => part in parts)
          .map((part) => parts[part] as TableAction),
      )
    : [command as TableAction];

const addsEvent = ({ TransactItems = [] }: { TransactItems?: { Put?: { Item?: { pk: string; sk: string } } }[] }) =>
  TransactItems.some(({ Put }) => Put?.Item && isEventKey(Put.Item));

/** What is put under a person's name: by itself or in a transaction. */
const putsNote = ({ Item, TransactItems = [] }: { Item?: Key; TransactItems?: { Put?: { Item?: Key } }[] }) =>
  [Item, ...TransactItems.map(({ Put }) => Put?.Item)].some((item) => item?.pk.startsWith(auditPattern.slice(0, -1)));

const clearsLog = ({ TransactItems = [] }: { TransactItems?: { Delete?: { Key?: Key } }[] }) =>
  TransactItems.some(({ Delete }) => Delete?.Key && isLogKey(Delete.Key));

const watched = async (): Promise<City> => {
  const ports = await testPorts();
  ports.db.middlewareStack.add(
    (next, context) => (args) => {
      const command = (context.commandName ?? '').replace(/Command$/, '');
      for (const action of actionsOf(command, args.input as never)) note(action);
      if (acting && addsEvent(args.input as never)) commits.add(acting);
      if (acting && putsNote(args.input as never)) audits.add(acting);
      if (acting && clearsLog(args.input as never)) clears.add(acting);
      return next(args);
    },
    { step: 'initialize', name: 'noteAction' },
  );
  const city = await openCity({ ports });
  const ofBucket = {
    uploadForm: 'PutObject',
    downloadLink: 'GetObject',
    lookLink: 'GetObject',
    read: 'GetObject',
    list: 'ListBucket',
    remove: 'DeleteObject',
  };
  for (const [method, action] of Object.entries(ofBucket)) {
    const bucket = city.bucket as unknown as Record<string, (...given: unknown[]) => unknown>;
    const plain = bucket[method];
    bucket[method] = (...given) => {
      note(action as BucketAction);
      return plain?.(...given);
    };
  }
  const nameOf = (id: OperationId) => `${contract[id].audience}-api`;
  return {
    ...city,
    ask: ((id, who, sent) => as(nameOf(id), () => city.ask(id, who, sent))) as City['ask'],
    send: (id, who, sent, own) => as(nameOf(id), () => city.send(id, who, sent, own)),
  };
};

let ports: TestPorts;
beforeAll(async () => {
  const city = await watched();
  ports = city.ports;
  const act: Act = (name, run) => {
    const fn = name.split(' ')[0] as string;
    return specs.some((spec) => spec.name === fn) ? as(fn, run) : run();
  };
  await wholeLife(city, act);
  await otherActs(city, act);
  await sessionActs(city, act);
  await alsoActs(city, act);
}, 120_000);

/** Kinds of items that no put makes: counters, and what a lease or a delivery leaves, each at its first version. */
const madeByUpdates = [
  'APP/NOTIFICATION',
  'APP/DOCUMENTS',
  'SESSION/NOTIFICATION',
  'ADDRESS/DELIVERY',
  'ADDRESS/CONFIRMATIONS',
  'ACT/HEAD',
  'OFFICE/ROSTER',
  'OFFICE/ADMINISTRATORS',
  'PACE/NEXT',
  'CODES/COUNT',
];

test('every item that these lives leave says the version of its kind', async () => {
  const kinds = new Map<string, Set<unknown>>();
  for await (const page of paginateScan({ client: ports.db }, { TableName: ports.tableName }))
    for (const item of (page.Items ?? []) as Item[]) {
      const kind = kindOf(item);
      kinds.set(kind, (kinds.get(kind) ?? new Set()).add(item.v));
    }
  const said = [...kinds].filter(([kind]) => !madeByUpdates.includes(kind) && !kind.startsWith('LOG/'));
  expect(said.map(([kind, versions]) => [kind, [...versions]])).toEqual(
    said.map(([kind]) => [kind, [versionOf(kind)]]),
  );
  expect(said.length).toBeGreaterThan(30);
});

describe('what its role allows is what is used by', () => {
  test.each(specs.map((spec: FunctionSpec) => [spec.name, spec.access] as const))('%s', (name, access) => {
    const {
      table = [],
      bucket = [],
      events = false,
      audit = false,
      clearsDrafts = false,
      countsCodes = false,
    } = access;
    const counted = countsCodes ? ['GetItem', 'UpdateItem'] : [];
    expect([...(used.get(name) ?? [])].sort()).toEqual([...table, ...bucket, ...counted].sort());
    expect([commits.has(name), audits.has(name), clears.has(name)]).toEqual([events, audit, clearsDrafts]);
  });
});
