import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { createStorePorts } from '../../functions/services/store.ts';
import { commitCallVersion, loadCall } from '../../functions/store/calls.ts';
import { words } from '../../functions/words.ts';
import { type CallContent, callContent } from '../../schemas/call.ts';
import { exampleCallId } from '../../schemas/examples/call-lille.ts';
import { instruction } from '../../schemas/instructions.ts';
import { readable } from '../../schemas/readable.ts';
import { StartFault } from './fault.ts';
import { startPlatform } from './platform.ts';

/**
 * `npm run call -- export > call.json` prints this machine's call as data, and `npm run call -- publish call.json`
 * publishes it, changed, as the next version; files in flight keep theirs. The service must be stopped meanwhile.
 */
const [verb, file] = process.argv.slice(2);
const usage = 'npm run --silent call -- export > call.json\nnpm run call -- publish call.json\n';

const read = (path: string): CallContent => {
  let data: unknown;
  try {
    data = JSON.parse(readFileSync(path, 'utf8'));
  } catch (error) {
    throw new StartFault({
      fr: `${path} ne se lit pas comme du JSON (${(error as Error).message}).`,
      en: `${path} cannot be read as JSON.`,
    });
  }
  const parsed = callContent.safeParse(data);
  if (parsed.success) return parsed.data;
  const faults = (language: 'fr' | 'en') =>
    parsed.error.issues
      .map((issue) => {
        const { keys, params } = instruction(issue, language);
        return `  ${issue.path.join('.')}: ${words(language, keys, params)} (${issue.code === 'custom' ? issue.params?.rule : issue.code})`;
      })
      .join('\n');
  throw new StartFault({
    fr: `${path} n'est pas publiable :\n${faults('fr')}`,
    en: `${path} cannot be published:\n${faults('en')}`,
  });
};

const main = async () => {
  const content = verb === 'publish' && file ? read(file) : undefined;
  if (verb !== 'export' && !content) {
    process.stderr.write(usage);
    return 1;
  }
  const platform = await startPlatform({
    dataDir: resolve(process.env.DATA_DIR || '.data'),
    mustBeFilled: true,
    functions: [],
    consumers: false,
    schedules: false,
  });
  try {
    Object.assign(process.env, platform.env);
    const ports = createStorePorts(platform.env.TABLE_NAME ?? '');
    const before = await loadCall(ports, exampleCallId);
    if (content) {
      const at = ports.now().toISOString();
      const actor = { role: 'staff' as const };
      const { version } = await commitCallVersion(ports, { callId: exampleCallId, before, content, actor, at });
      process.stdout.write(`Version ${version} published.\n`);
    } else if (before) process.stdout.write(`${JSON.stringify(readable(callContent).parse(before), null, 2)}\n`);
    return 0;
  } finally {
    await platform.stop();
  }
};

try {
  process.exit(await main());
} catch (error) {
  if (!(error instanceof StartFault)) throw error;
  process.stderr.write(`${error.fr}\n${error.en}\n`);
  process.exit(1);
}
