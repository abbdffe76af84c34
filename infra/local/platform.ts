import type { IncomingMessage } from 'node:http';
import { type FunctionSpec, queueNames } from '../../functions/spec.ts';
import { specs as everySpec } from '../../functions/specs.ts';
import type { PerCaller } from '../../schemas/per-caller.ts';
import { throttlesFor, usualPlaces } from '../limits.ts';
import { siteHeaders } from '../site-headers.ts';
import { type Bucket, startBucket } from './bucket.ts';
import { type Bus, startBus } from './bus.ts';
import { startConsumers } from './consumers.ts';
import { openData } from './data.ts';
import { type DynamoDb, startDynamoDb } from './dynamodb.ts';
import type { Words } from './fault.ts';
import { startFauxqs } from './fauxqs.ts';
import { type FunctionHost, type Handler, hostFunctions } from './functions.ts';
import { pageServer } from './gateway/pages.ts';
import { type GatewayOptions, openGateway } from './gateway.ts';
import { invitationMailer } from './identity/invitations.ts';
import { type Identity, type Person, startIdentity } from './identity.ts';
import { listen } from './listen.ts';
import { type MailEngine, startMail } from './mail.ts';
import { connectQueues, type Queue, type Queues } from './queues.ts';
import { startSchedules } from './schedules.ts';
import { functionVariables, runtimeVariables, type Surroundings } from './variables.ts';

export const region = 'eu-west-3';
const tableName = 'permanent-call';
const bucketName = 'permanent-call-attachments';
export const senderAddress = 'appel-a-projets@ville.example';

/** Ports in this order from PORT on; all 0 for free ones. */
export const portNames = ['site', 'identity', 'bucket', 'inbox', 'dynamodb', 'engines'] as const;
export type Ports = Record<(typeof portNames)[number], number>;
export const portsFrom = (first: number): Ports =>
  Object.fromEntries(portNames.map((name, index) => [name, first === 0 ? 0 : first + index])) as Ports;

export interface PlatformOptions {
  /** Where everything is kept between starts; in memory, and gone at the end, when absent. */
  dataDir?: string;
  /** Free ports unless given. */
  ports?: Ports;
  /** Functions to run, all unless given. */
  functions?: readonly string[];
  /** Handlers to use, in this process, instead of those functions' own. */
  handlers?: Readonly<Record<string, Handler>>;
  /** Whether queues, streams and the bus are read, true unless given; `startConsumers` does it later. */
  consumers?: boolean;
  /** Whether schedules run, true unless given. */
  schedules?: boolean;
  /** Folder of the built pages; none are served without it. */
  pages?: { dir: string };
  /** Who can sign in. */
  persons?: readonly Person[];
  /** Loosened by tests and benches that ask faster than a person. */
  throttles?: GatewayOptions['throttles'];
  /** Likewise. */
  perCaller?: PerCaller;
  /** How many functions may run at once, which the gateway's throttles follow; the usual unless given. */
  places?: number;
  /** Whether a data folder without data is refused rather than made. */
  mustBeFilled?: boolean;
  /**
   * Puts into a new data folder what it is to begin with. A start that does not come to its end, here or before, leaves
   * a folder whose content the next one throws away.
   */
  fill?: (platform: Platform) => Promise<void>;
  onProgress?: (part: 'database' | 'storage' | 'mail' | 'identity' | 'functions') => void;
  /** Told what people at the terminal should know; `isOver` when nothing more can be served. */
  onNotice?: (words: Words, isOver?: boolean) => void;
}

export interface Platform {
  urls: {
    site: string;
    api: string;
    bucket: string;
    inbox: string;
    issuers: Readonly<Record<'applicant' | 'office', string>>;
  };
  /**
   * Everything that a function could be told, for code under test in this process: `Object.assign(process.env,
   * platform.env)` before it is imported. Functions in their own threads get only what their specs name.
   */
  env: Readonly<Record<string, string>>;
  engines: {
    dynamodb: DynamoDb;
    bucket: Bucket;
    queues: Queues;
    queue: Readonly<Record<string, Queue>>;
    mail: MailEngine;
    identity: Identity;
    bus: Bus;
  };
  functions: FunctionHost;
  /** Whether the data folder was new. */
  isNew: boolean;
  startConsumers(): Promise<void>;
  /** Lets what is in hand finish, then ends everything; nothing is handed out afterwards. */
  stop(): Promise<void>;
}

const databaseNotices: Record<'died' | 'back' | 'gone', Words> = {
  died: {
    fr: 'La base de données s’est arrêtée sans qu’on le lui demande ; elle est relancée…',
    en: 'the database ended without being asked; it is being started again…',
  },
  back: { fr: 'La base de données est de retour', en: 'the database is back' },
  gone: {
    fr: 'La base de données s’est arrêtée et ne repart pas : le service s’arrête. Relancez npm start ; si cela recommence, vérifiez Java et la place libre sur le disque.',
    en: 'The database ended and does not come back: the service stops. Run npm start again; if this happens again, check Java and the free space on the disk.',
  },
};

/**
 * The functions on real engines in and below this process, every address on 127.0.0.1.
 * @throws StartFault with the sentence to show a person.
 */
export const startPlatform = async (options: PlatformOptions = {}): Promise<Platform> => {
  const ports = options.ports ?? portsFrom(0);
  const data = openData(options.dataDir, options.mustBeFilled);
  const credentials = data.credentials;
  const specs = everySpec.filter(({ name }) => options.functions?.includes(name) ?? true);
  const closing: (() => unknown)[] = [data.close];
  /** Closes in reverse, what hands out work first and what keeps data last, each even if one before it fails. */
  const stop = async () => {
    const faults: unknown[] = [];
    for (const close of closing.splice(0).reverse())
      await Promise.resolve(close()).catch((fault: unknown) => faults.push(fault));
    if (faults.length > 0) throw faults[0];
  };
  const keep = <T>(part: T, close: (part: T) => unknown): T => {
    closing.push(() => close(part));
    return part;
  };
  const notice = options.onNotice ?? (() => {});
  // What follows the path may be somebody's.
  const noteFault = (error: unknown, { method, url = '' }: IncomingMessage) =>
    data.log(
      'platform',
      `${new Date().toISOString()} ${method} ${url.split('?')[0]}: ${error instanceof Error ? error.stack : error}`,
    );
  const open = async (port: number) => keep(await listen(port, noteFault), (part) => part.close());
  try {
    const site = await open(ports.site);
    data.announce(site.url);
    const siteOrigins = [site.url, site.url.replace('127.0.0.1', 'localhost')];
    const [identityPort, bucketPort, inboxPort, enginesPort] = [
      await open(ports.identity),
      await open(ports.bucket),
      await open(ports.inbox),
      await open(ports.engines),
    ];
    // The slowest: everything else starts beside it.
    const database = startDynamoDb({
      port: ports.dynamodb,
      folder: data.folder('dynamodb'),
      isNew: data.isNew,
      credentials,
      region,
      tableName,
      onChange: (what) => notice(databaseNotices[what], what === 'gone'),
    });
    // It may fail before anybody waits for it; whoever waits is told.
    database.catch(() => {});
    closing.push(async () => (await database.catch(() => undefined))?.stop());
    const [messages, objects] = [data.folder('sqs'), data.folder('s3')];
    const folders = messages && objects ? { messages, objects } : undefined;
    const fauxqs = keep(await startFauxqs({ listening: enginesPort, region, folders }), (part) => part.stop());
    const queues = keep(connectQueues(fauxqs.url, region, credentials), (part) => part.stop());
    const queue: Record<string, Queue> = {};
    for (const name of queueNames) {
      const consumer = everySpec.find(({ trigger }) => trigger.kind === 'queue' && trigger.queue === name);
      queue[name] = await queues.make(name, (consumer?.timeoutSeconds ?? 30) + 10);
    }
    options.onProgress?.('storage');
    const mail = keep(
      await startMail({ listening: inboxPort, sender: senderAddress, file: data.file('mails.jsonl') }),
      (part) => part.stop(),
    );
    options.onProgress?.('mail');
    const identity = keep(
      await startIdentity({
        listening: identityPort,
        siteOrigins,
        persons: options.persons ?? [],
        folder: data.folder('identity'),
        credentials,
        mailInvitation: invitationMailer({
          mailUrl: mail.url,
          sender: senderAddress,
          siteUrl: site.url,
          region,
          credentials,
        }),
      }),
      (part) => part.stop(),
    );
    options.onProgress?.('identity');
    const dynamodb = await database;
    options.onProgress?.('database');

    const surroundings: Surroundings = {
      region,
      credentials,
      tableName,
      bucketName,
      senderAddress,
      urls: {
        site: site.url,
        dynamodb: dynamodb.url,
        bucket: bucketPort.url,
        identity: identityPort.url,
        mail: mail.url,
        queues: fauxqs.url,
      },
      queue,
      identity,
      perCaller: options.perCaller,
    };
    const runtime = runtimeVariables(surroundings);
    const variables = (spec: Pick<FunctionSpec, 'trigger'>) => functionVariables(surroundings, spec);
    const functions = keep(
      hostFunctions({ specs, runtime, variables, handlers: options.handlers, onLog: data.log, places: options.places }),
      (part) => part.stop(),
    );
    const bus = await startBus({ specs, queues, functions, region });
    mail.publishTo(bus);
    const bucket = keep(
      await startBucket({
        listening: bucketPort,
        engineUrl: fauxqs.url,
        name: bucketName,
        credentials,
        region,
        siteOrigins,
        bus,
      }),
      (part) => part.stop(),
    );
    const { applicant, office } = identity.realms;
    const issuers = { applicant: applicant.issuer, office: office.issuer };
    keep(
      openGateway({
        listening: site,
        specs,
        functions,
        identity,
        config: {
          issuer: issuers,
          clientIds: { applicant: applicant.clientId, office: office.clientId },
          inboxUrl: mail.url,
          local: true,
          // Every file here is there to be tried with.
          trial: true,
        },
        headers: siteHeaders({ bucket: bucket.url, identity: [identityPort.url] }),
        pages: options.pages && pageServer(options.pages.dir),
        throttles: options.throttles ?? throttlesFor(options.places ?? usualPlaces),
      }),
      (part) => part.drain(),
    );
    if (options.schedules ?? true) keep(startSchedules(specs, functions, region), (part) => part.stop());
    options.onProgress?.('functions');

    let consumers: Promise<() => Promise<void>> | undefined;
    const consume = async () => {
      consumers ??= startConsumers({
        specs,
        functions,
        bus,
        queues,
        queue,
        dynamodb,
        region,
        credentials,
        cursorFile: data.file('stream-cursors.json'),
        notice,
      });
      await consumers;
    };
    closing.push(async () => (await consumers)?.());
    if (options.consumers ?? true) await consume();

    const platform: Platform = {
      urls: { site: site.url, api: `${site.url}/api`, bucket: bucket.url, inbox: mail.url, issuers },
      env: { ...runtime, ...variables({ trigger: { kind: 'http', audience: 'applicant' } }) },
      engines: { dynamodb, bucket, queues, queue, mail, identity, bus },
      functions,
      isNew: data.isNew,
      startConsumers: consume,
      stop,
    };
    if (data.isNew) await options.fill?.(platform);
    data.keep();
    return platform;
  } catch (error) {
    await stop();
    throw error;
  }
};
