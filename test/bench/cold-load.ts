import { execFile } from 'node:child_process';
import { rmSync } from 'node:fs';
import { join, relative } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import type { EnvName, FunctionSpec } from '../../functions/spec.ts';
import { specs } from '../../functions/specs.ts';
import { type Bundle, bundleFunction, bytesOf } from '../../infra/aws/bundle.ts';
import { usualOfficePerDay, usualPerDay } from '../../schemas/per-day.ts';
import { openCity } from '../support/city.ts';
import { startAws } from './aws.ts';
import { bundleClients, workshop } from './clients.ts';
import { startEngine } from './engine.ts';
import { type Figure, median, type Part } from './figures.ts';
import { firstEvents } from './first-events.ts';

const root = join(import.meta.dirname, '..', '..');

/**
 * What a function loads, and how long it takes, from a fresh process to the answer of its first event: against a bundle of
 * nothing but its SDK clients, which send the very requests to AWS that the function sent. So nothing that is loaded late is
 * hidden, and what AWS takes, at which both wait, is as good as nothing. Times are medians, turn by turn.
 */
export const coldLoad: Part = async ({ quick, say }) => {
  const figures: Figure[] = [];
  const details: Record<string, unknown> = {};
  const engine = await startEngine();
  const aws = await startAws(engine.url);
  try {
    const events = await firstEvents(await openCity({ ports: engine.ports }));
    for (const spec of specs) {
      say(`cold load of ${spec.name}`);
      const folder = join(workshop, spec.name);
      rmSync(folder, { recursive: true, force: true });
      const own = bundleFunction(spec.name, join(folder, 'own'));
      const run = firstRun(spec, aws.url);
      const answer = (counts: boolean) => run(join(folder, 'own'), events[spec.name], counts);
      // What there was to do is done by the first; the next find what every later one finds.
      await answer(false);
      await answer(false);
      aws.forget();
      const { result: ours, asked } = await aws.watch(() => answer(true));
      mustBeAnswered(spec.name, ours.answer);
      const clients = bundleClients(own, folder, asked);
      const askAll = (counts: boolean) => run(join(folder, 'clients'), asked, counts);
      const theirs = await askAll(true);
      const times: [number[], number[]] = [[], []];
      for (let round = 0; round < (quick ? 3 : 20); round++)
        for (const place of round % 2 === 0 ? ([0, 1] as const) : ([1, 0] as const))
          times[place].push((await (place === 0 ? answer : askAll)(false)).ms);
      const [ms, clientsMs] = [median(times[0]), median(times[1])];
      const files = namesOf(ours.files);
      const loaded = bytesOf(own.metafile, files);
      const clientsBytes = bytesOf(clients.metafile, namesOf(theirs.files));
      const parts = partsOf(own, files, clients);
      figures.push(
        {
          name: `${spec.name}: code above its SDK clients to the first answer`,
          value: (loaded - clientsBytes) / 1000,
          unit: 'kB',
          limit: 150,
          note: `ours ${Math.round(parts.ours / 1000)} kB`,
        },
        {
          name: `${spec.name}: time to the first answer`,
          value: ms / clientsMs,
          unit: 'x',
          limit: 1.5,
          note: `${ms.toFixed(0)} ms against ${clientsMs.toFixed(0)} ms`,
        },
      );
      details[spec.name] = {
        startBytes: own.loaded,
        loadedBytes: loaded,
        clientsBytes,
        laterBytes: own.total - loaded,
        requests: asked.length,
        firstAnswerMs: ms,
        clientsFirstAnswerMs: clientsMs,
        partsBytes: parts,
      };
    }
    return { figures, details };
  } finally {
    aws.stop();
    await engine.stop();
  }
};

/** Loaded files as their metafile names them. */
const namesOf = (urls: readonly string[]): string[] => urls.map((url) => relative(root, fileURLToPath(url)));

const packageOf = (input: string): string | undefined => /node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(input)?.[1];

/** Bytes of loaded files by where they come from; `sdk` is what the clients alone are made of. */
const partsOf = (
  { metafile }: Bundle,
  files: readonly string[],
  clients: Bundle,
): Record<'ours' | 'zod' | 'powertools' | 'sdk' | 'others', number> => {
  const parts = { ours: 0, zod: 0, powertools: 0, sdk: 0, others: 0 };
  const ofClients = new Set(Object.keys(clients.metafile.inputs).map(packageOf));
  const partOf = (name: string | undefined): keyof typeof parts => {
    if (!name) return 'ours';
    if (ofClients.has(name)) return 'sdk';
    if (name === 'zod') return 'zod';
    return name.startsWith('@aws-lambda-powertools/') ? 'powertools' : 'others';
  };
  for (const file of files)
    for (const [input, { bytesInOutput }] of Object.entries(metafile.outputs[file]?.inputs ?? {}))
      parts[partOf(packageOf(input))] += bytesInOutput;
  return parts;
};

/**
 * What the handler answered, if it did.
 * @throws Error for a refusal, and for a batch of which something is to come again.
 */
const mustBeAnswered = (name: string, answer: { statusCode?: number; batchItemFailures?: unknown[] } | undefined) => {
  const { statusCode = 200, batchItemFailures = [] } = answer ?? {};
  if (statusCode !== 200 || batchItemFailures.length > 0)
    throw new Error(`${name} did not answer: ${JSON.stringify(answer)}`);
};

const variablesAt = (awsUrl: string): Record<EnvName, string> => ({
  TABLE_NAME: 'bench',
  BUCKET_NAME: 'bench',
  SENDER_ADDRESS: 'bench@ville.example',
  MAIL_CONFIGURATION_SET: 'bench',
  MAILS_PER_SECOND: '1000',
  STAGE: 'bench',
  AUDIT_DAYS: '365',
  DRAFT_DAYS: '365',
  REQUESTS_PER_MINUTE: '1000',
  OFFICE_PER_DAY: JSON.stringify(usualOfficePerDay),
  PER_DAY: JSON.stringify(usualPerDay),
  CODE_LIMITS: '{"perAddress":100000,"signUps":100000}',
  SITE_URL: 'https://site.example',
  ID_TOKEN_ISSUER: 'https://issuer.example',
  ID_TOKEN_AUDIENCE: 'bench',
  ID_TOKEN_JWKS_URL: 'https://issuer.example/keys',
  ORIGIN_SECRETS: '',
  USER_POOL_ID: 'local_office',
  QUEUE_URLS: JSON.stringify(
    Object.fromEntries(
      specs.flatMap(({ trigger }) =>
        trigger.kind === 'queue' ? [[trigger.queue, `${awsUrl}/000000000000/${trigger.queue}`]] : [],
      ),
    ),
  ),
});

/** Imports a bundle and hands its handler an event: the time to its answer, and the files that were loaded where that is asked. */
const program = `
import { registerHooks } from 'node:module';
const [url, event, counts] = process.argv.slice(1);
const files = [];
if (counts === 'true')
  registerHooks({
    load: (file, context, next) => {
      files.push(file);
      return next(file, context);
    },
  });
const context = { awsRequestId: 'first', getRemainingTimeInMillis: () => 900_000 };
const sent = JSON.parse(event);
const start = performance.now();
const { handler } = await import(url);
const answer = await handler(sent, context);
const ms = performance.now() - start;
const { statusCode, batchItemFailures } = answer ?? {};
const told = { ms, files: files.filter((file) => file.startsWith('file:')), answer: { statusCode, batchItemFailures } };
process.stdout.write(JSON.stringify(told), () => process.exit(0));
`;

interface FirstRun {
  ms: number;
  files: string[];
  answer?: { statusCode?: number; batchItemFailures?: unknown[] };
}

/** Runs bundles in fresh processes, as the function that they are of, each with its first event. */
const firstRun = (spec: FunctionSpec, awsUrl: string) => {
  const variables = variablesAt(awsUrl);
  const env = {
    AWS_REGION: 'eu-west-3',
    AWS_ACCESS_KEY_ID: 'bench',
    AWS_SECRET_ACCESS_KEY: 'bench',
    AWS_ENDPOINT_URL: awsUrl,
    AWS_LAMBDA_FUNCTION_NAME: spec.name,
    POWERTOOLS_SERVICE_NAME: spec.name,
    POWERTOOLS_LOG_LEVEL: 'SILENT',
    ...Object.fromEntries(spec.env.map((name) => [name, variables[name]])),
  };
  return async (folder: string, event: unknown, counts: boolean): Promise<FirstRun> => {
    const url = pathToFileURL(join(folder, 'index.mjs')).href;
    const args = ['--input-type=module', '--eval', program, url, JSON.stringify(event), String(counts)];
    const { stdout } = await promisify(execFile)(process.execPath, args, { env, maxBuffer: 2 ** 26 });
    return JSON.parse(stdout);
  };
};
