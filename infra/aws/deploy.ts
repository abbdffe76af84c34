import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import project from '../../cdk.json' with { type: 'json' };
import { type Outputs, publishPages } from './publish.ts';

/** `npm run deploy -- --context name=value …`: build the pages, deploy every stack, publish the pages. */

const root = join(import.meta.dirname, '..', '..');
const outputsFile = join(root, 'cdk.out', 'outputs.json');

const run = (command: string, args: string[]): void => {
  const { status, error } = spawnSync(join(root, 'node_modules', '.bin', command), args, {
    cwd: root,
    stdio: 'inherit',
  });
  if (error) throw error;
  if (status !== 0) process.exit(status ?? 1);
};

const args = process.argv.slice(2);
const named = args.some((arg) => arg.startsWith('senderAddress='));
if (!named && project.context.senderAddress.endsWith('.example')) {
  console.error('Name the sender: npm run deploy -- --context senderAddress=name@your-domain');
  process.exit(1);
}
run('vite', ['build']);
run('cdk', ['deploy', '--all', '--outputs-file', outputsFile, ...args]);
const stacks = Object.values(JSON.parse(readFileSync(outputsFile, 'utf8')) as Record<string, Outputs>);
const records = stacks.flatMap((stack) => Object.entries(stack).filter(([name]) => name.startsWith('Dns')));
console.log(`Records for the DNS of the sender's domain:\n${records.map(([, record]) => record).join('\n')}`);
const outputs = stacks.find((stack) => 'PagesBucket' in stack);
if (!outputs) throw new Error('The deployment named no bucket for the pages.');
const written = await publishPages(join(root, 'dist'), outputs);
console.log(`${written.length} files published. The site is at ${outputs.SiteUrl}`);
