import { paginateScan, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { changeOrganisation } from '../../functions/domain/application/change-organisation.ts';
import { correctDecision } from '../../functions/domain/application/correct-decision.ts';
import { decide } from '../../functions/domain/application/decide.ts';
import { recordAgreement } from '../../functions/domain/application/record-agreement.ts';
import { stepBack } from '../../functions/domain/application/step-back.ts';
import { withdrawDecision } from '../../functions/domain/application/withdraw-decision.ts';
import { CONSUMER, measureApplication } from '../../functions/measure/measure.ts';
import { reconcile } from '../../functions/reconcile/reconcile.ts';
import { loadHead } from '../../functions/store/applications.ts';
import { retrying } from '../../functions/store/commit.ts';
import { listSupported, readFigures, readStateCounts } from '../../functions/store/figures.ts';
import { readGrants } from '../../functions/store/grants.ts';
import { cursorKey, figureKey, figuresPartition, partitionOf, supportedKey } from '../../functions/store/keys.ts';
import type { StorePorts } from '../../functions/store/ports.ts';
import type { Item } from '../../functions/store/read.ts';
import { reconcileTable } from '../../infra/ops/reconcile.ts';
import { quarterOf } from '../../schemas/monitoring.ts';
import type { TerritoryId } from '../../schemas/territory.ts';
import { aContent, aDecision, aDigest, anId } from '../factories/application.ts';
import { acts, lifeTo } from '../factories/lives.ts';
import { commitAct, storeApplication } from '../factories/stored.ts';
import { interleave, mortal } from '../support/actors.ts';
import { runs } from '../support/chance.ts';
import { type City, openCity, people } from '../support/city.ts';
import { figuresAnew, loseFigures } from '../support/figures.ts';
import { announceFile, decideFile, fileIn } from '../support/files.ts';

const { staff } = people;
const everything = async (city: City) => ({
  ...(await readFigures(city.ports, city.callId, '2024-Q1', '2030-Q4')),
  counts: await readStateCounts(city.ports, city.callId),
});
const support = (city: City, applicationId: string, decidedOn: string, amountCents: number) =>
  decideFile(city, applicationId, aDecision('supported', { decidedOn, amountCents }));
/** Counts a file whose decision is kept back as the release before did: its rows say nothing of that, nor its figures. */
const countAsAnnounced = async ({ ports, callId }: City, id: string) => {
  const pages = paginateScan({ client: ports.db }, { TableName: ports.tableName, ConsistentRead: true });
  const { sk: cursor } = cursorKey('application', id, CONSUMER);
  const set = (item: Item, expression: string, values?: object) =>
    ports.db.send(
      new UpdateCommand({
        TableName: ports.tableName,
        Key: { pk: item.pk, sk: item.sk },
        UpdateExpression: expression,
        ...(values && { ExpressionAttributeValues: values }),
      }),
    );
  for await (const page of pages)
    for (const item of (page.Items ?? []) as Item[]) {
      if (item.applicationId === id && item.announceOn && /^(FIGURES|GRANTS)#/.test(item.pk))
        await set(item, 'REMOVE announceOn');
      if (item.pk === figuresPartition(callId) && item.keptProjects)
        await set(item, 'SET projects = :one, amountCents = :cents REMOVE keptProjects, keptCents', {
          ':one': item.keptProjects,
          ':cents': item.keptCents,
        });
      if (item.pk === partitionOf('application', id) && item.sk === cursor) await set(item, 'REMOVE memoryVersion');
    }
};
const territoriesOf = async (city: City, applicationId: string) =>
  (await city.ask('getStaffFile', staff.id, { params: { applicationId } })).shares.map(
    ({ territoryId }) => territoryId,
  );

describe('supported projects', () => {
  test('count in the quarter of their decision, whole and per territory, to the cent', async () => {
    const city = await openCity();
    const first = await fileIn(city, 'deciding', 0);
    const second = await fileIn(city, 'deciding', 8);
    city.ports.clock.set('2026-04-02T09:00:00.000Z');
    await support(city, first, '2026-03-31', 100_001);
    await support(city, second, '2026-04-01', 300_000);
    for (const id of [first, second]) await city.wake(id);

    const query = { callId: city.callId, from: '2026-Q1', to: '2026-Q2' };
    const { figures, totals } = await city.ask('getMonitoring', staff.id, { query });
    expect(totals).toEqual([
      { quarter: '2026-Q1', projects: 1, amountCents: 100_001 },
      { quarter: '2026-Q2', projects: 1, amountCents: 300_000 },
    ]);
    for (const [id, quarter, amount] of [
      [first, '2026-Q1', 100_001],
      [second, '2026-Q2', 300_000],
    ] as const) {
      const there = figures.filter((figure) => figure.quarter === quarter);
      expect(there.map(({ territoryId }) => territoryId).toSorted()).toEqual(
        (await territoriesOf(city, id)).toSorted(),
      );
      expect(there.reduce((sum, { amountCents }) => sum + amountCents, 0)).toBe(amount);
      expect(there.every(({ projects }) => projects === 1)).toBe(true);
    }
    expect((await city.ask('getMonitoring', staff.id, { query: { ...query, from: '2026-Q2' } })).totals.length).toBe(1);
    expect((await city.ask('getMonitoring', staff.id, { query: { ...query, to: '2026-Q1' } })).totals.length).toBe(1);
  });

  test('are listed behind their figures, each once for a whole quarter', async () => {
    const city = await openCity();
    const id = await fileIn(city, 'deciding');
    await support(city, id, '2026-03-18', 100_001);
    await city.wake(id);
    const file = await city.ask('getStaffFile', staff.id, { params: { applicationId: id } });
    const query = { callId: city.callId, quarter: '2026-Q1' };
    const row = {
      applicationId: id,
      number: file.number,
      title: file.title,
      organisationName: 'Les Ateliers du Canal',
      quarter: '2026-Q1',
      decidedOn: '2026-03-18',
      amountCents: 100_001,
      grantedCents: 100_001,
    };
    expect(await city.ask('listSupported', staff.id, { query })).toEqual({ items: [row] });
    const parts = [];
    for (const territoryId of await territoriesOf(city, id)) {
      const { items } = await city.ask('listSupported', staff.id, { query: { ...query, territoryId } });
      expect(items).toEqual([{ ...row, territoryId, amountCents: expect.any(Number) }]);
      parts.push(items[0]?.amountCents ?? 0);
    }
    expect(parts.reduce((sum, cents) => sum + cents, 0)).toBe(100_001);
    expect((await city.ask('listSupported', staff.id, { query: { ...query, quarter: '2026-Q2' } })).items).toEqual([]);
  });

  test('that are not announced count apart everywhere until they are, and are listed and exported only if asked for', async () => {
    const city = await openCity();
    const [known, kept] = [await fileIn(city, 'deciding', 0), await fileIn(city, 'deciding', 8)];
    await support(city, known, '2026-03-18', 100_001);
    const decision = { ...aDecision('supported', { decidedOn: '2026-03-18', amountCents: 300_000 }) };
    await decideFile(city, kept, { ...decision, announceOn: '2026-04-30' });
    for (const id of [known, kept]) await city.wake(id);

    const query = { callId: city.callId, from: '2026-Q1', to: '2026-Q2' };
    const apart = { projects: 1, amountCents: 300_000 };
    const own = { quarter: '2026-Q1', projects: 1, amountCents: 100_001 };
    const { figures, totals } = await city.ask('getMonitoring', staff.id, { query });
    expect(totals).toEqual([{ ...own, kept: apart }]);
    const sumOf = (amounts: number[]) => amounts.reduce((sum, cents) => sum + cents, 0);
    expect(sumOf(figures.map(({ amountCents }) => amountCents))).toBe(100_001);
    expect(sumOf(figures.map((figure) => figure.kept?.amountCents ?? 0))).toBe(300_000);
    const exported = await city.ask('exportMonitoring', staff.id, { query, body: {} });
    expect(exported.totals).toEqual([own]);
    expect(JSON.stringify(exported)).not.toContain('kept');
    // Nor does a territory stand in it that has nothing else.
    expect(figures.some(({ projects }) => projects === 0)).toBe(true);
    expect(exported.figures).toEqual(
      figures.flatMap(({ kept: _kept, ...figure }) => (figure.projects > 0 ? [figure] : [])),
    );
    const asked = { query: { ...query, kept: 'too' as const } };
    expect(await city.ask('exportMonitoring', staff.id, { ...asked, body: {} })).toEqual({ figures, totals });
    const listed = async (more = {}) =>
      (
        await city.ask('listSupported', staff.id, { query: { callId: city.callId, quarter: '2026-Q1', ...more } })
      ).items.map(({ applicationId, announceOn }) => [applicationId, announceOn]);
    expect(await listed()).toEqual([[known, undefined]]);
    expect((await listed({ kept: 'too' })).toSorted()).toEqual(
      [
        [known, undefined],
        [kept, '2026-04-30'],
      ].toSorted(),
    );
    const envelope = async () =>
      city.ask('getCallEnvelope', staff.id, { params: { callId: city.callId }, query: { year: '2026' } });
    expect(await envelope()).toMatchObject({ grantedCents: 400_001, keptCents: 300_000 });
    const { organisationId } = await city.ask('getStaffFile', staff.id, { params: { applicationId: kept } });
    const grants = await city.ask('getOrganisationGrants', staff.id, {
      params: { organisationId },
      query: { year: '2026', callId: city.callId },
    });
    expect(grants.grants.find(({ applicationId }) => applicationId === kept)?.announceOn).toBe('2026-04-30');
    expect((await reconcile(city.ports)).differences).toEqual([]);

    await announceFile(city, kept);
    await city.wake(kept);
    expect((await city.ask('getMonitoring', staff.id, { query })).totals).toEqual([
      { quarter: '2026-Q1', projects: 2, amountCents: 400_001 },
    ]);
    expect((await listed()).length).toBe(2);
    expect(await envelope()).toMatchObject({ grantedCents: 400_001, keptCents: 0 });
    expect((await reconcile(city.ports)).differences).toEqual([]);
  });

  test('that a former release counted as announced are right as they stand, and are counted apart once they move', async () => {
    const keptAsFormerly = async () => {
      const city = await openCity();
      const id = await fileIn(city, 'deciding');
      const decision = { ...aDecision('supported', { decidedOn: '2026-03-18', amountCents: 300_000 }) };
      await decideFile(city, id, { ...decision, announceOn: '2026-04-30' });
      await city.wake(id);
      await countAsAnnounced(city, id);
      return { city, id };
    };
    const totals = async (city: City) =>
      (await readFigures(city.ports, city.callId, '2026-Q1', '2026-Q2')).totals.map(({ quarter: _, ...sum }) => sum);
    const announced = { projects: 1, amountCents: 300_000 };
    const apart = { projects: 0, amountCents: 0, kept: announced };

    const { city, id } = await keptAsFormerly();
    expect(await totals(city)).toEqual([announced]);
    expect((await reconcile(city.ports)).differences).toEqual([]);
    await announceFile(city, id);
    await city.wake(id);
    expect(await totals(city)).toEqual([announced]);
    expect((await reconcile(city.ports)).differences).toEqual([]);

    // Whatever happens to the file next has it counted anew, though nothing of its money changed.
    const moved = await keptAsFormerly();
    await commitAct(moved.city.ports, moved.id, (application, at) =>
      stepBack({ application, personId: anId('usr', 9), digest: aDigest, at }),
    );
    await moved.city.wake(moved.id);
    expect(await totals(moved.city)).toEqual([apart]);
    expect((await reconcile(moved.city.ports)).differences).toEqual([]);

    const mended = await keptAsFormerly();
    await reconcile(mended.city.ports, { mend: true });
    expect(await totals(mended.city)).toEqual([apart]);
    expect((await reconcile(mended.city.ports)).differences).toEqual([]);
  });

  test('refuses a forged place in that list', async () => {
    const city = await openCity();
    const place = { pk: `FIGURES#${city.callId}#2026-Q1`, sk: 'lomme#app_1' };
    for (const forged of [{ ...place, pk: 'APP#x' }, { ...place, sk: 'ALL#x', stateKey: 'x' }, { pk: place.pk }]) {
      const cursor = Buffer.from(JSON.stringify(forged)).toString('base64url');
      const { status } = await city.send('listSupported', staff.id, {
        query: { callId: city.callId, quarter: '2026-Q1', territoryId: 'fives', cursor },
      });
      expect([forged, status]).toEqual([forged, 422]);
    }
  });
});

describe('figures', () => {
  const populate = async (city: City) => {
    const ids = [];
    for (const state of [
      'supported',
      'refused',
      'deferred',
      'withdrawn',
      'ineligible',
      'closed',
      'refused-by-silence',
      'complements',
      'draft',
    ] as const)
      ids.push(await storeApplication(city.ports, state));
    ids.push(await storeApplication(city.ports, 'supported'));
    return ids;
  };

  test('rebuilt from the events are the same, however they were made and as often as it is done', async () => {
    const city = await openCity();
    const ids = await populate(city);
    for (const id of ids.toReversed()) await city.wake(id);
    const before = await everything(city);
    expect(before.counts).toEqual({
      checking: 0,
      ready: 0,
      deliberating: 0,
      evaluating: 0,
      deciding: 0,
      supported: 2,
      refused: 1,
      deferred: 1,
      withdrawn: 1,
      ineligible: 1,
      closed: 1,
      'refused-by-silence': 1,
      complements: 1,
    });
    for (let time = 0; time < 2; time++) {
      const { files, moving } = await figuresAnew(city.ports);
      expect([files, moving]).toEqual([10, 0]);
      expect(await everything(city)).toEqual(before);
    }
  });

  test('rebuilt after a rebuild that was cut off are whole again', async () => {
    const city = await openCity();
    for (const id of await populate(city)) await city.wake(id);
    const before = await everything(city);
    for (const calls of [0, 2, 9, 20, 40, 80]) {
      await loseFigures(city.ports);
      await reconcileTable(mortal(city.ports, calls), { mend: true }).catch(() => undefined);
      await reconcileTable(city.ports, { mend: true });
      expect(await everything(city)).toEqual(before);
    }
  });

  test('are the same as a rebuild’s whatever order two consumers took the events in, and where one of them died', async () => {
    const city = await openCity();
    let lives = 0;
    await fc.assert(
      fc.asyncProperty(fc.array(fc.nat(1), { maxLength: 40 }), fc.nat(12), async (turns, calls) => {
        const id = await storeApplication(city.ports, 'supported');
        lives++;
        const take = (own: StorePorts) => retrying(own, () => measureApplication(own, id));
        const [, other] = await interleave(city.ports, turns, [(own) => take(mortal(own, calls)), take]);
        expect(other?.status).toBe('fulfilled');
      }),
      { numRuns: runs(10) },
    );
    const before = await everything(city);
    expect(before.totals).toEqual([{ quarter: '2026-Q1', projects: lives, amountCents: lives * 100_000 }]);
    await figuresAnew(city.ports);
    expect(await everything(city)).toEqual(before);
  });

  test('take a grant out again by what it counted for, also one that a former rule had split', async () => {
    const ids: TerritoryId[] = ['fives', 'wazemmes', 'lomme'];
    const content = aContent();
    const life = lifeTo('deciding').with(
      0,
      acts().submit({
        ...content,
        project: { ...content.project, territories: ids },
        budget: { ...content.budget, amountAskedCents: 3_000_000 },
      }),
    );
    const decision = (amountCents: number, decidedOn = '2026-03-18') =>
      aDecision('supported', { decidedOn, amountCents }) as never;
    const nothing = ids
      .toSorted()
      .map((territoryId) => ({ quarter: '2026-Q1', territoryId, projects: 0, amountCents: 0 }));
    const partsOf = async (city: City, quarter: string) =>
      (await everything(city)).figures
        .filter((figure) => figure.quarter === quarter)
        .toSorted((a, b) => ids.indexOf(a.territoryId) - ids.indexOf(b.territoryId))
        .map(({ amountCents }) => amountCents);
    const former = [1_000_200, 999_900, 999_900];

    for (const together of [false, true]) {
      const city = await openCity();
      const { ports, callId } = city;
      const id = await storeApplication(ports, life);
      await commitAct(ports, id, acts().decide(decision(3_000_000)));
      await measureApplication(ports, id);
      expect(await partsOf(city, '2026-Q1')).toEqual([1_000_000, 1_000_000, 1_000_000]);

      // Figures and rows as they were written when shares were rounded before cents were.
      for (const [index, territoryId] of ids.entries()) {
        const amountCents = former[index];
        for (const Key of [figureKey(callId, '2026-Q1', territoryId), supportedKey(callId, '2026-Q1', territoryId, id)])
          await ports.db.send(
            new UpdateCommand({
              TableName: ports.tableName,
              Key,
              UpdateExpression: 'SET amountCents = :cents',
              ExpressionAttributeValues: { ':cents': amountCents },
            }),
          );
      }
      expect(await partsOf(city, '2026-Q1')).toEqual(former);

      // What says nothing of the money leaves what was counted alone.
      await commitAct(ports, id, (application, at) =>
        recordAgreement({ application, agreement: { signedOn: '2026-03-18' }, digest: aDigest, at }),
      );
      await measureApplication(ports, id);
      expect(await partsOf(city, '2026-Q1')).toEqual(former);

      // Nor does whose it is, since its organisation was merged into another.
      const [own, into] = [anId('org', 1), anId('org', 2)];
      const grantsOf = (of: string) => readGrants(ports, { id: of as typeof own }, '2026');
      await commitAct(ports, id, (application, at) => changeOrganisation({ application, organisationId: into, at }));
      if (!together) {
        const [listed] = await grantsOf(own);
        await measureApplication(ports, id);
        expect(await partsOf(city, '2026-Q1')).toEqual(former);
        expect(listed).toMatchObject({ applicationId: id, amountCents: 3_000_000 });
        expect([await grantsOf(own), await grantsOf(into)]).toEqual([[], [listed]]);
        expect((await reconcile(ports)).differences).toEqual([]);
      }

      // A correction within the quarter, one into another quarter, and the withdrawal, one by one and in one run.
      ports.clock.set('2026-04-02T09:00:00.000Z');
      const correct = async (amountCents: number, decidedOn: string, expected: number[]) => {
        await commitAct(ports, id, (application, at) =>
          correctDecision({ application, decision: decision(amountCents, decidedOn), digest: aDigest, at }),
        );
        if (together) return;
        await measureApplication(ports, id);
        expect(await partsOf(city, quarterOf(decidedOn))).toEqual(expected);
      };
      await correct(1_000_000, '2026-03-19', [333_334, 333_333, 333_333]);
      await correct(2_000_000, '2026-04-01', [666_667, 666_667, 666_666]);
      await commitAct(ports, id, (application, at) => withdrawDecision({ application, digest: aDigest, at }));
      await measureApplication(ports, id);
      const { figures, totals } = await everything(city);
      expect(figures.filter(({ quarter }) => quarter === '2026-Q1')).toEqual(nothing);
      expect([...figures, ...totals].filter((sum) => sum.projects !== 0 || sum.amountCents !== 0)).toEqual([]);
      expect([await grantsOf(own), await grantsOf(into)]).toEqual([[], []]);
      for (const quarter of ['2026-Q1', '2026-Q2'])
        for (const territory of ['ALL', ...ids])
          expect((await listSupported(ports, callId, quarter, territory, undefined)).items).toEqual([]);
    }
  });

  test('follow whatever is decided, corrected and withdrawn, in any order and across quarters and years', async () => {
    const city = await openCity({ now: '2026-11-02T09:00:00.000Z' });
    const organisationId = anId('org', 1);
    const grantsOf = async () =>
      (await Promise.all(['2026', '2027'].map((year) => readGrants(city.ports, { id: organisationId }, year)))).flat();
    const days = ['2026-11-02', '2026-12-31', '2027-01-01', '2027-03-02'] as const;
    const step = fc.record({
      act: fc.constantFrom('support' as const, 'refuse' as const, 'correct' as const, 'withdraw' as const),
      day: fc.nat(days.length - 1),
      amountCents: fc.integer({ min: 1, max: 200_000 }),
      wake: fc.boolean(),
    });
    const standing = new Map<string, { decidedOn: string; amountCents: number }>();
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 8 }), async (steps) => {
        city.ports.clock.set('2026-11-02T09:00:00.000Z');
        const id = await storeApplication(city.ports, 'deciding');
        city.ports.clock.set('2027-03-02T09:00:00.000Z');
        for (const { act, day, amountCents, wake } of steps) {
          const decidedOn = days[day] as string;
          const decision = (outcome: 'supported' | 'refused') => aDecision(outcome, { decidedOn, amountCents });
          const { state } = (await loadHead(city.ports, id)) ?? {};
          const open = state === 'deciding';
          if (open !== (act === 'support' || act === 'refuse')) continue;
          const outcome = act === 'refuse' || (act === 'correct' && amountCents % 3 === 0) ? 'refused' : 'supported';
          await commitAct(city.ports, id, (application, at) => {
            if (act === 'withdraw') return withdrawDecision({ application, digest: aDigest, at });
            const taken = { application, decision: decision(outcome) as never, digest: aDigest, at };
            return act === 'correct' ? correctDecision(taken) : decide(taken);
          });
          if (act !== 'withdraw' && outcome === 'supported') standing.set(id, { decidedOn, amountCents });
          else standing.delete(id);
          if (wake) await measureApplication(city.ports, id);
        }
        await measureApplication(city.ports, id);
      }),
      { numRuns: runs(10), endOnFailure: true },
    );
    const grants = await grantsOf();
    expect(
      grants.map(({ applicationId, decidedOn, amountCents }) => [applicationId, { decidedOn, amountCents }]).toSorted(),
    ).toEqual([...standing].toSorted());
    const before = await everything(city);
    for (const { quarter, ...sum } of before.totals) {
      const own = [...standing.values()].filter(({ decidedOn }) => quarterOf(decidedOn) === quarter);
      const amountCents = own.reduce((total, grant) => total + grant.amountCents, 0);
      expect([quarter, sum]).toEqual([quarter, { projects: own.length, amountCents }]);
      const { items } = await listSupported(city.ports, city.callId, quarter, 'ALL', undefined);
      expect(items.length).toBe(own.length);
    }
    await figuresAnew(city.ports);
    expect(await grantsOf()).toEqual(grants);
    const counted = ({ projects, amountCents }: { projects: number; amountCents: number }) =>
      projects !== 0 || amountCents !== 0;
    const again = await everything(city);
    // A figure that went back to nothing stays as nothing: a rebuild does as much, event by event.
    expect(again.totals.filter(counted)).toEqual(before.totals.filter(counted));
    expect(again.figures.filter(counted)).toEqual(before.figures.filter(counted));
    expect(again.counts).toEqual(before.counts);
  });
});
