import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Listening, listen } from '../../infra/local/listen.ts';
import { readTemplate, type Site, serveAsDeployed, siteOfTemplate } from './support/as-deployed.ts';
import { draft } from './support/caller.ts';
import { type City, openCity } from './support/city.ts';
import { field } from './support/form.ts';
import { texts } from './support/texts.ts';
import type { Visit } from './support/visit.ts';

/** The pages under the headers and the viewer function of the template itself, in a browser that takes them at their word. */

const template = readTemplate();
let city: City;
let site: Site;
let served: Listening;
let visit: Visit;

beforeAll(async () => {
  city = await openCity();
  const { bucket, issuers } = city.platform.urls;
  site = siteOfTemplate(template, { bucket, issuer: new URL(issuers.applicant).origin });
  served = await serveAsDeployed(city, site);
  visit = await city.visit();
});
afterAll(async () => {
  await served?.close();
  await city?.close();
});

/** Opens an address of the site as deployed. @returns what came with the document. */
const open = async (path: string) => {
  const response = await visit.page.goto(served.url + path);
  if (!response) throw new Error(`Nothing came for ${path}`);
  await visit.page.locator('main h1').waitFor();
  return { status: response.status(), headers: await response.allHeaders() };
};

test('The landing page comes with every header of the template, and breaks none of its rules', async () => {
  const { status, headers } = await open('/');
  expect(status).toBe(200);
  expect(headers).toMatchObject(site.headers);
  expect(headers['content-security-policy']).not.toMatch(/unsafe|\*/);
  expect(visit.complaints).toEqual([]);
});

test('A script or a style that is not a file of ours does not run, and nobody else is called', async () => {
  // A browser of its own: it complains, and is meant to.
  const { page } = await city.visit();
  await page.goto(served.url);
  const broken = await page.evaluate(async () => {
    const seen: string[] = [];
    const all = new Promise<void>((resolve) => {
      document.addEventListener('securitypolicyviolation', ({ effectiveDirective }) => {
        if (seen.push(effectiveDirective) === 3) resolve();
      });
    });
    const add = (name: string, words: string) => {
      const element = document.createElement(name);
      element.textContent = words;
      document.head.append(element);
    };
    add('script', 'window.intruder = true');
    add('style', 'body { display: none }');
    await fetch('https://elsewhere.example/').catch(() => undefined);
    await all;
    return { seen, ran: 'intruder' in window, hidden: getComputedStyle(document.body).display === 'none' };
  });
  expect(broken).toEqual({
    seen: ['script-src-elem', 'style-src-elem', 'connect-src'],
    ran: false,
    hidden: false,
  });
});

test('An application form works under them, its parts reached by their addresses', async () => {
  const { applicationId, member, title } = await draft(city, 0, { documents: false });
  await visit.open('/applicant');
  await visit.signIn(member);
  // The issuer sends people back to the service's own address; their session is carried over to the deployed one's.
  const kept = await visit.page.evaluate(() => ({ tab: { ...sessionStorage }, device: { ...localStorage } }));
  await visit.page.goto(served.url);
  await visit.page.evaluate(({ tab, device }) => {
    Object.assign(sessionStorage, tab);
    Object.assign(localStorage, device);
  }, kept);
  expect((await open(`/applicant/applications/${applicationId}/project`)).status).toBe(200);
  expect(await field(visit.page, 'title').inputValue()).toBe(title);
  await open(`/applicant/applications/${applicationId}/budget`);
  expect(visit.complaints).toEqual([]);
});

test('The page that an issuer sends people back to takes its parameters, and says when they lead nowhere', async () => {
  expect((await open('/signed-in?code=none&state=none;applicant')).status).toBe(200);
  await visit.page.getByRole('heading', { level: 1, name: texts.common.session.failed.title }).waitFor();
  expect(visit.complaints).toEqual([]);
});

test('A missing file is missing', async () => {
  for (const path of ['/assets/gone-00000000.js', '/robots.txt'])
    expect((await fetch(served.url + path)).status, path).toBe(404);
});

test('No other page may frame it', async () => {
  const other = await listen(0);
  other.serve((_request, response) =>
    response.setHeader('content-type', 'text/html').end(`<!doctype html><iframe src="${served.url}/"></iframe>`),
  );
  try {
    const page = await visit.newTab();
    const refused = page.waitForEvent('console');
    await page.goto(other.url);
    const message = (await refused).text();
    expect(message).toMatch(/frame/i);
    const frame = page.frames().find((each) => each !== page.mainFrame());
    expect(frame?.url()).not.toBe(`${served.url}/`);
  } finally {
    await other.close();
  }
});
