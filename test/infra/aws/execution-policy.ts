import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { Template } from '../template.ts';

/** The policy with which CloudFormation deploys, in place of AdministratorAccess: docs/pipelines/README.md. */

type Statement = { Sid: string; Effect: 'Allow' | 'Deny'; Action: string | string[]; Resource: string | string[] };
const { Statement: statements } = JSON.parse(
  readFileSync(new URL('../../../docs/pipelines/execution-policy.json', import.meta.url), 'utf8'),
) as { Statement: Statement[] };
const list = <T>(value: T | T[]): T[] => (Array.isArray(value) ? value : [value]);
const allowed = list(statements.find(({ Sid }) => Sid === 'WhatTheStacksAreMadeOf')?.Action ?? []);

/** What IAM calls the service of a resource type, where that is not its name in lower case. */
const prefixes: Record<string, string> = {
  ApiGatewayV2: 'apigateway',
  CertificateManager: 'acm',
  Cognito: 'cognito-idp',
};
const serviceOf = (type: string): string => {
  const name = type.split('::')[1] as string;
  return prefixes[name] ?? name.toLowerCase();
};

/** Services of what a stage may choose besides, and why each. */
const chosen: Record<string, string> = {
  acm: 'the certificate of an edge',
  backup: 'copies in a second account',
  'backup-storage': 'the vault that they go through, which is mounted when it is made',
  kms: "that vault's key",
  secretsmanager: 'what the site shows the API behind a firewall',
  ssm: 'the version of the bootstrap, which each deployment reads',
  wafv2: 'the firewall of an edge',
};

/** Stages that choose otherwise want no service that it lacks. */
export const describeChosenServices = (...templates: Template[]): void => {
  it('is deployed by the policy of a pipeline, whatever it chooses', () => {
    const made = templates.flatMap(({ resources }) => Object.values(resources).map(({ Type }) => serviceOf(Type)));
    const services = [...new Set(made)].filter((service) => service !== 'iam');
    expect(services.filter((service) => !allowed.includes(`${service}:*`))).toEqual([]);
  });
};

export const describeExecutionPolicy = (...templates: Template[]): void => {
  describe('the policy that deploys', () => {
    const types = templates.flatMap(({ resources }) => Object.values(resources).map(({ Type }) => Type));

    it('names the service of each resource, those of what a stage may choose, and none more', () => {
      const made = types.map(serviceOf).filter((service) => service !== 'iam');
      const wanted = [...new Set([...made, ...Object.keys(chosen)])].sort();
      expect(allowed).toEqual(wanted.map((service) => `${service}:*`));
    });

    it('touches the roles of the stacks alone, and makes neither users nor keys nor policies', () => {
      for (const { Sid, Effect, Action, Resource } of statements) {
        const iam = list(Action).filter((action) => /^(\*|iam:|sts:|organizations:|account:)/.test(action));
        if (Effect === 'Deny' || iam.length === 0) continue;
        for (const one of list(Resource))
          expect([Sid, one]).toEqual([
            Sid,
            expect.stringMatching(/^arn:aws:iam::\*:role\/(permanent-call-\*|aws-service-role\/\*)$/),
          ]);
        for (const action of iam) expect(action).not.toMatch(/\*|User|AccessKey|CreatePolicy|LoginProfile|Provider/);
      }
      expect(new Set(types.filter((type) => type.startsWith('AWS::IAM::')))).toEqual(new Set(['AWS::IAM::Role']));
    });
  });
};
