import { Logger } from '@aws-lambda-powertools/logger';
import { DeleteCommand, PutCommand, paginateScan, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import fc from 'fast-check';
import { describe, expect, test, vi } from 'vitest';
import { changeOrganisation } from '../../../functions/domain/application/change-organisation.ts';
import { withdraw } from '../../../functions/domain/application/withdraw.ts';

import { formerAmountByTerritory } from '../../../functions/domain/shares.ts';
import { CONSUMER, measureApplication } from '../../../functions/measure/measure.ts';
import { reconcile } from '../../../functions/reconcile/reconcile.ts';
import { reportReconciled } from '../../../functions/reconcile/report.ts';
import { loadHead } from '../../../functions/store/applications.ts';
import { readFigures } from '../../../functions/store/figures.ts';
import * as keys from '../../../functions/store/keys.ts';
import type { StorePorts } from '../../../functions/store/ports.ts';
import { get, type Item } from '../../../functions/store/read.ts';
import { reconcileTable } from '../../../infra/ops/reconcile.ts';
import type { TerritoryId } from '../../../schemas/territory.ts';
import { aContent, aDecision, anId } from '../../factories/application.ts';
import { type Act, acts, lifeTo } from '../../factories/lives.ts';
import { commitAct, storeApplication } from '../../factories/stored.ts';
import { interleave, mortal, noting } from '../../support/actors.ts';
import { runs } from '../../support/chance.ts';
import { type City, openCity } from '../../support/city.ts';
import { loseFigures } from '../../support/figures.ts';

const { assign, check, decide, submit } = acts();
const quarter = '2026-Q1';
const hour = 3_600_000;

/** Every figure, row and memory of the figures, by place, without what only counts writes. */
const held = async ({ ports }: City): Promise<Map<string, object>> => {
  const found = new Map<string, object>();
  const pages = paginateScan({ client: ports.db }, { TableName: ports.tableName, ConsistentRead: true });
  const { sk: cursor } = keys.cursorKey('application', '', CONSUMER);
  for await (const page of pages)
    for (const { pk, sk, rev: _rev, ...item } of (page.Items ?? []) as Item[]) {
      const isFigure = pk.startsWith(keys.figuresPrefix) || pk.startsWith(keys.grantsPrefix);
      const isNothing = ['files', 'projects'].some((name) => item[name] === 0);
      if ((isFigure && !isNothing) || sk === cursor) found.set(keys.placeOf({ pk, sk }), item);
    }
  return found;
};

const populate = async (city: City) => {
  const ids: Record<string, string> = {};
  for (const state of ['supported', 'refused', 'withdrawn', 'evaluating', 'complements', 'draft'] as const)
    ids[state] = await storeApplication(city.ports, state);
  ids.other = await storeApplication(city.ports, 'supported');
  for (const id of Object.values(ids)) await measureApplication(city.ports, id);
  return ids as Record<
    'supported' | 'refused' | 'withdrawn' | 'evaluating' | 'complements' | 'draft' | 'other',
    string
  >;
};

const change = ({ ports }: City, key: keys.Key, name: string, value: unknown) =>
  ports.db.send(
    new UpdateCommand({
      TableName: ports.tableName,
      Key: { ...key },
      UpdateExpression: 'SET #name = :value',
      ExpressionAttributeNames: { '#name': name },
      ExpressionAttributeValues: { ':value': value },
    }),
  );
const remove = ({ ports }: City, key: keys.Key) =>
  ports.db.send(new DeleteCommand({ TableName: ports.tableName, Key: { ...key } }));
const put = ({ ports }: City, Item: object) =>
  ports.db.send(new PutCommand({ TableName: ports.tableName, Item: { ...Item } }));

type Ids = Awaited<ReturnType<typeof populate>>;
interface Spoilt {
  what: string;
  spoil(city: City, ids: Ids): Promise<unknown>;
  found(city: City, ids: Ids): object[];
}
/** Figures of money have what is kept back beside the rest. */
const whole = (numbers: object) => ('projects' in numbers ? { keptProjects: 0, keptCents: 0, ...numbers } : numbers);
const figure = (key: keys.Key, holds: object, events: object) => ({
  what: 'figure',
  key,
  holds: whole(holds),
  events: whole(events),
});
const row = (key: keys.Key, applicationId: string) => ({ what: 'row', key, applicationId });
const territory = 'wazemmes';

const spoilt: Spoilt[] = [
  {
    what: 'the number of files in a state',
    spoil: (city) => change(city, keys.stateCountKey(city.callId, 'refused'), 'files', 41),
    found: (city) => [figure(keys.stateCountKey(city.callId, 'refused'), { files: 41 }, { files: 1 })],
  },
  {
    what: 'a number of files in a state that no file ever was in',
    spoil: (city) => change(city, keys.stateCountKey(city.callId, 'deferred'), 'files', 1),
    found: (city) => [figure(keys.stateCountKey(city.callId, 'deferred'), { files: 1 }, { files: 0 })],
  },
  {
    what: 'the number of files in flight, gone',
    spoil: (city) => remove(city, keys.inFlightKey(city.callId, 1)),
    found: (city) => [figure(keys.inFlightKey(city.callId, 1), { files: 0 }, { files: 2 })],
  },
  {
    what: 'the euros of a quarter',
    spoil: (city) => change(city, keys.figureKey(city.callId, quarter, keys.ALL), 'amountCents', 5),
    found: (city) => [
      figure(
        keys.figureKey(city.callId, quarter, keys.ALL),
        { projects: 2, amountCents: 5 },
        { projects: 2, amountCents: 200_000 },
      ),
    ],
  },
  {
    what: 'a row behind a figure',
    spoil: (city, { supported }) =>
      change(city, keys.supportedKey(city.callId, quarter, keys.ALL, supported), 'amountCents', 7),
    found: (city, { supported }) => [row(keys.supportedKey(city.callId, quarter, keys.ALL, supported), supported)],
  },
  {
    what: 'a row behind a figure, gone',
    spoil: (city, { other }) => remove(city, keys.supportedKey(city.callId, quarter, keys.ALL, other)),
    found: (city, { other }) => [row(keys.supportedKey(city.callId, quarter, keys.ALL, other), other)],
  },
  {
    what: 'a row of a draft, which counts for nothing',
    spoil: async (city, { draft, other }) => {
      const own = await get(city.ports, keys.supportedKey(city.callId, quarter, keys.ALL, other));
      await put(city, { ...own, ...keys.supportedKey(city.callId, quarter, keys.ALL, draft) });
    },
    found: (city, { draft }) => [row(keys.supportedKey(city.callId, quarter, keys.ALL, draft), draft)],
  },
  {
    what: 'a row of a supported file under another district',
    spoil: async (city, { other }) => {
      const own = await get(city.ports, keys.supportedKey(city.callId, quarter, keys.ALL, other));
      await put(city, { ...own, ...keys.supportedKey(city.callId, quarter, 'hellemmes', other) });
    },
    found: (city, { other }) => [row(keys.supportedKey(city.callId, quarter, 'hellemmes', other), other)],
  },
  {
    what: 'what an organisation was granted in a year',
    spoil: async (city, { supported }) => {
      const { organisationId = '' } = (await loadHead(city.ports, supported)) ?? {};
      await change(city, keys.grantKey(organisationId, '2026', supported), 'amountCents', 1);
    },
    found: (_city, { supported }) => [row(expect.objectContaining({ sk: supported }), supported)],
  },
  {
    what: 'what the figures remember of a file',
    spoil: (city, { refused }) =>
      change(city, keys.cursorKey('application', refused, CONSUMER), 'memory', { state: 'supported' }),
    found: (_city, { refused }) => [{ what: 'memory', applicationId: refused }],
  },
];

test('figures that are right differ in nothing, and to compare them writes nothing', async () => {
  const city = await openCity();
  await populate(city);
  const writes: string[] = [];
  const found = await reconcile(noting(city.ports, 'reconcile', writes));
  // One draft is in no list; nine counters of states and versions that files went through, and those of the grants.
  const { figures } = await readFigures(city.ports, city.callId, quarter, quarter);
  expect(found).toEqual({ calls: 1, files: 6, figures: found.figures, moving: 0, differences: [] });
  expect(found.figures).toBeGreaterThan(figures.length + 9);
  expect(writes).toEqual([]);
});

describe('changed by hand,', () => {
  test.each(spoilt)('$what: it is found, named and put right', async ({ spoil, found }) => {
    const city = await openCity();
    const ids = await populate(city);
    const right = await held(city);
    await spoil(city, ids);
    expect(await held(city)).not.toEqual(right);
    expect((await reconcile(city.ports)).differences).toEqual(found(city, ids));
    expect((await reconcileTable(city.ports, { mend: true })).differences).toEqual(found(city, ids));
    expect(await held(city)).toEqual(right);
    expect((await reconcile(city.ports)).differences).toEqual([]);
  });

  test('everything at once, also where the file goes on with a wrong memory before it is put right', async () => {
    const city = await openCity();
    const ids = await populate(city);
    const twin = await openCity();
    await populate(twin);
    for (const { spoil } of spoilt) await spoil(city, ids);
    await change(city, keys.cursorKey('application', ids.evaluating, CONSUMER), 'memory', {
      ...((await get(city.ports, keys.cursorKey('application', ids.evaluating, CONSUMER)))?.memory as object),
      state: 'ready',
    });
    await commitAct(city.ports, ids.evaluating, (application, at) => withdraw({ application, at }));
    await measureApplication(city.ports, ids.evaluating);
    await reconcileTable(city.ports, { mend: true });
    const mended = await held(city);
    await loseFigures(city.ports);
    await reconcileTable(city.ports, { mend: true });
    expect(mended).toEqual(await held(city));
    expect((await reconcile(city.ports)).differences).toEqual([]);
  });
});

test('a grant that is listed under the organisation that its own was merged into is not listed under the former', async () => {
  const city = await openCity();
  const { supported } = await populate(city);
  const { organisationId = '' } = (await loadHead(city.ports, supported)) ?? {};
  const [own, into] = [organisationId, anId('org', 2)].map((id) => keys.grantKey(id, '2026', supported));
  const former = await get(city.ports, own as keys.Key);
  await commitAct(city.ports, supported, (application, at) =>
    changeOrganisation({ application, organisationId: anId('org', 2), at }),
  );
  expect((await reconcile(city.ports)).differences).toEqual([]);
  await measureApplication(city.ports, supported);
  const right = await held(city);
  expect([right.has(keys.placeOf(own as keys.Key)), right.has(keys.placeOf(into as keys.Key))]).toEqual([false, true]);
  expect((await reconcile(city.ports)).differences).toEqual([]);

  await put(city, { ...former });
  await remove(city, into as keys.Key);
  const found = [row(own as keys.Key, supported), row(into as keys.Key, supported)];
  expect((await reconcile(city.ports)).differences).toEqual(found);
  expect((await reconcileTable(city.ports, { mend: true })).differences).toEqual(found);
  expect(await held(city)).toEqual(right);
});

describe('figures that are behind', () => {
  test('differ in nothing, for an hour; then they are told, and taken', async () => {
    const city = await openCity();
    const ids = await populate(city);
    const since = city.ports.now().toISOString();
    await commitAct(city.ports, ids.complements, (application, at) => withdraw({ application, at }));
    const fresh = await storeApplication(city.ports, 'checking');
    city.ports.clock.advance({ milliseconds: hour });
    expect((await reconcile(city.ports)).differences).toEqual([]);
    city.ports.clock.advance({ milliseconds: 1 });
    const behind = [ids.complements, fresh].map((applicationId) => ({ what: 'behind', applicationId, since }));
    expect(new Set((await reconcile(city.ports)).differences)).toEqual(new Set(behind));
    expect(new Set((await reconcileTable(city.ports, { mend: true })).differences)).toEqual(new Set(behind));
    expect((await reconcile(city.ports)).differences).toEqual([]);
    expect(await get(city.ports, keys.stateCountKey(city.callId, 'checking'))).toMatchObject({ files: 1 });
  });

  test('since they wait for newer code are left to it', async () => {
    const city = await openCity();
    const id = await storeApplication(city.ports, 'checking');
    await measureApplication(city.ports, id);
    await commitAct(city.ports, id, check());
    await change(city, keys.cursorKey('application', id, CONSUMER), 'waitsFor', 3);
    city.ports.clock.advance({ days: 2 });
    expect((await reconcile(city.ports)).differences).toEqual([]);
  });
});

test('what newer code remembers is believed', async () => {
  const city = await openCity();
  const { refused } = await populate(city);
  const key = keys.cursorKey('application', refused, CONSUMER);
  await change(city, key, 'memoryVersion', 9);
  await change(city, key, 'memory', { ...((await get(city.ports, key))?.memory as object), state: 'ineligible' });
  await change(city, keys.stateCountKey(city.callId, 'refused'), 'files', 0);
  await change(city, keys.stateCountKey(city.callId, 'ineligible'), 'files', 1);
  expect((await reconcile(city.ports)).differences).toEqual([]);
});

test('a grant that a former rule divided is no difference, and is divided by today’s rule when figures are put right', async () => {
  const city = await openCity();
  const ids: TerritoryId[] = ['fives', 'lomme', 'wazemmes'];
  const content = aContent();
  const project = { ...content.project, territories: ids };
  const budget = { ...content.budget, amountAskedCents: 3_000_000 };
  const id = await storeApplication(city.ports, lifeTo('deciding').with(0, submit({ ...content, project, budget })));
  const decision = aDecision('supported', { decidedOn: '2026-03-18', amountCents: 3_000_000 });
  await commitAct(city.ports, id, decide(decision));
  await measureApplication(city.ports, id);
  const right = await held(city);
  const { shares = [] } = (await loadHead(city.ports, id)) ?? {};
  const former = formerAmountByTerritory(3_000_000, shares);
  expect([...former.values()].toSorted()).toEqual([1_000_200, 999_900, 999_900]);
  for (const [district, cents] of former)
    for (const key of [
      keys.figureKey(city.callId, quarter, district),
      keys.supportedKey(city.callId, quarter, district, id),
    ])
      await change(city, key, 'amountCents', cents);
  expect((await reconcile(city.ports)).differences).toEqual([]);
  // A cent beside that rule is seen all the same.
  await change(city, keys.figureKey(city.callId, quarter, territory), 'amountCents', 999_901);
  expect((await reconcile(city.ports)).differences).toMatchObject([
    { what: 'figure', holds: { amountCents: 999_901 }, events: { amountCents: former.get(territory) } },
  ]);
  await reconcileTable(city.ports, { mend: true });
  expect(await held(city)).toEqual(right);
});

describe('while files go on,', () => {
  /** Lives, each act and each of its wake-ups one by one. */
  const lives = (count: number): Act[][] =>
    [lifeTo('supported'), lifeTo('withdrawn'), [...lifeTo('evaluating'), assign('j4')]]
      .flatMap((life) => Array.from({ length: count }, () => life))
      .slice(0, count);
  const live = async (ports: StorePorts, ids: readonly string[], life: readonly Act[][]) => {
    const longest = Math.max(...life.map((own) => own.length));
    for (let step = 0; step < longest; step++)
      for (const [index, id] of ids.entries()) {
        const act = life[index]?.[step];
        if (!act) continue;
        await commitAct(ports, id, act);
        // One in three is behind until the next.
        if ((step + index) % 3 !== 0) await measureApplication(ports, id);
      }
  };

  test('nothing differs, in whichever order they and the comparison come', async () => {
    const city = await openCity();
    await populate(city);
    await fc.assert(
      fc.asyncProperty(fc.array(fc.nat(1), { minLength: 500, maxLength: 500 }), async (order) => {
        const ids = await Promise.all([1, 2, 3].map(() => storeApplication(city.ports, 'draft')));
        const [, compared] = await interleave<unknown, typeof city.ports>(city.ports, order, [
          (own) => live(own, ids, lives(3)),
          (own) => reconcile(own),
        ]);
        expect(compared).toMatchObject({ status: 'fulfilled', value: { differences: [] } });
        for (const id of ids) await measureApplication(city.ports, id);
      }),
      { numRuns: runs(4), endOnFailure: true },
    );
  }, 120_000);

  test('what differs is put right beside them, pages never miss a quarter meanwhile, and all ends as if made anew', async () => {
    const city = await openCity();
    const { ports, callId } = city;
    await fc.assert(
      fc.asyncProperty(fc.array(fc.nat(2), { minLength: 600, maxLength: 600 }), fc.nat(150), async (order, calls) => {
        const known = await populate(city);
        const before = (await readFigures(ports, callId, quarter, quarter)).totals[0]?.projects ?? 0;
        for (const { spoil } of spoilt) await spoil(city, known);
        const ids = await Promise.all([1, 2, 3].map(() => storeApplication(ports, 'draft')));
        const totals: (number | undefined)[] = [];
        const watch = async (own: StorePorts) => {
          for (let look = 0; look < 40; look++)
            totals.push((await readFigures(own, callId, quarter, quarter)).totals[0]?.projects);
        };
        const [, mended, watched] = await interleave<unknown, typeof ports>(ports, order, [
          (own) => live(own, ids, lives(3)),
          (own) => reconcile(mortal(own, calls), { mend: true }),
          watch,
        ]);
        expect(watched?.status).toBe('fulfilled');
        // Killed where its calls were used up, and run again.
        if (mended?.status === 'rejected') expect(String(mended.reason)).toContain('Error');
        expect(totals.filter((seen) => seen === undefined || seen < before)).toEqual([]);
        for (const id of ids) await measureApplication(ports, id);
        await reconcileTable(ports, { mend: true });
        expect(await reconcile(ports)).toMatchObject({ moving: 0, differences: [] });
        const right = await held(city);
        await loseFigures(ports);
        await reconcileTable(ports, { mend: true });
        expect(right).toEqual(await held(city));
      }),
      { numRuns: runs(4), endOnFailure: true },
    );
  }, 240_000);
});

test('cut off after any of its calls and run again, putting right ends equal', async () => {
  const city = await openCity();
  const ids = await populate(city);
  const right = await held(city);
  for (const calls of [3, 12, 25, 40, 60, 90]) {
    for (const { spoil } of spoilt) await spoil(city, ids);
    await reconcileTable(mortal(city.ports, calls), { mend: true }).catch(() => undefined);
    await reconcileTable(city.ports, { mend: true });
    expect(await held(city)).toEqual(right);
  }
});

test('what was compared is told as a line of figures, zero too, and of places and ids', () => {
  const logger = new Logger();
  const info = vi.spyOn(logger, 'info').mockReturnValue(undefined);
  const compared = { calls: 1, files: 2, figures: 3, moving: 0 };
  reportReconciled({ ...compared, differences: [] }, logger);
  const key = keys.stateCountKey('cal_1', 'ready');
  reportReconciled(
    {
      ...compared,
      differences: [
        { what: 'figure', key, holds: { files: 4 }, events: { files: 2 } },
        { what: 'row', key: keys.grantKey('org_1', '2026', 'app_1'), applicationId: 'app_1' },
        { what: 'memory', applicationId: 'app_2' },
        { what: 'behind', applicationId: 'app_3', since: '2026-03-18T09:00:00.000Z' },
      ],
    },
    logger,
  );
  expect(info.mock.calls).toEqual([
    ['Figures reconciled', { ...compared, differing: 0, differences: [] }],
    [
      'Figures reconciled',
      {
        ...compared,
        differing: 4,
        differences: [
          'figure FIGURES#cal_1 STATE#ready: holds files 4; the events make files 2',
          'row GRANTS#org_1#2026 app_1: not what the events of app_1 say',
          'file app_2: remembered otherwise than its events say',
          'file app_3: not taken since 2026-03-18T09:00:00.000Z',
        ],
      },
    ],
  ]);
});
