import { gzipSync } from 'node:zlib';
import type { Page } from 'playwright-core';
import { buildPages } from '../../infra/local/pages-build.ts';
import type { OperationResponse } from '../../schemas/contract.ts';
import { exampleCallId } from '../../schemas/examples/call-lille.ts';
import { organisations } from '../../schemas/examples/organisations.ts';
import { applicants } from '../../schemas/examples/people.ts';
import { openCity } from '../journeys/support/city.ts';
import { key } from '../support/files.ts';
import { eventFor } from '../support/gateway.ts';
import type { Part } from './figures.ts';

const person = applicants[0] as (typeof applicants)[number];

/**
 * JavaScript of two pages in a real browser, gzip: every chunk that is loaded until nothing is asked for any more, each
 * page opened by its address with an empty cache. The form is opened at each of its parts, and all their chunks count.
 */
export const pages: Part = async ({ say }) => {
  say('building the pages');
  await buildPages(new AbortController().signal);
  const city = await openCity();
  try {
    const visit = await city.visit();
    say('landing page');
    const landing = await scriptsOf(visit.page, [`${city.platform.urls.site}/`]);
    say('application form');
    await visit.open('/applicant');
    await visit.signIn(person);
    const answer = await city.platform.functions.invoke(
      'applicant-api',
      eventFor('startApplication', person.id, {
        body: { callId: exampleCallId, organisationId: organisations[0]?.id, idempotencyKey: key() },
      }),
    );
    const { id } = JSON.parse((answer as { body: string }).body) as OperationResponse<'startApplication'>;
    const parts = ['project', 'budget', 'documents', 'commitments', 'review'];
    const form = await scriptsOf(
      visit.page,
      parts.map((part) => `${city.platform.urls.site}/applicant/applications/${id}/${part}`),
    );
    const sum = (scripts: Map<string, number>) =>
      [...scripts.values()].reduce((total, bytes) => total + bytes, 0) / 1000;
    return {
      figures: [
        { name: 'JavaScript of the landing page, gzip', value: sum(landing), unit: 'kB', limit: 125 },
        { name: 'JavaScript of the application form, gzip', value: sum(form), unit: 'kB', limit: 260 },
      ],
      details: { landing: Object.fromEntries(landing), form: Object.fromEntries(form) },
    };
  } finally {
    await city.close();
  }
};

/** Bytes after gzip of each script that these addresses load, by its name. */
const scriptsOf = async (page: Page, addresses: string[]): Promise<Map<string, number>> => {
  const session = await page.context().newCDPSession(page);
  await session.send('Network.setCacheDisabled', { cacheDisabled: true });
  const scripts = new Map<string, Promise<number>>();
  const note = (response: Awaited<ReturnType<Page['waitForResponse']>>) => {
    const name = new URL(response.url()).pathname.split('/').at(-1) ?? '';
    if (/javascript/.test(response.headers()['content-type'] ?? ''))
      scripts.set(
        name,
        response.body().then((bytes) => gzipSync(bytes).length),
      );
  };
  page.on('response', note);
  const sizes = new Map<string, number>();
  for (const address of addresses) {
    await page.goto(address, { waitUntil: 'networkidle' });
    await page.locator('h1').first().waitFor();
    await page.waitForLoadState('networkidle');
    for (const [name, size] of scripts) sizes.set(name, await size);
    if (new URL(page.url()).pathname !== new URL(address).pathname) throw new Error(`${address} led to ${page.url()}`);
  }
  page.off('response', note);
  return sizes;
};
