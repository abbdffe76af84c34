import fc from 'fast-check';
import { beforeEach, describe, expect, test } from 'vitest';
import { DomainError } from '../../functions/domain/errors.ts';
import { measureApplication } from '../../functions/measure/measure.ts';
import { reconcile } from '../../functions/reconcile/reconcile.ts';
import { listByOrganisation } from '../../functions/store/application-lists.ts';
import { commitApplication, loadFile } from '../../functions/store/applications.ts';
import { retrying, Stale } from '../../functions/store/commit.ts';
import { discardDraft, isOfDiscarded } from '../../functions/store/discards.ts';
import { readEvents, readLog } from '../../functions/store/events.ts';
import { readGrants } from '../../functions/store/grants.ts';
import type { OrganisationHead } from '../../functions/store/items/organisation.ts';
import { discardedKey } from '../../functions/store/keys.ts';
import { loadMembers } from '../../functions/store/membership.ts';
import { beginMerge, goOnMerging, SETTLED_MS, settleOrganisation } from '../../functions/store/merging.ts';
import { loadOrganisation, loadOrganisationItself } from '../../functions/store/organisation-heads.ts';
import { commitOrganisation, notMerged } from '../../functions/store/organisations.ts';
import { loadPerson, savePerson } from '../../functions/store/people.ts';
import type { StorePorts } from '../../functions/store/ports.ts';
import { get } from '../../functions/store/read.ts';
import { loadTwins } from '../../functions/store/sirets.ts';
import { sweepAttachments } from '../../functions/sweep-attachments/sweep.ts';
import { acts } from '../factories/lives.ts';
import { anApplicant, anOrganisation } from '../factories/people.ts';
import { aTitle, commitAct, storeDraft, storeFileOf } from '../factories/stored.ts';
import { changeAsBefore, storeTwin } from '../factories/twins.ts';
import { counting, interleave, Killed, mortal } from '../support/actors.ts';
import { memoryBucket } from '../support/bucket.ts';
import { expectWholeChain } from '../support/chain.ts';
import { runs } from '../support/chance.ts';
import { type TestPorts, testPorts } from '../support/ports.ts';
import { expectOneEach } from '../support/sirets.ts';

const actor = { role: 'staff' as const, personId: 'demo-staff-1' };
const [holder, twin] = [anOrganisation(0).id, anOrganisation(1).id];
const { siret } = anOrganisation(0).content;
const [ownerOfHolder, ownerOfTwin] = [anApplicant(0), anApplicant(1, { organisationIds: [] })];

/** Two that share a SIRET, each with a person and files, all but the first file the twin's; `lives` are those of the files. */
const twins = async (lives: 'short' | 'long' = 'short') => {
  const ports = await testPorts();
  for (const person of [ownerOfHolder, ownerOfTwin]) await savePerson(ports, person, undefined);
  await commitOrganisation(ports, {
    id: holder,
    before: undefined,
    content: anOrganisation(0).content,
    actor: { role: 'applicant', personId: ownerOfHolder.id },
    at: ports.now().toISOString(),
  });
  await storeTwin(ports, 0, 1, ownerOfTwin.id);
  await settleOrganisation(ports, twin);
  const files = {
    own: await storeFileOf(ports, holder, lives === 'long' ? 'supported' : 'draft'),
    draft: await storeFileOf(ports, twin, 'draft'),
    checking: await storeFileOf(ports, twin, 'checking'),
    supported: await storeFileOf(ports, twin, lives === 'long' ? 'supported' : 'draft'),
  };
  return { ports, files };
};

const versions = async (ports: StorePorts, fromId = twin, intoId = holder) => {
  const [from, into] = await Promise.all([fromId, intoId].map((id) => loadOrganisationItself(ports, id)));
  return { from: from?.version ?? 0, into: into?.version ?? 0 };
};

/** One request of whoever merges the one into the other. */
const merge = async (ports: StorePorts, fromId = twin, intoId = holder, asRead?: { from: number; into: number }) => {
  const at = ports.now().toISOString();
  await beginMerge(ports, { fromId, intoId, asRead: asRead ?? (await versions(ports, fromId, intoId)), actor, at });
  return goOnMerging(ports, { fromId, actor, at });
};

/** Requests until it is done. */
const mergeWhole = async (ports: TestPorts, fromId = twin, intoId = holder) => {
  await merge(ports, fromId, intoId);
  ports.clock.advance({ milliseconds: SETTLED_MS });
  return merge(ports, fromId, intoId);
};

const refusal = (run: Promise<unknown>) =>
  run.then(
    () => 'done',
    (error) => (error instanceof DomainError ? error.code : error),
  );

/** Everything of the twin's is the holder's, once, and every chain is whole. */
const expectMerged = async (ports: TestPorts, files: readonly string[]) => {
  const cores = await Promise.all(files.map((id) => expectWholeChain(ports, id)));
  expect(cores.map(({ organisationId }) => organisationId)).toEqual(files.map(() => holder));
  expect((await listByOrganisation(ports, twin, undefined)).items).toEqual([]);
  const listed = (await listByOrganisation(ports, holder, undefined)).items.map(({ id }) => id);
  expect(listed.toSorted()).toEqual([...files].toSorted());
  const moves = await Promise.all(
    files.map(async (id) =>
      (await readEvents(ports, { type: 'application', id })).filter(
        ({ type }) => type === 'application.organisation-changed',
      ),
    ),
  );
  expect(moves.flat().length).toBe(files.length - 1);
  expect(await expectOneEach(ports)).toEqual({ holders: { [siret]: holder }, twins: [] });
  const typesOf = async (id: string) => (await readEvents(ports, { type: 'organisation', id })).map(({ type }) => type);
  expect(await typesOf(twin)).toEqual(['organisation.registered', 'organisation.merged']);
  expect(await typesOf(holder)).toEqual(['organisation.registered', 'organisation.absorbed']);
  expect((await loadPerson(ports, ownerOfTwin.id))?.organisationIds).toEqual([holder]);
  const members = await loadMembers(ports, (await loadOrganisation(ports, twin)) as OrganisationHead);
  expect(members.map(({ id }) => id).toSorted()).toEqual([ownerOfHolder.id, ownerOfTwin.id].toSorted());
};

let ports: TestPorts;
let files: Awaited<ReturnType<typeof twins>>['files'];
beforeEach(async () => {
  ({ ports, files } = await twins('long'));
});

describe('a merge', () => {
  test('moves persons, drafts, files and grants, keeps what was frozen, and changes nothing when it is sent again', async () => {
    const heads = await Promise.all(Object.values(files).map((id) => expectWholeChain(ports, id)));
    expect(await merge(ports)).toEqual({ done: false, persons: 1, files: 3 });
    ports.clock.advance({ milliseconds: SETTLED_MS });
    expect(await merge(ports)).toEqual({ done: true, persons: 0, files: 0 });
    expect(await merge(ports)).toEqual({ done: true, persons: 0, files: 0 });
    await expectMerged(ports, Object.values(files));
    // Whose it is, and no more: where a file stands, when it last changed and what it is called stay.
    const moved = await Promise.all(Object.values(files).map((id) => expectWholeChain(ports, id)));
    expect(moved).toEqual(
      heads.map((head) =>
        head.organisationId === holder ? head : { ...head, organisationId: holder, version: head.version + 1 },
      ),
    );
    const { items } = await listByOrganisation(ports, holder, undefined);
    expect(new Set(items.map(({ organisationName }) => organisationName))).toEqual(new Set([aTitle.organisationName]));
  });

  test('is over no sooner than whatever began before it shows in the list of files', async () => {
    expect((await merge(ports)).done).toBe(false);
    expect((await loadTwins(ports, siret)).map(({ organisationId, intoId }) => [organisationId, intoId])).toEqual([
      [twin, holder],
    ]);
    ports.clock.advance({ milliseconds: SETTLED_MS - 1 });
    expect((await merge(ports)).done).toBe(false);
    ports.clock.advance({ milliseconds: 1 });
    expect((await merge(ports)).done).toBe(true);
    expect(await loadTwins(ports, siret)).toEqual([]);
  });

  test('moves many files in several requests', async () => {
    for (let count = 0; count < 30; count++) await storeFileOf(ports, twin, 'draft');
    const at = ports.now().toISOString();
    await beginMerge(ports, { fromId: twin, intoId: holder, asRead: await versions(ports), actor, at });
    const first = await goOnMerging(ports, { fromId: twin, most: 10, actor, at });
    expect([first.done, first.files]).toEqual([false, 25]);
    const second = await goOnMerging(ports, { fromId: twin, most: 10, actor, at });
    expect([second.done, second.files]).toEqual([false, 8]);
    ports.clock.advance({ milliseconds: SETTLED_MS });
    expect(await goOnMerging(ports, { fromId: twin, most: 10, actor, at })).toEqual({
      done: true,
      persons: 0,
      files: 0,
    });
  });

  test('is over also when the release before gave the merged one another number meanwhile', async () => {
    await merge(ports);
    await changeAsBefore(ports, twin, anOrganisation(4).content);
    ports.clock.advance({ milliseconds: SETTLED_MS });
    expect((await merge(ports)).done).toBe(true);
    expect(await expectOneEach(ports)).toEqual({ holders: { [siret]: holder }, twins: [] });
    // The number is the one's to give up, and the other's went with it.
    const before = await loadOrganisationItself(ports, holder);
    const at = ports.now().toISOString();
    await commitOrganisation(ports, { id: holder, before, content: anOrganisation(4).content, actor, at });
    expect((await expectOneEach(ports)).holders).toEqual({ [anOrganisation(4).content.siret]: holder });
  });

  test('goes the other way as well: the twin then holds the number', async () => {
    await mergeWhole(ports, holder, twin);
    expect(await expectOneEach(ports)).toEqual({ holders: { [siret]: twin }, twins: [] });
    expect((await loadOrganisation(ports, holder))?.id).toBe(twin);
  });

  test('moves a draft that is thrown away next, and nothing is left of it either', async () => {
    const { ports, files } = await twins();
    await mergeWhole(ports);
    const moved = await loadFile(ports, files.draft);
    if (!moved) throw new Error('The draft is gone');
    expect(moved.head.organisationId).toBe(holder);
    await discardDraft(ports, moved);
    const aggregate = { type: 'application' as const, id: files.draft };
    const taken = async (seq: number) => isOfDiscarded(ports, { ...aggregate, seq });
    const last = moved.head.version;
    expect([await taken(1), await taken(last), await taken(last + 1)]).toEqual([true, true, false]);
    const bucket = memoryBucket();
    for (const _ of ['log', 'mark']) {
      ports.clock.advance({ hours: 25 });
      expect((await sweepAttachments(ports, bucket)).failed).toBe(0);
      expect(await readLog(ports, aggregate)).toEqual([]);
    }
    expect(await get(ports, discardedKey(files.draft))).toBeUndefined();
  });

  test('of three is done two by two, and the first then answers as the last', async () => {
    const third = await storeTwin(ports, 0, 2);
    await settleOrganisation(ports, third);
    await mergeWhole(ports, twin, third);
    expect(await expectOneEach(ports)).toEqual({ holders: { [siret]: holder }, twins: [`${siret} ${third}`] });
    await mergeWhole(ports, third, holder);
    expect(await expectOneEach(ports)).toEqual({ holders: { [siret]: holder }, twins: [] });
    expect((await loadOrganisation(ports, twin))?.id).toBe(holder);
    expect((await loadOrganisationItself(ports, holder))?.absorbedIds).toEqual([third, twin]);
    expect((await expectWholeChain(ports, files.supported)).organisationId).toBe(holder);
  });

  test('is refused of those who share no number, of one that is gone, and while another is under way', async () => {
    const other = anOrganisation(3);
    const at = ports.now().toISOString();
    await commitOrganisation(ports, { id: other.id, before: undefined, content: other.content, actor, at });
    expect(await refusal(merge(ports, twin, other.id))).toBe('not-twins');
    expect(await refusal(merge(ports, twin, twin))).toBe('not-twins');
    expect(await refusal(merge(ports, twin, anOrganisation(9).id))).toBe('not-found');
    const third = await storeTwin(ports, 0, 2);
    await settleOrganisation(ports, third);
    const asRead = await versions(ports);
    await commitOrganisation(ports, {
      id: twin,
      before: await loadOrganisationItself(ports, twin),
      content: { ...anOrganisation(0).content, phone: '03 53 01 00 99' },
      actor,
      at,
    });
    expect(await refusal(merge(ports, twin, holder, asRead))).toBe('conflict');
    await merge(ports);
    expect(await refusal(merge(ports, third, holder))).toBe('organisation-merging');
    expect(await refusal(merge(ports, twin, third))).toBe('organisation-merged');
    expect(await refusal(merge(ports, third, twin))).toBe('organisation-merged');
    expect(await refusal(goOnMerging(ports, { fromId: holder, actor, at }))).toBe('not-found');
    // Nor does its number change hands meanwhile.
    const before = await loadOrganisationItself(ports, holder);
    const content = { ...anOrganisation(0).content, siret: anOrganisation(4).content.siret };
    expect(await refusal(commitOrganisation(ports, { id: holder, before, content, actor, at }))).toBe(
      'organisation-merging',
    );
  });
});

describe('grants', () => {
  const year = '2026';
  const sumFor = async (id: string) => {
    const organisation = (await loadOrganisation(ports, id)) as OrganisationHead;
    return (await readGrants(ports, organisation, year)).reduce((sum, { amountCents }) => sum + amountCents, 0);
  };
  const measureAll = async () => {
    for (const id of Object.values(files)) await measureApplication(ports, id);
  };

  test('count together from the beginning of a merge on, wherever it is broken off and whatever is counted when', async () => {
    await measureAll();
    const [one, other] = [await sumFor(holder), await sumFor(twin)];
    expect([one, other]).toEqual([100_000, 100_000]);
    const at = ports.now().toISOString();
    await beginMerge(ports, { fromId: twin, intoId: holder, asRead: await versions(ports), actor, at });
    // No file has moved yet.
    expect((await expectWholeChain(ports, files.supported)).organisationId).toBe(twin);
    expect([await sumFor(holder), await sumFor(twin)]).toEqual([200_000, 200_000]);
    await mergeWhole(ports);
    const reconciled = async () => (await reconcile(ports)).differences;
    expect([await sumFor(holder), await reconciled()]).toEqual([200_000, []]);
    await measureApplication(ports, files.own);
    expect([await sumFor(holder), await reconciled()]).toEqual([200_000, []]);
    await measureAll();
    expect(await reconciled()).toEqual([]);
    expect(await sumFor(holder)).toBe(200_000);
    expect(await readGrants(ports, { id: twin }, year)).toEqual([]);
    expect(
      (await readGrants(ports, { id: holder }, year)).map(({ applicationId }) => applicationId).toSorted(),
    ).toEqual([files.own, files.supported].toSorted());
  });
});

describe('a merge that is broken off', () => {
  test('between any two calls is finished by sending it again', async () => {
    const counted = counting((await twins()).ports);
    await merge(counted.ports);
    expect(counted.calls()).toBeGreaterThan(15);
    for (let calls = 0; calls <= counted.calls(); calls += 1) {
      const scene = await twins();
      await merge(mortal(scene.ports, calls)).catch((error) => expect(error).toBeInstanceOf(Killed));
      await mergeWhole(scene.ports);
      await expectMerged(scene.ports, Object.values(scene.files));
    }
  }, 180_000);

  test('is finished by whoever goes over all organisations, too', async () => {
    await merge(mortal(ports, 12)).catch((error) => expect(error).toBeInstanceOf(Killed));
    expect((await expectWholeChain(ports, files.supported)).organisationId).toBe(twin);
    ports.clock.advance({ milliseconds: SETTLED_MS });
    expect(await settleOrganisation(ports, twin)).toBe('moved');
    expect(await settleOrganisation(ports, twin)).toBe('merged');
    await expectMerged(ports, Object.values(files));
  });
});

describe('beside a merge', () => {
  const order = fc.array(fc.nat(3), { maxLength: 40 });
  /** Starts a draft as the API does: for whom the organisation is now, unless it was merged in between. */
  const begin = (started: string[]) => (own: TestPorts) =>
    retrying(own, async () => {
      const organisation = await loadOrganisation(own, twin);
      const draft = storeDraft(own, organisation?.id ?? twin);
      await commitApplication(own, { ...draft, checks: [notMerged(own, organisation?.id ?? '')] });
      started.push(draft.decided.application.id);
    });

  test('whatever begins or goes on is the one organisation’s in the end, and the merge happens once', async () => {
    await fc.assert(
      fc.asyncProperty(order, async (turns) => {
        const scene = await twins();
        const started: string[] = [];
        const asRead = await versions(scene.ports);
        const results = await interleave<unknown, TestPorts>(scene.ports, turns, [
          (own) => merge(own, twin, holder, asRead),
          (own) => merge(own, twin, holder, asRead),
          begin(started),
          (own) => retrying(own, () => commitAct(own, scene.files.checking, acts().check())),
        ]);
        expect(results.filter(({ status }) => status === 'rejected')).toEqual([]);
        await mergeWhole(scene.ports);
        const all = [...Object.values(scene.files), ...started];
        const cores = await Promise.all(all.map((id) => expectWholeChain(scene.ports, id)));
        expect(new Set(cores.map(({ organisationId }) => organisationId))).toEqual(new Set([holder]));
        expect(cores.map(({ stepId }) => stepId).filter((stepId) => stepId === 'eligibility').length).toBe(1);
        expect(await expectOneEach(scene.ports)).toEqual({ holders: { [siret]: holder }, twins: [] });
      }),
      { numRuns: runs(10) },
    );
  });

  test('both ways at once, one is merged into the other and not the other into it', async () => {
    await fc.assert(
      fc.asyncProperty(order, async (turns) => {
        const scene = await twins();
        const asRead = await versions(scene.ports);
        const results = await interleave<unknown, TestPorts>(scene.ports, turns, [
          (own) => merge(own, twin, holder, asRead),
          (own) => merge(own, holder, twin, { from: asRead.into, into: asRead.from }),
        ]);
        expect(results.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
        for (const result of results)
          if (result.status === 'rejected')
            expect(['organisation-merged', 'organisation-merging', 'conflict']).toContain(result.reason.code);
        const [from, into] = results[0]?.status === 'fulfilled' ? [twin, holder] : [holder, twin];
        await mergeWhole(scene.ports, from, into);
        expect(await expectOneEach(scene.ports)).toEqual({ holders: { [siret]: into }, twins: [] });
      }),
      { numRuns: runs(10) },
    );
  });

  test('a draft that was about to begin under the merged one’s name does not', async () => {
    const draft = storeDraft(ports, twin);
    await merge(ports);
    const late = commitApplication(ports, { ...draft, checks: [notMerged(ports, twin)] });
    await expect(late).rejects.toBeInstanceOf(Stale);
  });
});
