import { readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { specs } from '../../functions/specs.ts';
import { watchedParameter } from '../../infra/aws/record.ts';
import { assumed, idleMonth } from '../docs/costs.ts';
import { describeApi } from './aws/api.ts';
import { describeEvents } from './aws/events.ts';
import { describeExecutionPolicy } from './aws/execution-policy.ts';
import { describeFunctions } from './aws/functions.ts';
import { describeMail } from './aws/mail.ts';
import { describeMonitoring } from './aws/monitoring.ts';
import { describePeopleAndSite } from './aws/people-and-site.ts';
import { describeSecurityLogs } from './aws/security-logs.ts';
import { describeStorage } from './aws/storage.ts';
import { synthesise, type Template } from './template.ts';

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
describeSecurityLogs(main, { requests: 180, objects: 180 });
describeExecutionPolicy(main, mail);

it('nothing is made by code that runs during a deployment', () => {
  const types = Object.values({ ...main.resources, ...mail.resources }).map(({ Type }) => Type);
  expect(types.filter((type) => /Custom/.test(type))).toEqual([]);
});

it('has no more alarms, dashboards and figures of its own than docs/costs.md counts, and costs 15 dollars a month at the most before anybody comes', () => {
  expect(main.ofType('CloudWatch::Alarm').length).toBeLessThanOrEqual(assumed.alarms);
  const figures = main
    .ofType('Logs::MetricFilter')
    .flatMap(([, { Properties }]) => Properties.MetricTransformations)
    // Each value of a dimension would be a figure more.
    .map(({ MetricNamespace, MetricName, Dimensions }) =>
      `${MetricNamespace} ${MetricName} ${Dimensions ?? ''}`.trim(),
    );
  for (const figure of figures) expect(figure).toMatch(/^PermanentCall\/staging \w+$/);
  expect(new Set(figures).size).toBeLessThanOrEqual(assumed.metrics);
  expect(assumed.metrics).toBeLessThanOrEqual(8);
  expect(main.ofType('CloudWatch::CompositeAlarm')).toEqual([]);
  expect(idleMonth()).toBeLessThanOrEqual(15);
  expect(main.ofType('CloudWatch::Dashboard').length).toBeLessThanOrEqual(assumed.dashboards);
});

it('the source maps of every function are kept with the release, in a bucket of the deployment, and no function carries them', () => {
  const folder = join(outdir, 'source-maps');
  for (const { name } of specs) expect(readdirSync(join(folder, name))).toContain('index.mjs.map');
  expect(Object.keys(JSON.parse(readFileSync(join(folder, 'release.json'), 'utf8')))).toEqual(['commit']);
  const kept = JSON.stringify(main.outputs.SourceMaps?.Value);
  const [, hash] = /s3:\/\/cdk-\w+-assets-\S+?\/(\w+)\.zip/.exec(kept) ?? [];
  expect(readdirSync(join(outdir, `asset.${hash}`))).toContain('release.json');
  for (const { name } of specs) {
    const { S3Key } = main.fn(name)[1].Properties.Code;
    expect(readdirSync(join(outdir, `asset.${S3Key.split('.')[0]}`)).filter((file) => file.endsWith('.map'))).toEqual(
      [],
    );
  }
});

describe('an account of AWS', () => {
  /** Conditions of these templates look at nothing but the account. */
  const isOnAws = (template: Template, account: string): boolean => {
    const compared = template.conditions.OnAws['Fn::Not'][0]['Fn::Or'].map(
      (each: { 'Fn::Equals': [unknown, string] }) => each['Fn::Equals'],
    );
    for (const [left] of compared) expect(left).toEqual({ Ref: 'AWS::AccountId' });
    return !compared.some(([, right]: [unknown, string]) => right === account);
  };

  it('is told from an emulator by its number, which nobody chooses', () => {
    for (const template of [main, mail])
      expect(['111122223333', '000000000000'].map((account) => isOnAws(template, account))).toEqual([true, false]);
  });

  it('reads no parameter but the versions of the bootstrap', () => {
    // Whatever is given for where an emulator's keys are: it stands in the branch that only an emulator takes.
    const chosenByAccount = (value: unknown): unknown =>
      Array.isArray(value)
        ? value.map(chosenByAccount)
        : typeof value !== 'object' || value === null
          ? value
          : 'Fn::If' in value
            ? chosenByAccount((value['Fn::If'] as unknown[])[1])
            : Object.fromEntries(Object.entries(value).map(([name, each]) => [name, chosenByAccount(each)]));
    expect(Object.keys(main.parameters).sort()).toEqual(['BootstrapVersion', 'KeysBase', watchedParameter]);
    expect(Object.keys(mail.parameters)).toEqual(['BootstrapVersion']);
    expect(JSON.stringify(main.resources)).toContain('"Ref":"KeysBase"');
    expect(JSON.stringify(chosenByAccount(main.resources))).not.toContain('KeysBase');
  });
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
