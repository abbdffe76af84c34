import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { createStorePorts } from '../../../functions/services/store.ts';
import { loadPerson, savePerson } from '../../../functions/store/people.ts';
import type { StorePorts } from '../../../functions/store/ports.ts';
import { buildPages, pagesAreStale, pagesFolder } from '../../../infra/local/pages-build.ts';
import { type Platform, startPlatform } from '../../../infra/local/platform.ts';
import { seedBasics } from '../../../infra/local/seed-basics.ts';
import { openBrowser } from '../../../infra/smoke/browser.ts';
import { audiences } from '../../../schemas/contract.ts';
import { persons } from '../../../schemas/examples/people.ts';
import { openVisit, shots, type Visit } from './visit.ts';

/** A whole service with an empty past, its pages built, and a browser in front of it. */
export interface City {
  platform: Platform;
  ports: StorePorts;
  /** A browser of their own for one person: its own cookies, storage and language. */
  visit(): Promise<Visit>;
  /** Takes the picture of every open tab; each tab's address is its caption. */
  pictureAll(name: string): Promise<void>;
  close(): Promise<void>;
}

/** Gives a person another address, as a sign-in with it would. */
export const reachAt = async (ports: StorePorts, personId: string, email: string): Promise<void> => {
  const before = await loadPerson(ports, personId);
  if (!before) throw new Error(`No person ${personId}`);
  await savePerson(ports, { ...before, email }, before);
};

/**
 * Starts the service on free ports with throw-away data: the call, organisations and persons of the examples, and no
 * application. Nothing is throttled, since a browser under test asks faster than a person.
 * @param emails Addresses of persons by id, where they are others than the examples have.
 */
export const openCity = async ({ emails = {} }: { emails?: Readonly<Record<string, string>> } = {}): Promise<City> => {
  mkdirSync(shots, { recursive: true });
  if (pagesAreStale()) await buildPages(new AbortController().signal);
  const unthrottled = { ratePerSecond: 1000, burst: 1000 };
  const platform = await startPlatform({
    persons: persons.map((person) => ({ ...person, email: emails[person.id] ?? person.email })),
    pages: { dir: pagesFolder },
    throttles: Object.fromEntries(audiences.map((audience) => [audience, unthrottled])) as never,
    perCaller: { public: 1e6, applicant: 1e6, jury: 1e6, staff: 1e6 },
    consumers: false,
  });
  try {
    Object.assign(process.env, platform.env);
    const ports = createStorePorts(platform.env.TABLE_NAME ?? '');
    await seedBasics(ports, new Date().toISOString());
    for (const [id, email] of Object.entries(emails)) await reachAt(ports, id, email);
    await platform.startConsumers();
    const browser = await openBrowser();
    const visits: Visit[] = [];
    return {
      platform,
      ports,
      visit: async () => {
        const visit = await openVisit(browser, platform.urls.site);
        visits.push(visit);
        return visit;
      },
      pictureAll: async (name) => {
        for (const [index, page] of visits.flatMap(({ context }) => context.pages()).entries()) {
          await page.screenshot({ path: join(shots, `${name}-${index}.png`), fullPage: true }).catch(() => undefined);
          process.stderr.write(`${name}-${index}: ${page.url()}\n`);
        }
      },
      close: async () => {
        await browser.close();
        await platform.stop();
      },
    };
  } catch (error) {
    await platform.stop();
    throw error;
  }
};
