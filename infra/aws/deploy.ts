import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import project from '../../cdk.json' with { type: 'json' };
import { type EdgeOutputs, edgeRegion } from './edge.ts';
import { type Outputs, publishPages } from './publish.ts';

/** `npm run deploy -- --context name=value …`: build the pages, deploy every stack, publish the pages. */

const root = join(import.meta.dirname, '..', '..');

const run = (command: string, args: string[]): void => {
  const { status, error } = spawnSync(join(root, 'node_modules', '.bin', command), args, {
    cwd: root,
    stdio: 'inherit',
  });
  if (error) throw error;
  if (status !== 0) process.exit(status ?? 1);
};

/** Deploys the stacks of an app. @returns what each says of itself, by name. */
const deploy = (args: string[]): Record<string, unknown> => {
  const outputsFile = join(root, 'cdk.out', 'outputs.json');
  run('cdk', ['deploy', '--all', '--outputs-file', outputsFile, ...args]);
  return JSON.parse(readFileSync(outputsFile, 'utf8'));
};

/** The edge first: what it made is passed on. */
const deployEdge = (args: string[]): string[] => {
  console.log(
    `The edge stack waits for the record that proves the domain, if it is new. To read it meanwhile:
aws acm list-certificates --region ${edgeRegion}
aws acm describe-certificate --region ${edgeRegion} --certificate-arn ARN --query Certificate.DomainValidationOptions`,
  );
  const [edge] = Object.values(deploy(['--app', 'node infra/aws/edge-app.ts', ...args])) as EdgeOutputs[];
  if (!edge) throw new Error('The edge stack says nothing of itself.');
  return ['--context', `certificateArn=${edge.CertificateArn}`, '--context', `webAclArn=${edge.WebAclArn}`];
};

const args = process.argv.slice(2);
const named = args.some((arg) => arg.startsWith('senderAddress='));
if (!named && project.context.senderAddress.endsWith('.example')) {
  console.error('Name the sender: npm run deploy -- --context senderAddress=name@your-domain');
  process.exit(1);
}
run('vite', ['build']);
const withEdge = args.some((arg) => /^(--context=)?edge=true$/.test(arg)) ? [...args, ...deployEdge(args)] : args;
const stacks = Object.values(deploy(withEdge)) as Outputs[];
const records = stacks.flatMap((stack) => Object.entries(stack).filter(([name]) => name.startsWith('Dns')));
console.log(`Records for the DNS of the sender's domain:\n${records.map(([, record]) => record).join('\n')}`);
const outputs = stacks.find((stack) => 'PagesBucket' in stack);
if (!outputs) throw new Error('The deployment named no bucket for the pages.');
const written = await publishPages(join(root, 'dist'), outputs);
console.log(`${written.length} files published. The site is at ${outputs.SiteUrl}`);
