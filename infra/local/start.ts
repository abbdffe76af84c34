import { resolve } from 'node:path';
import { styleText } from 'node:util';
import { specs } from '../../functions/specs.ts';
import { organisations } from '../../schemas/examples/organisations.ts';
import { persons } from '../../schemas/examples/people.ts';
import { StartFault, type Words } from './fault.ts';
import { buildPages, pagesAreStale, pagesFolder } from './pages-build.ts';
import { type Platform, type PlatformOptions, portNames, portsFrom, startPlatform } from './platform.ts';
import { type SeedPart, seed } from './seed.ts';

/** `npm start`: the whole service on this machine, with a demonstration on an empty data folder. */

const began = performance.now();
const say = (line: string) => process.stdout.write(`${line}\n`);
const step = (fr: string, en: string) =>
  say(
    `${styleText('dim', `${((performance.now() - began) / 1000).toFixed(1).padStart(5)} s`)}  ${fr} ${styleText('dim', `/ ${en}`)}`,
  );

const progress: Record<Parameters<NonNullable<PlatformOptions['onProgress']>>[0], [string, string]> = {
  database: ['Base de données prête', 'database ready'],
  storage: ['Documents et files d’attente prêts', 'documents and queues ready'],
  mail: ['Messagerie prête', 'mail ready'],
  identity: ['Connexion prête', 'sign-in ready'],
  functions: ['API prête', 'API ready'],
};

/** The first port, from PORT. */
const firstPort = (): number => {
  const given = process.env.PORT || '3000';
  const port = /^\d+$/.test(given) ? Number(given) : 0;
  if (port > 0 && port + portNames.length <= 65_536) return port;
  throw new StartFault({
    fr: `PORT=${given} n'est pas un port : donnez un nombre de 1 à ${65_536 - portNames.length}, par exemple PORT=4000 npm start.`,
    en: `PORT=${given} is not a port: give a number from 1 to ${65_536 - portNames.length}, for instance PORT=4000 npm start.`,
  });
};

/** What a person of an association is chosen by. */
const organisationOf = (personId: string): string | undefined =>
  organisations.find(({ memberId }) => memberId === personId)?.content.name;

const parts: Record<SeedPart, [string, string]> = {
  lives: ['dossiers', 'files'],
  sessions: ['séances du jury', 'sessions of the jury'],
  ends: ['décisions et courriers', 'decisions and letters'],
};

/** Says every quarter of each part of the demonstration how far it is. */
const filled = (part: SeedPart, done: number, of: number): void => {
  const [fr, en] = parts[part];
  if (done === of || done % Math.ceil(of / 4) === 0) step(`  ${done} / ${of} ${fr}`, `${done} of ${of} ${en}`);
};

const start = async (): Promise<Platform> => {
  const ports = portsFrom(firstPort());
  const dataDir = resolve(process.env.DATA_DIR || '.data');
  const isStale = pagesAreStale();
  if (isStale) step('Construction des pages…', 'building the pages…');
  const abandon = new AbortController();
  const building = isStale ? buildPages(abandon.signal) : undefined;
  building?.then(
    () => step('Pages prêtes', 'pages ready'),
    () => {},
  );
  const platform = await startPlatform({
    dataDir,
    ports,
    persons: persons.map((person) => ({ ...person, note: organisationOf(person.id) })),
    pages: { dir: pagesFolder },
    // The demonstration lives its past by itself; consumers that woke meanwhile would tell people of it anew.
    consumers: false,
    onProgress: (part) => step(...progress[part]),
    onNotice: (words, isOver) => (isOver ? fall(words) : step(words.fr, words.en)),
    fill: async (empty) => {
      // One after the other: both use all that the machine has, and side by side the pages would come last.
      await building;
      step('Données de démonstration…', 'demonstration data…');
      await seed(empty, new Date(), filled);
    },
  }).catch((error: unknown) => {
    abandon.abort();
    throw error;
  });
  try {
    await building;
    // Ready means that a first click is answered: the consumers, which have all the past to read, come after.
    await platform.functions.warm(specs.filter(({ trigger }) => trigger.kind === 'http').map(({ name }) => name));
    await platform.startConsumers();
    return platform;
  } catch (error) {
    await platform.stop();
    throw error;
  }
};

const table = (rows: [string, string][]) => {
  const width = Math.max(...rows.map(([label]) => label.length));
  for (const [label, value] of rows) say(`  ${label.padEnd(width)}  ${value}`);
};

const welcome = ({ urls }: Platform) => {
  say('');
  say(styleText('bold', '  Adresses / Addresses'));
  table([
    ['Associations / Applicants', urls.site],
    ['Jury', `${urls.site}/jury`],
    ['Services de la Ville / Staff', `${urls.site}/staff`],
    ['Boîte de réception / Inbox', urls.inbox],
    ['API', `${urls.api}/public/openapi.json`],
  ]);
  say('');
  say(styleText('bold', '  Personnes de démonstration / Demonstration persons'));
  const parts = { applicant: 'Association', jury: 'Jury', staff: 'Services / Staff' };
  table(
    persons
      .filter(({ featured }) => featured)
      .map(({ name, email, audiences }) => [
        name,
        `${email} (${audiences.map((audience) => parts[audience]).join(', ')})`,
      ]),
  );
  say('');
  step('Prêt. Ctrl-C pour arrêter.', 'ready; Ctrl-C to stop');
};

let running: Promise<Platform> | undefined;
let ending = false;
const end = async (code: number) => {
  // A second Ctrl-C does not wait; the guard ends the database in any case.
  if (ending) process.exit(1);
  ending = true;
  say('');
  step('Arrêt…', 'stopping…');
  await running?.then((platform) => platform.stop()).catch(() => {});
  process.exit(code);
};
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => end(0));

/** Ends the service with a sentence that says why. */
const fall = ({ fr, en }: Words) => {
  process.stderr.write(`${fr}\n${en}\n`);
  if (!ending) end(1);
};

// What no part has caught. A promise that nobody waited for leaves everything as it was; after an exception nothing
// is known for sure any more, so the service ends in good order, with what it holds kept.
process.on('unhandledRejection', (reason) => {
  step('Une erreur inattendue n’a pas arrêté le service :', 'an unexpected fault did not stop the service:');
  process.stderr.write(`${reason instanceof Error ? reason.stack : reason}\n`);
});
process.on('uncaughtException', (error) => {
  process.stderr.write(`${error.stack}\n`);
  fall({
    fr: 'Une erreur inattendue arrête le service. Les données sont conservées : relancez npm start.',
    en: 'An unexpected fault stops the service. The data are kept: run npm start again.',
  });
});

try {
  running = start();
  const platform = await running;
  if (!ending) welcome(platform);
  // The others are loaded beside the first requests.
  platform.functions.warm(specs.map(({ name }) => name)).catch(() => {});
} catch (error) {
  // Whoever ends the service while it starts makes parts of it fail, and says why by itself.
  if (!ending) {
    process.stderr.write(error instanceof StartFault ? `${error.fr}\n${error.en}\n` : `${(error as Error).stack}\n`);
    process.exit(1);
  }
}
