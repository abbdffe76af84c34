import { randomBytes } from 'node:crypto';
import { appendFileSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import * as z from 'zod';
import type { Credentials } from './dynamodb.ts';
import { reading, StartFault, type Words } from './fault.ts';

/** The folder in which everything is kept between starts, or nothing at all: then engines keep to memory. */
export interface DataFolder {
  /** Whether no start on it has come to its end yet. */
  isNew: boolean;
  /** Of the functions; made up once for the folder. */
  credentials: Credentials;
  /** A folder below, made if it is not there; undefined in memory. */
  folder(name: string): string | undefined;
  /** A file in it; undefined in memory. */
  file(name: string): string | undefined;
  /** Appends a line to a log; does nothing in memory. */
  log(name: string, line: string): void;
  /** Notes where the service answers, for whoever starts a second one on this folder. */
  announce(url: string): void;
  /** A new folder has what it is to begin with: until then the next start throws it away and begins anew. */
  keep(): void;
  /** Lets others open it. */
  close(): void;
}

/** What is thrown away of a folder whose first start never came to its end. */
const parts = ['credentials.json', 'dynamodb', 'identity', 'logs', 'mails.jsonl', 's3', 'sqs', 'stream-cursors.json'];
/** Stands in a folder from its first moment until `keep`. */
const newMark = 'being-filled';

/**
 * @param path In memory when undefined.
 * @param mustBeFilled Whether a new folder is refused rather than made.
 * @throws StartFault when the folder cannot be written to, is in use, or lacks what it needs.
 */
export const openData = (path: string | undefined, mustBeFilled = false): DataFolder => {
  if (path === undefined)
    return {
      isNew: true,
      credentials: newCredentials(),
      folder: () => undefined,
      file: () => undefined,
      log: () => {},
      announce: () => {},
      keep: () => {},
      close: () => {},
    };
  try {
    if (mustBeFilled && !existsSync(path)) throw nothingThere(path);
    makeFolder(path);
    const lock = hold(path);
    try {
      return openHeld(path, lock, mustBeFilled);
    } catch (error) {
      lock.close();
      throw error;
    }
  } catch (error) {
    if (error instanceof StartFault) throw error;
    throw new StartFault({
      fr: `Le dossier ${path} n'est pas accessible en écriture : donnez-en le droit ou choisissez-en un autre, par exemple DATA_DIR=./donnees npm start.`,
      en: `The folder ${path} cannot be written to: grant the right or choose another, for instance DATA_DIR=./data npm start (${(error as Error).message}).`,
    });
  }
};

const openHeld = (path: string, lock: DatabaseSync, mustBeFilled: boolean): DataFolder => {
  const at = (name: string) => join(path, name);
  const isCutShort = existsSync(at(newMark));
  const isNew = isCutShort || !['credentials.json', 'dynamodb'].some((part) => existsSync(at(part)));
  if (isNew && mustBeFilled) throw nothingThere(path);
  if (isCutShort) for (const part of parts) rmSync(at(part), { recursive: true, force: true });
  if (isNew) {
    writeFileSync(at(newMark), '');
    writeFileSync(at('credentials.json'), JSON.stringify(newCredentials()), { mode: 0o600 });
  }
  const credentials = reading(
    at('credentials.json'),
    {
      fr: `remettez-en une copie, ou supprimez le dossier ${path} pour recommencer`,
      en: `put a copy back, or remove the folder ${path} to begin again`,
    },
    () => credentialsFile.parse(JSON.parse(readFileSync(at('credentials.json'), 'utf8'))),
  );
  const folder = (name: string) => {
    reading(at(name), moveAway, () => mkdirSync(at(name), { recursive: true }));
    return at(name);
  };
  const logs = folder('logs');
  return {
    isNew,
    credentials,
    folder,
    file: at,
    log: (name, line) => {
      try {
        appendFileSync(join(logs, `${name}.log`), `${line}\n`);
      } catch {
        // A full disk: what is served counts for more than a line of a log.
      }
    },
    announce: (url) =>
      reading(at(runningFile), moveAway, () =>
        writeFileSync(at(runningFile), JSON.stringify({ pid: process.pid, url })),
      ),
    keep: () => rmSync(at(newMark), { force: true }),
    close: () => {
      rmSync(at(runningFile), { force: true, recursive: true });
      lock.close();
    },
  };
};

const nothingThere = (path: string): StartFault =>
  new StartFault({
    fr: `Le dossier ${path} n'a pas encore de données : lancez d'abord npm start, ou indiquez le bon dossier.`,
    en: `The folder ${path} has no data yet: run npm start first, or name the right folder.`,
  });

/**
 * Folder by folder: Node's own `recursive` never ends below a folder such as /proc, which says that it is not there. What
 * applicants hand in is kept in it: nobody else of this machine may look.
 */
const makeFolder = (path: string): void => {
  if (existsSync(path)) return;
  if (dirname(path) !== path) makeFolder(dirname(path));
  mkdirSync(path, { mode: 0o700 });
};

const moveAway: Words = {
  fr: 'déplacez ou supprimez ce qui porte ce nom',
  en: 'move or remove what has that name',
};

const runningFile = 'running.json';

/**
 * Holds the folder for this program until it ends, however it ends: the system itself lets go of the locks of who is no
 * more, and SQLite takes the right kind on every system.
 * @throws StartFault when another one holds it.
 */
const hold = (path: string): DatabaseSync => {
  const file = join(path, 'lock');
  const lock = new DatabaseSync(file);
  try {
    lock.exec('BEGIN EXCLUSIVE');
    return lock;
  } catch (error) {
    lock.close();
    const { errcode } = error as { errcode?: number };
    if (errcode === SQLITE_BUSY) throw runsAlready(path);
    if (errcode !== SQLITE_NOTADB) throw error;
    return reading(file, removeLock, () => {
      throw error;
    });
  }
};
const SQLITE_BUSY = 5;
const SQLITE_NOTADB = 26;
const removeLock: Words = { fr: 'supprimez-le, il ne contient rien', en: 'remove it, it holds nothing' };

const runsAlready = (path: string): StartFault => {
  const { url, pid } = whoRuns(path);
  return new StartFault({
    fr: `Le service tourne déjà sur le dossier ${path}${url ? `, à l'adresse ${url} (processus ${pid})` : ''} : servez-vous de celui-là, arrêtez-le, ou prenez un autre dossier et un autre port, par exemple DATA_DIR=.autre PORT=4000 npm start.`,
    en: `The service already runs on the folder ${path}${url ? `, at ${url} (process ${pid})` : ''}: use that one, stop it, or take another folder and another port, for instance DATA_DIR=.other PORT=4000 npm start.`,
  });
};

/** What the one that runs has said of itself; nothing in its first moments. */
const whoRuns = (path: string): { url?: string; pid?: number } => {
  try {
    return JSON.parse(readFileSync(join(path, runningFile), 'utf8')) as { url?: string; pid?: number };
  } catch {
    return {};
  }
};

const credentialsFile = z.object({ accessKeyId: z.string().regex(/^[A-Z0-9]+$/), secretAccessKey: z.string().min(1) });

/** DynamoDB Local takes letters and digits only in an access key. */
const newCredentials = (): Credentials => ({
  accessKeyId: `LOCAL${randomBytes(8).toString('hex').toUpperCase()}`,
  secretAccessKey: randomBytes(24).toString('base64url'),
});
