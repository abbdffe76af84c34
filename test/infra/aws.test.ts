import { rmSync } from 'node:fs';
import { afterAll, describe, expect, it } from 'vitest';
import { assumed } from '../docs/costs.ts';
import { describeApi } from './aws/api.ts';
import { describeEvents } from './aws/events.ts';
import { describeExecutionPolicy } from './aws/execution-policy.ts';
import { describeFunctions } from './aws/functions.ts';
import { describeMail } from './aws/mail.ts';
import { describeMonitoring } from './aws/monitoring.ts';
import { describePeopleAndSite } from './aws/people-and-site.ts';
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
describeExecutionPolicy(main, mail);

it('nothing is made by code that runs during a deployment', () => {
  const types = Object.values({ ...main.resources, ...mail.resources }).map(({ Type }) => Type);
  expect(types.filter((type) => /Custom/.test(type))).toEqual([]);
});

it('has no more alarms and dashboards than docs/costs.md counts', () => {
  expect(main.ofType('CloudWatch::Alarm').length).toBeLessThanOrEqual(assumed.alarms);
  expect(main.ofType('CloudWatch::Dashboard').length).toBeLessThanOrEqual(assumed.dashboards);
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
    expect(Object.keys(main.parameters).sort()).toEqual(['BootstrapVersion', 'KeysBase']);
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
