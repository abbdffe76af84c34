import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import * as measuring from '../../functions/measure/measure.ts';
import * as applications from '../../functions/store/applications.ts';
import { retrying, Stale } from '../../functions/store/commit.ts';
import * as keys from '../../functions/store/keys.ts';
import type { StorePorts } from '../../functions/store/ports.ts';
import { readPartition } from '../../functions/store/read.ts';
import { migrate } from '../../infra/ops/migrate.ts';
import { migrations } from '../../infra/ops/migrations.ts';
import { type Act, acts } from '../factories/lives.ts';
import { aTitle, someStaff, storeApplication } from '../factories/stored.ts';
import { expectWholeChain } from '../support/chain.ts';
import { runs } from '../support/chance.ts';
import { testPorts } from '../support/ports.ts';

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
  };
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
