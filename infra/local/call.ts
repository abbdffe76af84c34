import { isUtf8 } from 'node:buffer';
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { createStorePorts } from '../../functions/services/store.ts';
import { commitCallVersion, loadCall } from '../../functions/store/calls.ts';
import { words } from '../../functions/words.ts';
import { type CallContent, callContent } from '../../schemas/call.ts';
import { exactly } from '../../schemas/exactly.ts';
import { exampleCallId } from '../../schemas/examples/call-lille.ts';
import { farAmountsOf } from '../../schemas/far-amount.ts';
import type { Language } from '../../schemas/fields.ts';
import { type Issue, instruction, placesOf } from '../../schemas/instructions.ts';
import { readable } from '../../schemas/readable.ts';
import { euros } from '../../schemas/texts/format.ts';
import { StartFault } from './fault.ts';
import { startPlatform } from './platform.ts';

/**
 * `npm run call -- export > call.json` prints this machine's call as data, and `npm run call -- publish call.json`
 * publishes it, changed, as the next version; files in flight keep theirs. The service must be stopped meanwhile.
 */
const [verb, file, ...options] = process.argv.slice(2);
const usage = 'npm run --silent call -- export > call.json\nnpm run call -- publish call.json [--sure]\n';

const atLeast = { fr: 'au moins dix fois moins ou dix fois plus', en: 'a tenth or less of it, or ten times or more' };

/**
 * Amounts are cents in the file, and euros in people's heads: one that is far from the version before is asked about.
 * @throws StartFault unless `--sure` says that they are right.
 */
const mustBeMeant = (content: CallContent, before: CallContent | undefined): void => {
  const far = before && !options.includes('--sure') ? farAmountsOf(content, before) : [];
  if (far.length === 0) return;
  const told = (language: 'fr' | 'en') =>
    far
      .map(({ path, cents, besideCents }) => {
        const [now, then] = [euros(cents, language), euros(besideCents, language)];
        return language === 'fr'
          ? `  ${path.join('.')} : ${now}, au lieu de ${then} dans la version publiée (${atLeast.fr})`
          : `  ${path.join('.')}: ${now}, and ${then} in the published version (${atLeast.en})`;
      })
      .join('\n');
  throw new StartFault({
    fr: `Des montants sont loin de ceux de la version publiée. Ils s'écrivent en centimes : 12 500 € s'écrit 1250000.\n${told('fr')}\nCorrigez-les, ou ajoutez --sure s'ils sont exacts.`,
    en: `Amounts are far from those of the published version. They are written in cents: €12,500 is 1250000.\n${told('en')}\nCorrect them, or add --sure if they are right.`,
  });
};

/** The text of a file. @throws StartFault with the first line that is not UTF-8, or that there is no such file. */
const readUtf8 = (path: string): string => {
  let bytes: Buffer;
  try {
    bytes = readFileSync(path);
  } catch (error) {
    throw new StartFault({
      fr: `${path} ne peut pas être lu (${(error as Error).message}).`,
      en: `${path} cannot be read (${(error as Error).message}).`,
    });
  }
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    let line = 1;
    for (let from = 0, to = 0; to !== -1; from = to + 1, line++) {
      to = bytes.indexOf(0x0a, from);
      if (!isUtf8(bytes.subarray(from, to === -1 ? undefined : to))) break;
    }
    throw new StartFault({
      fr: `${path} n’est pas en UTF-8, à partir de la ligne ${line} : ouvrez-le avec l’encodage dans lequel il a été écrit (Windows-1252, peut-être), puis enregistrez-le en UTF-8.`,
      en: `${path} is not in UTF-8, from line ${line} on: open it in the encoding in which it was written (Windows-1252, perhaps), then save it in UTF-8.`,
    });
  }
};

const read = (path: string): CallContent => {
  const text = readUtf8(path);
  let data: unknown;
  try {
    data = JSON.parse(text);
  } catch (error) {
    throw new StartFault({
      fr: `${path} ne se lit pas comme du JSON (${(error as Error).message}).`,
      en: `${path} cannot be read as JSON (${(error as Error).message}).`,
    });
  }
  // A name with a slip in it would be a rule that is missing without a word.
  const parsed = exactly(callContent).safeParse(data);
  if (parsed.success) return parsed.data;
  const faults = (language: 'fr' | 'en') =>
    parsed.error.issues
      .flatMap((issue) => {
        const { keys, params } = instructionOf(issue, language);
        const said = `${words(language, keys, params)} (${issue.code === 'custom' ? issue.params?.rule : issue.code})`;
        return placesOf(issue).map((place) => `  ${place.join('.')}: ${said}`);
      })
      .join('\n');
  throw new StartFault({
    fr: `${path} n'est pas publiable :\n${faults('fr')}`,
    en: `${path} cannot be published:\n${faults('en')}`,
  });
};

/** What the file has in place of cents is told of as such: its amounts are not typed in euros. */
const instructionOf = (issue: Issue, language: Language) => {
  const isCents = String(issue.path?.at(-1)).endsWith('Cents') && issue.code === 'invalid_type';
  return isCents ? { keys: ['rules.cents'], params: {} } : instruction(issue, language);
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
      mustBeMeant(content, before);
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
