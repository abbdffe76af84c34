import { randomBytes } from 'node:crypto';
import { appendFileSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Credentials } from './dynamodb.ts';
import { StartFault } from './fault.ts';

/** The folder in which everything is kept between starts, or nothing at all: then engines keep to memory. */
export interface DataFolder {
  /** Whether there was nothing in it. */
  isNew: boolean;
  /** Of the engines; made up once for the folder. */
  credentials: Credentials;
  /** A folder below, made if it is not there; undefined in memory. */
  folder(name: string): string | undefined;
  /** A file in it; undefined in memory. */
  file(name: string): string | undefined;
  /** Appends a line to a function's log; does nothing in memory. */
  log(name: string, line: string): void;
  /** Runs the filling of a new folder; one that was cut short is thrown away at the next start, and begun again. */
  fill(work: () => Promise<void>): Promise<void>;
}

/** All that the platform ever makes in a data folder. */
const parts = ['credentials.json', 'dynamodb', 'identity', 'logs', 'mails.jsonl', 's3', 'sqs', 'stream-cursors.json'];
const fillingMark = 'being-filled';

/**
 * @param path In memory when undefined.
 * @throws StartFault when the folder cannot be written to.
 */
export const openData = (path: string | undefined): DataFolder => {
  if (path === undefined)
    return {
      isNew: true,
      credentials: newCredentials(),
      folder: () => undefined,
      file: () => undefined,
      log: () => {},
      fill: (work) => work(),
    };
  try {
    mkdirSync(path, { recursive: true });
    const mark = join(path, fillingMark);
    if (existsSync(mark))
      for (const part of [...parts, fillingMark]) rmSync(join(path, part), { recursive: true, force: true });
    const secrets = join(path, 'credentials.json');
    const isNew = !existsSync(secrets);
    if (isNew) writeFileSync(secrets, JSON.stringify(newCredentials()), { mode: 0o600 });
    const folder = (name: string) => {
      mkdirSync(join(path, name), { recursive: true });
      return join(path, name);
    };
    const logs = folder('logs');
    return {
      isNew,
      credentials: JSON.parse(readFileSync(secrets, 'utf8')) as Credentials,
      folder,
      file: (name) => join(path, name),
      log: (name, line) => appendFileSync(join(logs, `${name}.log`), `${line}\n`),
      fill: async (work) => {
        writeFileSync(mark, '');
        await work();
        rmSync(mark);
      },
    };
  } catch (error) {
    throw new StartFault({
      fr: `Le dossier ${path} n'est pas accessible en écriture : donnez-en le droit ou choisissez-en un autre, par exemple DATA_DIR=./donnees npm start.`,
      en: `The folder ${path} cannot be written to: grant the right or choose another, for instance DATA_DIR=./data npm start (${(error as Error).message}).`,
    });
  }
};

/** DynamoDB Local takes letters and digits only in an access key. */
const newCredentials = (): Credentials => ({
  accessKeyId: `LOCAL${randomBytes(8).toString('hex').toUpperCase()}`,
  secretAccessKey: randomBytes(24).toString('base64url'),
});
