import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type BuildAppOptions, buildApp } from 'fauxqs';
import * as z from 'zod';
import { reading, type Words } from './fault.ts';
import { behindDoor, type Listening } from './listen.ts';

type Stores = NonNullable<BuildAppOptions['stores']>;

/** What fauxqs' own `startFauxqs` wires; it offers no choice of the address to listen on. */
interface Internals {
  SqsStore: new () => Stores['sqsStore'];
  SnsStore: new () => Stores['snsStore'];
  S3Store: new () => Stores['s3Store'];
  PersistenceManager: new (
    folder: string,
  ) => { loadSqsAndSns(sqs: Stores['sqsStore'], sns: Stores['snsStore']): void; close(): void };
  FileS3Persistence: new (folder: string) => { loadS3(store: Stores['s3Store']): void; close(): void };
}

const internals = async (): Promise<Internals> => {
  const entry = import.meta.resolve('fauxqs');
  const paths = ['sqs/sqsStore', 'sns/snsStore', 's3/s3Store', 'persistence', 's3/fileS3Persistence'];
  const modules = await Promise.all(paths.map((path) => import(new URL(`./${path}.js`, entry).href)));
  return Object.assign({}, ...modules) as Internals;
};

const messagesMend: Words = {
  fr: 'remettez-en une copie, ou supprimez ce dossier : les messages qui attendaient sont perdus, et npm run ops -- replay réveille ceux qui les auraient reçus',
  en: 'put a copy back, or remove this folder: messages that waited are lost, and npm run ops -- replay wakes who would have got them',
};
const objectMend: Words = {
  fr: 'remettez-en une copie, ou supprimez-le : le document qu’il décrit sera perdu, et à déposer de nouveau',
  en: 'put a copy back, or remove it: the document that it describes is lost then, and to be uploaded again',
};
const objectsMend: Words = {
  fr: 'remettez-en une copie, ou supprimez le dossier de données pour recommencer',
  en: 'put a copy back, or remove the data folder to begin again',
};

/** What stands beside the bytes of each object. */
const objectMeta = z.object({ key: z.string(), contentLength: z.number(), etag: z.string() });

/** Reads what stands beside each object, so that one which was cut short is told by its name. */
const readEach = (folder: string): void => {
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.name.endsWith('.meta.json')) continue;
    const path = join(entry.parentPath, entry.name);
    reading(path, objectMend, () => objectMeta.parse(JSON.parse(readFileSync(path, 'utf8'))));
  }
};

export interface Fauxqs {
  /** Where it answers; who has this may read and write, so it is told to nobody else. */
  url: string;
  stop(): Promise<void>;
}

/**
 * S3 and SQS in this process. fauxqs itself opens its port on every interface and checks no signature, so this builds the
 * same server from the same parts and has it answer behind a door of ours. The version is pinned; the test of the address
 * holds it.
 * @param folders Where messages (SQLite) and objects (plain files) are kept; in memory when absent.
 */
export const startFauxqs = async (options: {
  listening: Listening;
  region: string;
  folders?: { messages: string; objects: string } | undefined;
}): Promise<Fauxqs> => {
  const parts = await internals();
  const stores: Stores = {
    sqsStore: new parts.SqsStore(),
    snsStore: new parts.SnsStore(),
    s3Store: new parts.S3Store(),
  };
  const keepers: { close(): void }[] = [];
  if (options.folders) {
    const { messages: messagesFolder, objects: objectsFolder } = options.folders;
    // Loaded before it is wired in: what is read must not be written again.
    const messages = reading(messagesFolder, messagesMend, () => {
      const keeper = new parts.PersistenceManager(messagesFolder);
      keeper.loadSqsAndSns(stores.sqsStore, stores.snsStore);
      return keeper;
    });
    readEach(objectsFolder);
    const objects = reading(objectsFolder, objectsMend, () => {
      const keeper = new parts.FileS3Persistence(objectsFolder);
      keeper.loadS3(stores.s3Store);
      return keeper;
    });
    Object.assign(stores.sqsStore, { persistence: messages });
    Object.assign(stores.snsStore, { persistence: messages });
    Object.assign(stores.s3Store, { persistence: objects });
    for (const queue of stores.sqsStore.allQueues()) Object.assign(queue, { persistence: messages });
    keepers.push(messages, objects);
  }
  const app = buildApp({ logger: false, defaultRegion: options.region, stores });
  await app.ready();
  return {
    url: behindDoor(options.listening, app.routing),
    stop: async () => {
      // Waiting receivers hold the server open otherwise.
      for (const queue of stores.sqsStore.allQueues()) queue.cancelWaiters();
      await options.listening.close();
      await app.close();
      for (const keeper of keepers) keeper.close();
    },
  };
};
