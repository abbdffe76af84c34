import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import * as measuring from '../../functions/measure/measure.ts';
import * as applications from '../../functions/store/applications.ts';
import { retrying, Stale } from '../../functions/store/commit.ts';
import { readGrants } from '../../functions/store/grants.ts';
import * as keys from '../../functions/store/keys.ts';
import { beginMerge, goOnMerging, SETTLED_MS } from '../../functions/store/merging.ts';
import { loadOrganisation } from '../../functions/store/organisation-heads.ts';
import * as organisations from '../../functions/store/organisations.ts';
import type { StorePorts } from '../../functions/store/ports.ts';
import { readPartition } from '../../functions/store/read.ts';
import { SiretHeld } from '../../functions/store/sirets.ts';
import { migrate } from '../../infra/ops/migrate.ts';
import { migrations } from '../../infra/ops/migrations.ts';
import type { ApplicationCore } from '../../schemas/application.ts';
import { exampleSiret } from '../../schemas/examples/organisations.ts';
import { anId } from '../factories/application.ts';
import { type Act, acts } from '../factories/lives.ts';
import { anOrganisation } from '../factories/people.ts';
import { aTitle, someStaff, storeApplication, storeDraft, storeFileOf } from '../factories/stored.ts';
import { expectWholeChain } from '../support/chain.ts';
import { runs } from '../support/chance.ts';
import { testPorts } from '../support/ports.ts';
import { expectOneEach } from '../support/sirets.ts';

/** The commit of the release before this one: events still beside the head, readers that know the log. */
const SUBJECT = 'Write events beside the head for one more release';

const root = dirname(dirname(import.meta.dirname));

/** Nothing in a copy of the repository that came without its history. */
const commitOf = (subject: string): string => {
  try {
    return execFileSync('git', ['log', '-n', '1', '--format=%H', `--grep=^${subject}`], {
      cwd: root,
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    }).trim();
  } catch {
    return '';
  }
};
const YESTERDAY = commitOf(SUBJECT);

/** Yesterday's own code, taken out of the repository's history once. */
const yesterday = async () => {
  const folder = join(root, '.cache', `release-${YESTERDAY}`);
  if (!existsSync(join(folder, 'functions'))) {
    mkdirSync(folder, { recursive: true });
    const packed = execFileSync('git', ['archive', YESTERDAY, 'functions', 'schemas'], {
      cwd: root,
      maxBuffer: 256 * 1024 * 1024,
    });
    execFileSync('tar', ['-x', '-C', folder], { input: packed });
  }
  const load = (file: string) => import(pathToFileURL(join(folder, 'functions', file)).href);
  return {
    applications: (await load('store/applications.ts')) as typeof applications,
    measuring: (await load('measure/measure.ts')) as typeof measuring,
    commit: (await load('store/commit.ts')) as { Stale: typeof Stale },
    organisations: (await load('store/organisations.ts')) as FormerOrganisations,
  };
};

/** What yesterday's code does with organisations: it knows of no holder of a SIRET. */
type FormerOrganisations = Pick<typeof organisations, 'commitOrganisation'> & {
  loadOrganisation: typeof loadOrganisation;
};

interface Code {
  applications: typeof applications;
  measuring: typeof measuring;
}

const { assign, recuse } = acts();

/** Decides an act by one version's readers and writes it by that version's commit; again when it lost to the other. */
const actBy = (ports: StorePorts, code: Code, id: string, act: Act, lost: readonly (typeof Stale)[]): Promise<void> =>
  retrying(ports, async () => {
    const before = await code.applications.loadHead(ports, id);
    if (!before) throw new Error(`No application ${id}`);
    const at = ports.now().toISOString();
    try {
      await code.applications.commitApplication(ports, {
        before,
        decided: act(before, at),
        title: aTitle,
        actor: someStaff,
        at,
      });
    } catch (error) {
      throw lost.some((kind) => error instanceof kind) ? new Stale() : error;
    }
  });

test.skipIf(YESTERDAY === '')(
  'yesterday’s code beside today’s, and events that are moved meanwhile, end as if there had been one version',
  async () => {
    const ports = await testPorts();
    const former = await yesterday();
    const versions: readonly Code[] = [{ applications, measuring }, former];
    const lost = [Stale, former.commit.Stale];
    const measureBy = async (code: Code, id: string): Promise<void> => {
      for (;;)
        try {
          await code.measuring.measureApplication(ports, id);
          return;
        } catch (error) {
          if (!lost.some((kind) => error instanceof kind)) throw error;
        }
    };
    const [toLog] = migrations;
    if (!toLog) throw new Error('No migration');
    const turns = fc.array(fc.record({ who: fc.nat(1), also: fc.constantFrom('measure', 'migrate', 'nothing') }), {
      minLength: 4,
      maxLength: 8,
    });
    await fc.assert(
      fc.asyncProperty(turns, async (order) => {
        const id = await storeApplication(ports, 'evaluating');
        for (const [place, { who, also }] of order.entries()) {
          const code = versions[who] as Code;
          const other = versions[1 - who] as Code;
          const jurorId = `extra-${place}`;
          // Two acts at once, one by each version, while figures are counted or events moved.
          await Promise.all([
            actBy(ports, code, id, assign(jurorId), lost),
            actBy(ports, other, id, place === 1 ? recuse('j1') : assign(`${jurorId}-too`), lost),
            ...(also === 'measure' ? versions.map((one) => measureBy(one, id)) : []),
            ...(also === 'migrate' ? [migrate(ports, toLog, { most: 2 })] : []),
          ]);
        }
        for (const code of versions) await measureBy(code, id);
        const core = await expectWholeChain(ports, id);
        expect(core.version).toBe(5 + 2 * order.length);
        expect(core.recusals.map(({ jurorId }) => jurorId)).toEqual(['j1']);
        // Yesterday's readers see the same file, and no figure counted anything twice.
        expect((await former.applications.loadFile(ports, id))?.history.map(({ seq }) => seq)).toEqual(
          Array.from({ length: core.version }, (_, index) => index + 1),
        );
      }),
      { numRuns: runs(6) },
    );
    await migrate(ports, toLog);
    const figures = await readPartition(ports, keys.figuresPartition(aCallId(await loadAny(ports))));
    expect(
      figures.filter(({ sk }) => sk.startsWith(keys.stateCountPrefix)).map(({ sk, files }) => [sk, files]),
    ).toEqual([
      ['STATE#checking', 0],
      ['STATE#evaluating', 6],
      ['STATE#ready', 0],
    ]);
  },
);

/** Any of the files: all are under one call. */
const loadAny = async (ports: StorePorts) => applications.loadHead(ports, await storeApplication(ports, 'draft'));
const aCallId = (head: Awaited<ReturnType<typeof loadAny>>): string => head?.callId ?? '';

const oneSiret = migrations.find(({ name }) => name === 'one-siret') as (typeof migrations)[number];

/** The organisation in a place, with the SIRET that is given, registered or corrected by one version's code. */
const saveBy = async (
  code: Pick<FormerOrganisations, 'commitOrganisation'>,
  ports: StorePorts,
  id: `org_${string}`,
  siret: string,
): Promise<unknown> =>
  code.commitOrganisation(ports, {
    id,
    before: await loadOrganisation(ports, id),
    content: { ...anOrganisation(0).content, siret },
    actor: { role: 'applicant' },
    at: ports.now().toISOString(),
  });

test.skipIf(YESTERDAY === '')(
  'what yesterday’s code registers after the migration, not knowing who holds a SIRET, is found once it is run again',
  async () => {
    const ports = await testPorts();
    const former = await yesterday();
    const [old, twin, unheld, late] = [anId('org', 1), anId('org', 2), anId('org', 3), anId('org', 4)];
    const [known, fresh] = [exampleSiret(1), exampleSiret(2)];
    await saveBy(former.organisations, ports, old, known);
    await migrate(ports, oneSiret);
    expect(await expectOneEach(ports)).toEqual({ holders: { [known]: old }, twins: [] });

    // Yesterday's registers what is held, and what nobody has: neither is written down anywhere.
    await saveBy(former.organisations, ports, twin, known);
    await saveBy(former.organisations, ports, unheld, fresh);
    // Today's is not misled about the one that is held; the other can be registered once more.
    await expect(saveBy(organisations, ports, late, known)).rejects.toBeInstanceOf(SiretHeld);
    await saveBy(organisations, ports, late, fresh);

    await migrate(ports, oneSiret);
    expect(await expectOneEach(ports)).toEqual({
      holders: { [known]: old, [fresh]: unheld },
      twins: [`${known} ${twin}`, `${fresh} ${late}`],
    });
  },
);

test.skipIf(YESTERDAY === '')(
  'organisations that today’s code merged are read, corrected and counted by yesterday’s, and stay merged',
  async () => {
    const ports = await testPorts();
    const former = await yesterday();
    const [into, from] = [anId('org', 1), anId('org', 2)];
    const siret = exampleSiret(1);
    for (const id of [into, from]) await saveBy(former.organisations, ports, id, siret);
    const file = await storeFileOf(ports, from, 'supported');
    const open = await storeFileOf(ports, from, 'checking');
    await former.measuring.measureApplication(ports, file);
    const by = { fromId: from, actor: someStaff, at: ports.now().toISOString() };
    await beginMerge(ports, { ...by, intoId: into, asRead: { from: 1, into: 1 } });
    expect((await goOnMerging(ports, by)).files).toBe(2);

    // Yesterday's counts no further than it knows, goes on with what it reads, and keeps what it does not know.
    await former.measuring.measureApplication(ports, file);
    for (const id of [from, into])
      await former.organisations.commitOrganisation(ports, {
        id,
        before: await former.organisations.loadOrganisation(ports, id),
        content: { ...anOrganisation(0).content, siret, phone: '03 53 01 00 99' },
        actor: { role: 'applicant' },
        at: ports.now().toISOString(),
      });
    await actBy(ports, former, open, acts().check(), [Stale, former.commit.Stale]);
    const begun = storeDraft(ports, from);
    await former.applications.commitApplication(ports, begun);

    ports.clock.advance({ milliseconds: SETTLED_MS });
    expect(await goOnMerging(ports, by)).toEqual({ done: true, persons: 0, files: 1 });
    // What it begins under the merged one's name even later is found by the migration.
    const late = storeDraft(ports, from);
    await former.applications.commitApplication(ports, late);
    await migrate(ports, oneSiret);
    const drafts = [begun, late].map(({ decided }) => decided.application.id);
    for (const id of drafts) expect((await expectWholeChain(ports, id)).organisationId).toBe(into);
    for (const id of [file, open]) await measuring.measureApplication(ports, id);
    for (const id of [file, open]) expect((await expectWholeChain(ports, id)).organisationId).toBe(into);
    expect(await expectOneEach(ports)).toEqual({ holders: { [siret]: into }, twins: [] });
    const merged = await loadOrganisation(ports, from);
    expect([merged?.id, merged?.absorbedIds]).toEqual([into, [from]]);
    const listed = (id: `org_${string}`) => readGrants(ports, { id }, '2026');
    expect((await listed(into)).map(({ applicationId }) => applicationId)).toEqual([file]);
    expect(await listed(from)).toEqual([]);
  },
);

test.skipIf(YESTERDAY === '')(
  'yesterday’s code reads a file that ended without a decision as one that is over, and takes nothing of it away',
  async () => {
    const ports = await testPorts();
    const former = await yesterday();
    const id = await storeApplication(ports, 'closed');
    const before = await former.applications.loadFile(ports, id);
    expect([before?.head.state, before?.history.at(-1)?.type]).toEqual(['ineligible', 'unknown']);
    // An act of yesterday's that leaves a file where it stands.
    await former.applications.commitApplication(ports, {
      before: before?.head,
      decided: {
        application: before?.head as ApplicationCore,
        event: { type: 'application.mail-resumed', data: { recipient: 'applicant' } },
      },
      title: aTitle,
      actor: someStaff,
      at: ports.now().toISOString(),
    });
    const { state, closedOn, version } = await expectWholeChain(ports, id);
    expect([state, closedOn, version]).toEqual(['closed', ports.now().toISOString().slice(0, 10), 5]);
  },
);
