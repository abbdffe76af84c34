import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createStorePorts } from '../../functions/services/store.ts';
import { loadHead } from '../../functions/store/applications.ts';
import type { PersonItem } from '../../functions/store/items.ts';
import { applicationKey } from '../../functions/store/keys.ts';
import { loadPerson, savePerson } from '../../functions/store/people.ts';
import { readPartition } from '../../functions/store/read.ts';
import { startPlatform } from '../../infra/local/platform.ts';
import { seed } from '../../infra/local/seed.ts';
import { scan } from '../../infra/ops/table.ts';
import { applicationStates } from '../../schemas/application.ts';
import { type Audience, audiences } from '../../schemas/contract.ts';
import { persons } from '../../schemas/examples/people.ts';
import { openApiDocument } from '../../schemas/openapi.ts';
import { check, totals } from '../deployed/checks.ts';
import { program, pythonWith } from '../support/python.ts';

/**
 * `npm run test:fuzz`: Schemathesis makes requests of the API's own document, as everybody and as each role, on the
 * demonstration with files in every state and drafts: what the document allows is taken, what it does not is refused, no
 * answer is a fault, and every answer is as documented. `-- staff` for one audience alone; FUZZ_SECONDS=… for longer than
 * usual, SEED=… for other requests, STRICT=1 to be told as well of what is as documented and refused.
 */

const root = join(import.meta.dirname, '..', '..');
const folder = join(root, '.fuzz');
const requirements = join(import.meta.dirname, 'requirements.txt');
/** Each audience's part of the time, as it has operations. */
const parts: Record<Audience, number> = { public: 1, applicant: 4, jury: 3, staff: 6 };
const secondsOf = (audience: Audience): number =>
  Math.round(
    (Number(process.env.FUZZ_SECONDS ?? 400) * parts[audience]) / Object.values(parts).reduce((a, b) => a + b),
  );
const chance = process.env.SEED ?? '20260318';

/** Ids by their kind, as those who read a table would find them. */
const idsIn = (text: string): Record<string, string[]> => {
  const found: Record<string, Set<string>> = {};
  for (const [id, kind = ''] of text.matchAll(/\b(app|org|cal|ses|att)_[0-9a-hjkmnp-tv-z]{26}\b/g)) {
    found[kind] ??= new Set();
    found[kind].add(id);
  }
  return Object.fromEntries(Object.entries(found).map(([kind, ids]) => [kind, [...ids].toSorted().slice(0, 400)]));
};

const fuzz = (audience: Audience, url: string, document: string, environment: Record<string, string>): Promise<void> =>
  new Promise((resolve, reject) => {
    // What others may do is refused to it at the gateway: the authorization matrix holds that.
    const args = [
      'run',
      document,
      '--url',
      url,
      '--include-tag',
      audience,
      '--seed',
      chance,
      // Long patterns are seldom met by chance: such an operation is tried less, not taken for a fault.
      '--suppress-health-check',
      'filter_too_much',
      '--max-time',
      String(secondsOf(audience)),
    ];
    const child = spawn(
      program(folder, 'schemathesis'),
      ['--config-file', join(import.meta.dirname, 'schemathesis.toml'), ...args],
      {
        cwd: folder,
        stdio: 'inherit',
        env: { ...process.env, ...environment, SCHEMATHESIS_HOOKS: 'hooks', PYTHONPATH: import.meta.dirname },
      },
    );
    child.once('error', reject);
    child.once('exit', (code) => (code === 0 ? resolve() : reject(new Error(`Schemathesis ended with ${code}.`))));
  });

await pythonWith(
  folder,
  ['-r', requirements],
  createHash('sha256').update(readFileSync(requirements)).digest('hex').slice(0, 16),
);
mkdirSync(folder, { recursive: true });
const unthrottled = { ratePerSecond: 10_000, burst: 10_000 };
const platform = await startPlatform({
  persons,
  throttles: Object.fromEntries(audiences.map((audience) => [audience, unthrottled])) as never,
  perCaller: { public: 1e6, applicant: 1e6, jury: 1e6, staff: 1e6 },
  consumers: false,
});
try {
  await seed(platform);
  const ports = createStorePorts(platform.env.TABLE_NAME ?? '');
  const document = join(folder, 'openapi.json');
  writeFileSync(document, JSON.stringify(openApiDocument()));
  const table = { client: platform.engines.dynamodb.client, name: ports.tableName };
  let everything = '';
  for await (const item of scan(table)) everything += JSON.stringify(item);
  const all = idsIn(everything);
  const featured = (audience: Audience) =>
    persons.find((person) => person.featured && person.audiences.includes(audience as never))?.id ?? '';

  /** Somebody of an association, made one of those of others as well until files of every state are their own. */
  const ofEveryState = async (person: PersonItem): Promise<PersonItem> => {
    const heads = (await Promise.all((all.app ?? []).map((id) => loadHead(ports, id)))).filter(
      (head) => head !== undefined,
    );
    const missing = applicationStates.filter((state) => !heads.some((head) => head.state === state));
    if (missing.length > 0) throw new Error(`The demonstration has no file that is ${missing.join(' or ')}.`);
    const owners = applicationStates.flatMap(
      (state) => heads.find((head) => head.state === state)?.organisationId ?? [],
    );
    await savePerson(
      ports,
      { ...person, organisationIds: [...new Set([...person.organisationIds, ...owners])] },
      person,
    );
    return (await loadPerson(ports, person.id)) ?? person;
  };

  const only = process.argv[2];
  for (const audience of audiences.filter((each) => only === undefined || each === only)) {
    const sub = audience === 'public' ? '' : featured(audience);
    const known = sub ? await loadPerson(ports, sub) : undefined;
    const person = known && audience === 'applicant' ? await ofEveryState(known) : known;
    const token = audience === 'public' ? '' : await platform.engines.identity.mintToken({ sub, audience });
    const idToken =
      audience === 'public'
        ? ''
        : await platform.engines.identity.mintIdToken({
            sub,
            audience,
            name: person?.name ?? '',
            email: person?.email ?? '',
          });
    // An applicant's own files: those of others are not there for an applicant.
    let own = '';
    if (audience === 'applicant' && person)
      for (const id of all.app ?? []) {
        const head = await loadHead(ports, id);
        if (head && person.organisationIds.includes(head.organisationId))
          own += JSON.stringify(await readPartition(ports, applicationKey(id).pk));
      }
    const ids = {
      ...all,
      ...(own && idsIn(own)),
      ...(person?.organisationIds.length && { org: person.organisationIds }),
    };
    const place = join(folder, `ids-${audience}.json`);
    writeFileSync(place, JSON.stringify({ ids, idToken, persons: persons.slice(0, 40).map(({ id }) => id) }));
    await check(`Requests made of the document are answered as it says, as ${audience}`, () =>
      fuzz(audience, platform.urls.site, document, { FUZZ_IDS: place, FUZZ_TOKEN: token || 'none' }),
    );
  }
} finally {
  await platform.stop();
}
console.log(`\n${totals.passed} passed, ${totals.failed} failed`);
process.exit(totals.failed === 0 ? 0 : 1);
