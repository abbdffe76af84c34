import { buildPages } from '../../infra/local/pages-build.ts';
import type { OperationResponse } from '../../schemas/contract.ts';
import { exampleCallId } from '../../schemas/examples/call-lille.ts';
import { organisations } from '../../schemas/examples/organisations.ts';
import { applicants } from '../../schemas/examples/people.ts';
import { openCity } from '../journeys/support/city.ts';
import { kilobytes, scriptLimits, scriptsOf } from '../journeys/support/scripts.ts';
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
    return {
      figures: [
        {
          name: 'JavaScript of the landing page, gzip',
          value: kilobytes(landing),
          unit: 'kB',
          limit: scriptLimits.landing,
        },
        {
          name: 'JavaScript of the application form, gzip',
          value: kilobytes(form),
          unit: 'kB',
          limit: scriptLimits.form,
        },
      ],
      details: { landing: Object.fromEntries(landing), form: Object.fromEntries(form) },
    };
  } finally {
    await city.close();
  }
};
