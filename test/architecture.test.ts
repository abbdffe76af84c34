import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path/posix';
import { describe, expect, test } from 'vitest';

/** Who may import whom: `schemas` <- `domain` <- `store` <- `services` <- shared <- a function's folder. */

const root = join(import.meta.dirname, '..');
const sources = (folder: string): string[] =>
  readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.tsx?$/.test(name))
    .map((name) => normalize(`${folder}/${name}`));
const files = ['schemas', 'functions', 'infra', 'frontend'].flatMap(sources);
const textOf = (file: string) => readFileSync(join(root, file), 'utf8');

/** The modules of ours that a file imports, also lazily and for types alone. */
const importsOf = (file: string): string[] =>
  [...textOf(file).matchAll(/(?:\bfrom|\bimport)\s*\(?\s*'(\.{1,2}\/[^']+)'/g)].map(([, path]) =>
    normalize(join(dirname(file), path as string)),
  );
/** The packages that a file imports. */
const packagesOf = (file: string): string[] =>
  [...textOf(file).matchAll(/(?:\bfrom|\bimport)\s*\(?\s*'([^.'][^']*)'/g)].map(([, name]) => name as string);

const inFolder =
  (...folders: string[]) =>
  (file: string) =>
    folders.some((folder) => file.startsWith(`${folder}/`));
const named =
  (...names: string[]) =>
  (file: string) =>
    names.includes(file);
const matching = (pattern: RegExp) => (file: string) => pattern.test(file);
type Rule = (file: string) => boolean;
const any =
  (...rules: Rule[]): Rule =>
  (file) =>
    rules.some((rule) => rule(file));

/** Modules that the functions share: `functions/http.ts`, `functions/parse.ts`… */
const shared = matching(/^functions\/[^/]+\.ts$/);
const specs = any(matching(/^functions\/[^/]+\/spec\.ts$/), named('functions/spec.ts', 'functions/specs.ts'));
const schemas = inFolder('schemas');
const domain = inFolder('functions/domain');
const store = inFolder('functions/store');
const services = inFolder('functions/services');
const pdf = inFolder('functions/pdf');
const blocks = named('functions/blocks.ts');
const layers = ['domain', 'store', 'services', 'pdf'].map((name) => `functions/${name}`);
const ownFolder = files
  .filter((file) => /^functions\/[^/]+\//.test(file) && !inFolder(...layers)(file))
  .map((file) => file.split('/').slice(0, 2).join('/'));
const functionFolders = [...new Set(ownFolder)].toSorted();

/** What infra knows of the functions: their declarations, and the shape and keys of the table. */
const declarations = any(specs, named('functions/store/keys.ts', 'functions/store/table.ts'));

interface Exception {
  from: string;
  to: Rule;
  why: string;
}

/** Every exception with its reason. */
const exceptions: Exception[] = [
  {
    from: 'functions/specs.ts',
    to: specs,
    why: 'It is the list of all functions, which both platforms read; it imports nothing but their declarations.',
  },
  {
    from: 'functions/sweep-attachments/sweep.ts',
    to: named('functions/verify-attachment/verify.ts'),
    why: 'A document whose event was lost is verified by the very code that the event would have woken.',
  },
  {
    from: 'functions/expire-drafts/warn.ts',
    to: named('functions/notify/templates/draft-expires.ts'),
    why: 'Its mail is written on the same sheet as all letters, which notify keeps.',
  },
  {
    from: 'functions/staff-api/preview.ts',
    to: named('functions/notify/facts.ts'),
    why: 'A preview is the very letter, written by the code that sends it.',
  },
  {
    from: 'functions/send/letters.ts',
    to: inFolder('functions/notify'),
    why: 'It writes what `notify` noted is to be told, with the templates that a preview shows as well.',
  },
  {
    from: 'functions/wake-waiting/wake.ts',
    to: named('functions/measure/measure.ts'),
    why: 'A stream feeds the figures, and no queue: whoever wakes them again runs them.',
  },
  {
    from: 'functions/reconcile/reconcile.ts',
    to: named('functions/measure/measure.ts'),
    why: 'What the figures lack is counted by the consumer itself.',
  },
  {
    from: 'infra/local/seed.ts',
    to: inFolder('functions'),
    why: 'The demonstration is filled by the very operations and consumers that people and events would call, in the past.',
  },
  {
    from: 'infra/local/seed-basics.ts',
    to: any(named('functions/domain/calendar.ts'), store),
    why: 'Persons, organisations and the call are kept by the stores that keep real ones.',
  },
  {
    from: 'infra/local/seed-lives.ts',
    to: any(named('functions/domain/calendar.ts', 'functions/domain/application/record-check.ts')),
    why: 'It lays lives out on days in Paris, and names the verdicts of checks by their type.',
  },
  {
    from: 'infra/local/seed-sessions.ts',
    to: inFolder('functions'),
    why: 'Sessions of the past are held by the very operations that secretaries and jurors use.',
  },
  {
    from: 'infra/local/seed-letters.ts',
    to: any(domain, store, named('functions/addressee.ts', 'functions/notify/facts.ts', 'functions/notify/notify.ts')),
    why: 'Letters of the past are written by the templates that send those of today, and are marked as sent.',
  },
  {
    from: 'infra/local/call.ts',
    to: named('functions/services/store.ts', 'functions/store/calls.ts', 'functions/words.ts'),
    why: 'The command that publishes a call writes it as staff would and words its refusals as the API does.',
  },
  {
    from: 'infra/aws/identity.ts',
    to: named('functions/services/mailbox.ts'),
    why: 'Codes of a user pool come from a sender that is spelt as that of letters is.',
  },
  {
    from: 'infra/ops/change-address.ts',
    to: named('functions/store/commit.ts', 'functions/store/people.ts', 'functions/store/ports.ts'),
    why: 'A profile is saved by the store, at the revision that was read, and again where that moved.',
  },
  {
    from: 'infra/ops/verify.ts',
    to: named('functions/store/chain.ts', 'functions/store/chain-notes.ts', 'functions/store/digests.ts'),
    why: 'The command that verifies the chains reads the whole table with the rules of the store.',
  },
  {
    from: 'infra/ops/table.ts',
    to: named('functions/store/read.ts', 'functions/store/unprocessed.ts'),
    why: 'It hands items on under the type that the store gives them, and waits where the store would.',
  },
  {
    from: 'infra/ops/migrations.ts',
    to: store,
    why: 'What is stored is brought to its new form by the store itself, item by item.',
  },
  {
    from: 'infra/ops/migrate.ts',
    to: store,
    why: 'It keeps in the table how far it is.',
  },
  {
    from: 'infra/ops/restore-drill.ts',
    to: named('functions/store/hash.ts'),
    why: 'Items are compared by the hash that the store takes.',
  },
  {
    from: 'infra/ops/reconcile.ts',
    to: any(store, named('functions/reconcile/reconcile.ts')),
    why: 'It compares, and puts right, with the very code that the schedule runs.',
  },
  {
    from: 'infra/ops/replay.ts',
    to: any(store, services, named('functions/close-step/close-step.ts', 'functions/measure/measure.ts')),
    why: 'Consumers are woken again as the stream would, at the places that they keep themselves.',
  },
  {
    from: 'infra/ops/commands.ts',
    to: any(services, named('functions/config.ts', 'functions/reconcile/report.ts', 'functions/audit/rebuild.ts')),
    why: 'It wires the operations as the functions are wired.',
  },
];

/** Imports of `from` files that no rule and no exception allows, each as `file -> file`. */
const offences = (from: Rule, allowed: Rule): string[] =>
  files.filter(from).flatMap((file) =>
    importsOf(file)
      .filter((target) => !allowed(target))
      .filter((target) => !exceptions.some((exception) => exception.from === file && exception.to(target)))
      .map((target) => `${file} -> ${target}`),
  );

describe('imports', () => {
  test('are seen at all', () => {
    expect(importsOf('functions/staff-api/handler.ts')).toContain('functions/http.ts');
    expect(importsOf('functions/public-api/operations.ts')).toContain('functions/public-api/calls.ts');
    expect(packagesOf('functions/http.ts')).toContain('@middy/core');
  });

  test.each<[string, Rule, Rule]>([
    ['schemas know nobody', schemas, schemas],
    ['the domain knows schemas', domain, any(schemas, domain)],
    ['stores know the domain', store, any(schemas, domain, store)],
    ['services know the stores', services, any(schemas, domain, store, services, named('functions/config.ts'))],
    ['the writer of PDFs knows what letters are made of', pdf, any(schemas, blocks, pdf)],
    ['what functions share knows services', shared, any(schemas, domain, store, services, pdf, shared)],
    ['pages know schemas alone', inFolder('frontend'), any(schemas, inFolder('frontend'))],
    [
      'infra knows schemas and declarations',
      inFolder('infra'),
      any(schemas, declarations, inFolder('infra'), named('cdk.json')),
    ],
    [
      'what is deployed knows nothing of one machine',
      inFolder('infra/aws'),
      any(schemas, declarations, inFolder('infra/aws'), matching(/^infra\/[^/]+\.ts$/), named('cdk.json')),
    ],
  ])('%s', (_sentence, from, allowed) => {
    expect(offences(from, allowed)).toEqual([]);
  });

  test.each(functionFolders)('%s knows what all share and its own folder, and no other function', (folder) => {
    const allowed = any(schemas, domain, store, services, pdf, shared, inFolder(folder));
    expect(offences(inFolder(folder), allowed)).toEqual([]);
  });

  test('no files import each other, be it in a circle, lazily or for types alone', () => {
    let left = new Map([...files, ...sources('test')].map((file) => [file, importsOf(file)]));
    for (let before = Number.POSITIVE_INFINITY; left.size < before; ) {
      before = left.size;
      const imported = new Set([...left.values()].flat());
      // Whoever imports none of those that are left, or is imported by none of them, is in no circle.
      left = new Map([...left].filter(([file, own]) => imported.has(file) && own.some((other) => left.has(other))));
    }
    expect([...left.keys()]).toEqual([]);
  });

  test('every exception is still needed', () => {
    const idle = exceptions.filter(({ from, to }) => !files.includes(from) || !importsOf(from).some(to));
    expect(idle.map(({ from }) => from)).toEqual([]);
  });

  test('every function has its declaration and its handler', () => {
    const missing = functionFolders.flatMap((folder) =>
      [`${folder}/spec.ts`, `${folder}/handler.ts`].filter((file) => !files.includes(file)),
    );
    expect(missing).toEqual([]);
  });
});

/** Lines of these files that have what they should not, each as `file: line`. */
const lines = (from: Rule, pattern: RegExp): string[] =>
  files.filter(from).flatMap((file) =>
    textOf(file)
      .split('\n')
      .filter((line) => pattern.test(line) && !/^\s*(\/\/|\/?\*)/.test(line))
      .map((line) => `${file}: ${line.trim()}`),
  );

describe('what a layer may not do', () => {
  test('the domain is pure: no package, no environment, no clock, no chance, no promise', () => {
    expect(files.filter(domain).flatMap((file) => packagesOf(file).filter((name) => name !== 'zod'))).toEqual([]);
    expect(
      lines(domain, /process\.|Date\.now|new Date\(\)|Math\.random|randomUUID|\bawait\b|\basync\b|console\./),
    ).toEqual([]);
  });

  test('clock, chance and environment are passed in: only the wiring reads them', () => {
    const wiring = named('functions/services/store.ts', 'functions/services/bucket.ts', 'functions/config.ts');
    const others: Rule = (file) => file.startsWith('functions/') && !wiring(file);
    expect(lines(others, /process\.env|Date\.now|new Date\(\)|Math\.random|randomUUID/)).toEqual([]);
  });

  test('SDK clients are made in services alone', () => {
    const others: Rule = (file) => file.startsWith('functions/') && !services(file);
    expect(lines(others, /new (DynamoDB|S3|SES|SESv2|SQS)\w*Client\(/)).toEqual([]);
  });

  test('no function asks whether it runs on one machine', () => {
    const asking =
      /localhost|127\.0\.0\.1|NODE_ENV|AWS_SAM_LOCAL|IS_LOCAL|isLocal|process\.env\.(?!AWS_ENDPOINT_URL_S3)/;
    expect(lines(inFolder('functions'), asking)).toEqual([]);
  });

  test('the table is read and written by the store alone', () => {
    const speaking = files.filter((file) =>
      packagesOf(file).some((name) => /^@aws-sdk\/(lib|client)-dynamodb$/.test(name)),
    );
    const others = speaking.filter((file) => file.startsWith('functions/') && !store(file));
    // Where the client is made that the store is handed.
    expect(others).toEqual(['functions/services/store.ts']);
  });

  test('only keys.ts spells a key', () => {
    const names =
      'GRANTS|WITHDRAWAL|CLOSING|AGREEMENT|ANNOUNCEMENT|SESSION|SESSIONS|POINT|PRESENCE|RECUSAL|REMARKS|VOTE|MINUTES|ATTENDANCE|DETAILS|HEARING|ADDRESS|PACE|APP|EVL|CALL|ORG|PERSON|NUMBER|FIGURES|EVENT|CURSOR|NOTIFICATION|IDEMPOTENCY|SECTION|REVISION|ATTACHMENT|CHECK|DECISION|ASSIGNMENT|WORK|EVALUATION|VERSION|QUARTER|STATE|JUROR|ROLE';
    const others: Rule = (file) => file !== 'functions/store/keys.ts';
    expect(lines(others, new RegExp(`['"\`](${names})#`))).toEqual([]);
    expect(
      lines(any(inFolder('functions'), inFolder('infra/ops')), /['"`](HEAD|PROFILE|HOLDER)['"`]/).filter(
        (line) => !line.startsWith('functions/store/keys.ts'),
      ),
    ).toEqual([]);
  });

  test('zod is imported whole, so that bundles leave out what they do not use', () => {
    expect(lines(() => true, /^import (?!\* as z|type ).*from 'zod'/)).toEqual([]);
  });
});
