import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'vitest';
import { type AppChoices, buildApp } from '../../infra/aws/app.ts';
import { stageWith } from './variants.ts';

// biome-ignore lint/suspicious/noExplicitAny: a template is JSON of many shapes, and each test reads the part it names.
type Json = any;

export interface Resource {
  Type: string;
  Properties: Json;
  DependsOn?: string[];
  DeletionPolicy?: string;
  UpdateReplacePolicy?: string;
  Condition?: string;
  Metadata?: Json;
}

/** A synthesised template, with what tests ask of it. */
export class Template {
  readonly resources: Record<string, Resource>;
  readonly parameters: Record<string, Json>;
  readonly outputs: Record<string, { Value: Json }>;
  readonly conditions: Record<string, Json>;
  constructor(file: string) {
    const parsed = JSON.parse(readFileSync(file, 'utf8'));
    this.resources = parsed.Resources;
    this.parameters = parsed.Parameters;
    this.outputs = parsed.Outputs;
    this.conditions = parsed.Conditions;
  }
  ofType(type: string): [id: string, resource: Resource][] {
    return Object.entries(this.resources).filter(([, resource]) => resource.Type === `AWS::${type}`);
  }
  /** The function of a spec, by its folder's name. */
  fn(name: string): [id: string, resource: Resource] {
    const found = this.ofType('Lambda::Function').find(([, { Properties }]) =>
      new RegExp(`^permanent-call-[a-z0-9]+-${name}$`).test(Properties.FunctionName),
    );
    if (!found) throw new Error(`No function ${name} in the template`);
    return found;
  }
  roleOf(name: string): Resource {
    const role = this.fn(name)[1].Properties.Role['Fn::GetAtt'][0];
    return this.resources[role] as Resource;
  }
}

/** The two templates, synthesised once for a file of tests, as `npm run synth` does. */
export const synthesise = (choices: Record<string, unknown> = {}, given: AppChoices = {}) => {
  const outdir = mkdtempSync(join(tmpdir(), 'permanent-call-synth-'));
  const { app } = buildApp(stageWith(choices), { outdir, ...given });
  const assembly = app.synth();
  const file = (name: string) => assembly.getStackArtifact(name).templateFullPath;
  return { outdir, assembly, main: new Template(file('Main')), mail: new Template(file('Mail')) };
};

/** A value of a template as one line: `<Table.Arn>/index/byDue`. */
export const text = (value: Json): string => {
  if (typeof value !== 'object' || value === null) return String(value);
  if ('Fn::If' in value) return `<${value['Fn::If'].map(text).join('|')}>`;
  if ('Ref' in value) return `<${value.Ref}>`;
  if ('Fn::GetAtt' in value) return `<${value['Fn::GetAtt'].join('.')}>`;
  if ('Fn::Join' in value) return value['Fn::Join'][1].map(text).join(value['Fn::Join'][0]);
  return JSON.stringify(value);
};

/** The only one of what was found. */
export const only = <T>(found: T[]): T => {
  expect(found).toHaveLength(1);
  return found[0] as T;
};

const list = (value: Json): Json[] => (Array.isArray(value) ? value : [value]);

/** Everything that a role allows, as sorted lines `action on resource`. */
export const permissionsOf = ({ Properties }: Resource): string[] =>
  (Properties.Policies as Json[])
    .flatMap((policy) => list(policy.PolicyDocument.Statement))
    .flatMap((statement) =>
      list(statement.Action).flatMap((action: string) =>
        list(statement.Resource).map((resource) => `${action} on ${text(resource)}`),
      ),
    )
    .sort();
