import { rmSync } from 'node:fs';
import { afterAll, describe, expect, it } from 'vitest';
import { assumed } from '../docs/costs.ts';
import { describeApi } from './aws/api.ts';
import { describeEvents } from './aws/events.ts';
import { describeFunctions } from './aws/functions.ts';
import { describeMail } from './aws/mail.ts';
import { describeMonitoring } from './aws/monitoring.ts';
import { describePeopleAndSite } from './aws/people-and-site.ts';
import { describeStorage } from './aws/storage.ts';
import { synthesise } from './template.ts';

/** One synthesis takes seconds: everything that is said of the template is said of this one. */
const { outdir, main, mail } = synthesise();
afterAll(() => rmSync(outdir, { recursive: true }));

describeApi(main, mail);
describeFunctions(main);
describeEvents(main);
describeStorage(main);
describeMonitoring(main);
describePeopleAndSite(main);
describeMail(mail);

it('nothing is made by code that runs during a deployment', () => {
  const types = Object.values({ ...main.resources, ...mail.resources }).map(({ Type }) => Type);
  expect(types.filter((type) => /Custom/.test(type))).toEqual([]);
});

it('has no more alarms and dashboards than docs/costs.md counts', () => {
  expect(main.ofType('CloudWatch::Alarm').length).toBeLessThanOrEqual(assumed.alarms);
  expect(main.ofType('CloudWatch::Dashboard').length).toBeLessThanOrEqual(assumed.dashboards);
});

describe('findings', () => {
  it('that are accepted give their reason', () => {
    const accepted = Object.values({ ...main.resources, ...mail.resources }).flatMap(
      ({ Metadata }) => (Metadata?.cdk_nag?.rules_to_suppress ?? []) as { id: string; reason: string }[],
    );
    expect(accepted.length).toBeGreaterThan(0);
    for (const { id, reason } of accepted) expect(reason.length, id).toBeGreaterThanOrEqual(30);
  });
});
