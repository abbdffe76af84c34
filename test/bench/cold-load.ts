import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { EnvName, FunctionSpec } from '../../functions/spec.ts';
import { specs } from '../../functions/specs.ts';
import { type Bundle, bundle, bundleFunction } from '../../infra/aws/bundle.ts';
import { usualOfficePerDay, usualPerDay } from '../../schemas/per-day.ts';
import { type Figure, median, type Part } from './figures.ts';

const root = join(import.meta.dirname, '..', '..');
/** Below `node_modules`, so that what is bundled here finds the packages. */
const workshop = join(root, 'node_modules', '.cache', 'bench');

/**
 * What a function loads before its first event, against a bundle of nothing but the SDK's names which the same function
 * imports, its clients made: code in bytes, and import time of fresh processes, turn by turn.
 */
export const coldLoad: Part = async ({ quick, say }) => {
  const figures: Figure[] = [];
  const details: Record<string, unknown> = {};
  for (const spec of specs) {
    say(`cold load of ${spec.name}`);
    const folder = join(workshop, spec.name);
    const own = bundleFunction(spec.name, join(folder, 'own'));
    const source = clientsOnly(own);
    const entry = join(folder, 'clients.ts');
    mkdirSync(folder, { recursive: true });
    writeFileSync(entry, source);
    const clients = bundle(entry, join(folder, 'clients'));
    const [ownMs, clientsMs] = importTimes(spec, quick ? 5 : 30, [join(folder, 'own'), join(folder, 'clients')]);
    const above = own.loaded - clients.loaded;
    const parts = partsOf(own);
    figures.push(
      {
        name: `${spec.name}: code above its SDK clients`,
        value: above / 1000,
        unit: 'kB',
        limit: 150,
        note: `ours ${Math.round(parts.ours / 1000)} kB`,
      },
      {
        name: `${spec.name}: import time`,
        value: ownMs / clientsMs,
        unit: 'x',
        limit: 1.5,
        note: `${ownMs.toFixed(0)} ms against ${clientsMs.toFixed(0)} ms`,
      },
    );
    details[spec.name] = {
      loadedBytes: own.loaded,
      clientsBytes: clients.loaded,
      laterBytes: own.total - own.loaded,
      importMs: ownMs,
      clientsImportMs: clientsMs,
      partsBytes: parts,
    };
  }
  return { figures, details };
};

/** A module that imports what the function's own files import of the SDK, and makes its clients. */
const clientsOnly = ({ metafile }: Bundle): string => {
  const names = new Map<string, Set<string>>();
  for (const file of Object.keys(metafile.inputs).filter((path) => path.startsWith('functions/')))
    for (const [, list = '', from = ''] of readFileSync(join(root, file), 'utf8').matchAll(
      /^import \{([^}]*)\} from '(@aws-sdk\/[^']+)'/gm,
    ))
      for (const name of list.split(',').map((part) => part.trim()))
        if (name && !name.startsWith('type ')) names.set(from, (names.get(from) ?? new Set()).add(name));
  const imported = [...names].map(([from, list]) => `import { ${[...list].join(', ')} } from '${from}';`);
  const used = [...names.values()].flatMap((list) => [...list]);
  const made = used
    .filter((name) => name.endsWith('Client'))
    .map((name) =>
      name === 'DynamoDBDocumentClient' ? 'DynamoDBDocumentClient.from(new DynamoDBClient({}))' : `new ${name}({})`,
    );
  return [...imported, `export const handler = [${[...used, ...made].join(', ')}];`, ''].join('\n');
};

/** Bytes of what is loaded at the start, by where it comes from. */
const partsOf = ({
  metafile,
  startFiles,
}: Bundle): Record<'ours' | 'zod' | 'powertools' | 'sdk' | 'others', number> => {
  const parts = { ours: 0, zod: 0, powertools: 0, sdk: 0, others: 0 };
  for (const file of startFiles)
    for (const [input, { bytesInOutput }] of Object.entries(metafile.outputs[file]?.inputs ?? {})) {
      const [, name] = /node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(input) ?? [];
      const part = !name
        ? 'ours'
        : name === 'zod'
          ? 'zod'
          : name.startsWith('@aws-lambda-powertools/')
            ? 'powertools'
            : /^@(aws-sdk|smithy|aws-crypto|aws)\//.test(name)
              ? 'sdk'
              : 'others';
      parts[part] += bytesInOutput;
    }
  return parts;
};

const variables: Record<EnvName, string> = {
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
  CODE_LIMITS: '{"perAddress":10,"signUps":300}',
  SITE_URL: 'https://site.example',
  ID_TOKEN_ISSUER: 'https://issuer.example',
  ID_TOKEN_AUDIENCE: 'bench',
  ID_TOKEN_JWKS_URL: 'https://issuer.example/keys',
  ORIGIN_SECRETS: '',
  USER_POOL_ID: 'local_office',
  QUEUE_URLS: '{}',
};

const program = `
const start = performance.now();
await import(process.argv[1]);
process.stdout.write(String(performance.now() - start));
process.exit(0);
`;

/** Median import times in milliseconds of bundles, each imported by fresh processes turn by turn. */
const importTimes = (spec: FunctionSpec, rounds: number, folders: [string, string]): [number, number] => {
  const env = {
    AWS_REGION: 'eu-west-3',
    AWS_LAMBDA_FUNCTION_NAME: spec.name,
    POWERTOOLS_SERVICE_NAME: spec.name,
    ...Object.fromEntries(spec.env.map((name) => [name, variables[name]])),
  };
  const times: [number[], number[]] = [[], []];
  for (let round = 0; round < rounds; round++)
    for (const place of round % 2 === 0 ? ([0, 1] as const) : ([1, 0] as const)) {
      const url = pathToFileURL(join(folders[place], 'index.mjs')).href;
      const args = ['--input-type=module', '--eval', program, url];
      times[place].push(Number(execFileSync(process.execPath, args, { env, encoding: 'utf8' })));
    }
  return [median(times[0]), median(times[1])];
};
