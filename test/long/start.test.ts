import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { createConnection } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { portNames, portsFrom } from '../../infra/local/platform.ts';
import { openBrowser } from '../../infra/smoke/browser.ts';
import { persons } from '../../schemas/examples/people.ts';
import { eventually } from '../journeys/support/eventually.ts';
import { texts } from '../journeys/support/texts.ts';
import { openVisit } from '../journeys/support/visit.ts';

const { monitoring, staff } = texts;
const root = join(import.meta.dirname, '..', '..');
const port = 24_500;
const site = `http://127.0.0.1:${port}`;
const agent = persons.find(({ audiences }) => audiences.includes('staff')) ?? { name: '' };

let dataDir: string;
let started: ChildProcess | undefined;

beforeAll(() => {
  dataDir = mkdtempSync(join(tmpdir(), 'start-'));
});
afterAll(() => {
  if (started?.pid) process.kill(-started.pid, 'SIGINT');
  rmSync(dataDir, { recursive: true, force: true });
});

/** `npm start` in a process group of its own, as a terminal runs it, until it says that it is ready. */
const npmStart = async (): Promise<string> => {
  const child = spawn('npm', ['start'], {
    cwd: root,
    env: { ...process.env, PORT: String(port), DATA_DIR: dataDir },
    stdio: ['ignore', 'pipe', 'inherit'],
    detached: true,
  });
  started = child;
  let said = '';
  child.stdout.setEncoding('utf8').on('data', (chunk: string) => {
    said += chunk;
  });
  await expect.poll(() => said, { timeout: 900_000, interval: 200 }).toContain('Ctrl-C');
  return said;
};

/** Ctrl-C: the whole group of the terminal gets the signal. */
const ctrlC = async () => {
  const child = started;
  if (!child?.pid) throw new Error('Nothing was started');
  const closed = new Promise((resolve) => child.once('close', resolve));
  process.kill(-child.pid, 'SIGINT');
  await closed;
  started = undefined;
};

const answers = (candidate: number): Promise<boolean> =>
  new Promise((resolve) => {
    const socket = createConnection(candidate, '127.0.0.1');
    socket.once('connect', () => resolve(true)).once('error', () => resolve(false));
    socket.unref();
  });

/** Commands of this machine that name the data folder; Linux alone tells. */
const commandsNaming = (folder: string): string[] =>
  readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .flatMap((name) => {
      try {
        return [readFileSync(join('/proc', name, 'cmdline'), 'utf8')];
      } catch {
        return [];
      }
    })
    .filter((command) => command.includes(folder));

const expectAllEnded = async () => {
  await eventually(() => Promise.all(Object.values(portsFrom(port)).map(answers))).toEqual(portNames.map(() => false));
  if (process.platform === 'linux') expect(commandsNaming(dataDir)).toEqual([]);
};

/** What staff read of the whole: files in each state, and the table of figures. */
const readWhole = async (pictures: string) => {
  const browser = await openBrowser();
  try {
    const visit = await openVisit(browser, site);
    await visit.open('/staff');
    await visit.signIn(agent);
    const { page } = visit;
    await page.getByRole('table').waitFor();
    await visit.look(`${pictures}-queue`);
    const counts = await page.getByRole('navigation', { name: staff.queue.filters }).textContent();
    await visit.open('/staff/monitoring');
    const figures = page.getByRole('region', { name: monitoring.table.scroll });
    await figures.waitFor();
    await visit.look(`${pictures}-monitoring`);
    return { counts, figures: await figures.textContent() };
  } finally {
    await browser.close();
  }
};

/** The same once nothing moves any more: what follows the writes is still at it when the service is ready. */
const readSettled = async (pictures: string) => {
  for (let last = await readWhole(pictures); ; ) {
    const next = await readWhole(pictures);
    if (isDeepStrictEqual(next, last)) return next;
    last = next;
  }
};

let first: Awaited<ReturnType<typeof readWhole>>;

test('npm start on an empty folder makes the demonstration, and tells where everything is and whom to be', async () => {
  const said = await npmStart();
  for (const part of [site, `${site}/jury`, `${site}/staff`, `${site}/api/public/openapi.json`])
    expect(said).toContain(part);
  for (const { name, email, featured } of persons) if (featured) expect(said).toMatch(new RegExp(`${name}.*${email}`));
  const document = (await (await fetch(`${site}/api/public/openapi.json`)).json()) as { openapi: string };
  expect(document.openapi).toMatch(/^3\.1/);
  first = await readSettled('demonstration');
});

test('Ctrl-C ends every child', async () => {
  await ctrlC();
  await expectAllEnded();
});

test('A second start finds the data as they were left', async () => {
  const said = await npmStart();
  expect(said).not.toContain('démonstration…');
  expect(await readSettled('second-start')).toEqual(first);
  await ctrlC();
  await expectAllEnded();
});
