import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { AppChoices } from '../../../infra/aws/app.ts';
import type { Account, StandingStack, Template } from '../../../infra/aws/deploy/account.ts';
import type { Tools } from '../../../infra/aws/deploy/deployment.ts';
import { defaultsOf, type StageRecord } from '../../../infra/aws/record.ts';

export const region = 'eu-west-3';
export const table = { Type: 'AWS::DynamoDB::Table', Properties: { KeySchema: ['pk', 'sk'] } };
const identityResource = { Type: 'AWS::SES::EmailIdentity', Properties: { EmailIdentity: 'appel.ville.example' } };

export interface StandIn extends StandingStack {
  template: Template;
  isProtected: boolean;
}

let made = 0;
/** An id that no other stack has. */
export const stackId = (name: string): string => {
  made += 1;
  return `arn:aws:cloudformation:${region}:000000000000:stack/${name}/${made}`;
};

/** An account that is ready for a deployment, and a CDK that deploys to it, as far as the deploy command sees them. */
export const inMemory = () => {
  const state = {
    number: '000000000000',
    bootstraps: { 'eu-west-3': 30, 'us-east-1': 30 } as Record<string, number | undefined>,
    stacks: new Map<string, StandIn>(),
    records: [] as StageRecord[],
    identity: undefined as { verified: boolean } | undefined,
    /** Whether SES verifies an identity as soon as it is made. */
    verifies: true,
    sending: { production: true, perSecond: 14 },
    places: 1000,
    certificate: undefined as { status: string; names: string[] } | undefined,
    aliasHolder: undefined as string | undefined,
    buckets: [] as { name: string; region: string }[],
    /** The stack whose creation CloudFormation cannot finish. */
    fails: undefined as string | undefined,
    leftBehind: [] as string[],
    /** Whether the release that deploys records the defaults of its settings. */
    keepsDefaults: true,
    /** What whoever sits at the terminal answers. */
    confirms: true,
    /** Resources of the main template beside its record. */
    resources: { Table: table } as NonNullable<Template['Resources']>,
  };
  const called = (nameOrId: string): string => nameOrId.replace(/^arn:.*?\//, '').replace(/\/\d+$/, '');
  /** The stack of a name, or the very one of an id. */
  const find = (nameOrId: string) => {
    const stack = state.stacks.get(called(nameOrId));
    return nameOrId.startsWith('arn:') && stack?.id !== nameOrId ? undefined : stack;
  };
  /** What was done, in order. */
  const done: string[] = [];
  const said: string[] = [];
  const account: Account = {
    number: async () => state.number,
    bootstrapVersion: async (where) => state.bootstraps[where],
    stack: async (name) => state.stacks.get(name),
    template: async (name) => state.stacks.get(name)?.template ?? {},
    resource: async (_stack, _region, id) => `${id}-made`,
    protect: async (name, _region, isProtected) => {
      done.push(`${isProtected ? 'protect' : 'open'} ${called(name)}`);
      const stack = find(name);
      if (stack) stack.isProtected = isProtected;
    },
    remove: async (id) => {
      if (find(id)?.isProtected) throw new Error('TerminationProtection is enabled');
      done.push(`remove ${called(id)}`);
      if (find(id)) state.stacks.delete(called(id));
      return state.leftBehind;
    },
    records: async () => state.records,
    identity: async () => state.identity,
    sending: async () => state.sending,
    concurrency: async () => state.places,
    certificate: async () => state.certificate,
    aliasHolder: async () => state.aliasHolder,
    buckets: async (prefix) => state.buckets.filter(({ name }) => name.startsWith(prefix)),
  };

  const stackNames: Record<string, string> = {};
  const protectedIn: Record<string, boolean> = {};
  const write = (folder: string, templates: Record<string, Template>) => {
    mkdirSync(folder, { recursive: true });
    for (const [name, template] of Object.entries(templates))
      writeFileSync(join(folder, `${name}.template.json`), JSON.stringify(template));
    const artifacts = { Main: { properties: { requiresBootstrapStackVersion: 30 } } };
    writeFileSync(join(folder, 'manifest.json'), JSON.stringify({ artifacts }));
  };
  const coming: Record<string, Template> = {};
  const tools: Tools = {
    account,
    folder: join(mkdtempSync(join(tmpdir(), 'permanent-call-fake-')), 'out'),
    synth: async (stage, folder, { standing, edge }: AppChoices) => {
      const { name, given, settings } = stage;
      stackNames.Main = `permanent-call-${settings.stage}`;
      stackNames.Mail = `permanent-call-mail-${settings.senderDomain.replaceAll('.', '-')}`;
      protectedIn.Main = settings.protect && (standing?.main ?? true);
      protectedIn.Mail = standing?.mail ?? true;
      const Value = JSON.stringify({ name, given, ...(state.keepsDefaults && { defaults: defaultsOf(stage) }) });
      const record = { Type: 'AWS::SSM::Parameter', Properties: { Value } };
      coming.Main = { Resources: { ...state.resources, Settings: record } };
      coming.Mail = { Resources: settings.existingIdentity ? {} : { Identity: identityResource } };
      done.push(`synth ${protectedIn.Main ? 'protected' : 'open'}${edge ? ` with ${edge.CertificateArn}` : ''}`);
      write(folder, coming);
    },
    synthEdge: async ({ settings }, folder) => {
      stackNames.Edge = `permanent-call-edge-${settings.stage}`;
      write(folder, { Edge: {} });
    },
    synthSecurity: async ({ settings }, folder, { Distribution, LogBucket }) => {
      stackNames.Security = `permanent-call-security-${settings.stage}`;
      done.push(`log requests of ${Distribution} in ${LogBucket}`);
      write(folder, { Security: {} });
    },
    cdk: async (args) => {
      const [action, ...rest] = args;
      if (action === 'diff') return void done.push('diff');
      const id = rest[rest.indexOf('--exclusively') + 1] as string;
      const name = stackNames[id] as string;
      const former = state.stacks.get(name);
      const isNew = former === undefined || former.status === 'REVIEW_IN_PROGRESS';
      done.push(`deploy ${id}${protectedIn[id] ? ' protected' : ''}${rest.includes('never') ? '' : ', asking'}`);
      const outputs: Record<string, string> =
        id === 'Main'
          ? {
              PagesBucket: 'pages',
              SiteUrl: 'https://appel.ville.example',
              Distribution: 'EEXAMPLE',
              LogBucket: 'logs',
            }
          : id === 'Edge'
            ? { CertificateArn: 'arn:certificate', WebAclArn: 'arn:firewall' }
            : { DnsDkim1: 'key._domainkey.appel.ville.example. 3600 IN CNAME key.dkim.amazonses.com.' };
      const fails = state.fails === id;
      const status = fails ? 'ROLLBACK_COMPLETE' : isNew ? 'CREATE_COMPLETE' : 'UPDATE_COMPLETE';
      const template = coming[id] ?? {};
      state.stacks.set(name, {
        id: former?.id ?? stackId(name),
        status,
        outputs,
        template,
        isProtected: protectedIn[id] === true,
      });
      if (id === 'Mail' && !fails) state.identity ??= { verified: state.verifies };
      if (fails) throw new Error(`"cdk deploy" failed; what it said is above.`);
    },
    buildPages: async () => void done.push('build'),
    publishPages: async () => {
      done.push('publish');
      return 3;
    },
    confirm: async (question) => {
      done.push(question);
      return state.confirms;
    },
    say: (line) => void said.push(line),
  };
  return { state, tools, done, said };
};
