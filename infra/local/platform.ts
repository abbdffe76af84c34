import { type EnvName, type FunctionSpec, queueNames } from '../../functions/spec.ts';
import { specs as everySpec } from '../../functions/specs.ts';
import type { Operation } from '../../schemas/contract.ts';
import { siteHeaders } from '../site-headers.ts';
import { type Bucket, startBucket } from './bucket.ts';
import { type Bus, startBus } from './bus.ts';
import { openData } from './data.ts';
import { type DynamoDb, startDynamoDb } from './dynamodb.ts';
import { startFauxqs } from './fauxqs.ts';
import { type FunctionHost, type Handler, hostFunctions } from './functions.ts';
import { pageServer } from './gateway/pages.ts';
import { type GatewayOptions, openGateway } from './gateway.ts';
import { type Identity, type Person, realmOf, startIdentity } from './identity.ts';
import { listen } from './listen.ts';
import { type MailEngine, startMail } from './mail.ts';
import { asBatchConsumer, connectQueues, pollQueue, type Queue, type Queues } from './queues.ts';
import { startSchedules } from './schedules.ts';
import { readStreams } from './streams.ts';

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
  /** Routes of the gateway, the contract unless given. */
  operations?: Readonly<Record<string, Operation>>;
  onProgress?: (part: 'database' | 'storage' | 'mail' | 'identity' | 'functions') => void;
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
  /** Whether the data folder was empty before. */
  isNew: boolean;
  /** Fills a new platform: work that was cut short is thrown away, with its data folder's content, at the next start. */
  fill(work: () => Promise<void>): Promise<void>;
  startConsumers(): Promise<void>;
  /** Lets what is in hand finish, then ends everything; nothing is handed out afterwards. */
  stop(): Promise<void>;
}

/**
 * The functions on real engines in and below this process, every address on 127.0.0.1.
 * @throws StartFault with the sentence to show a person.
 */
export const startPlatform = async (options: PlatformOptions = {}): Promise<Platform> => {
  const ports = options.ports ?? portsFrom(0);
  const data = openData(options.dataDir);
  const credentials = data.credentials;
  const specs = everySpec.filter(({ name }) => options.functions?.includes(name) ?? true);
  // Closed in reverse: what hands out work first, what keeps data last.
  const closing: (() => unknown)[] = [];
  const stop = async () => {
    for (const close of closing.splice(0).reverse()) await close();
  };
  const keep = <T>(part: T, close: (part: T) => unknown): T => {
    closing.push(() => close(part));
    return part;
  };
  try {
    const site = keep(await listen(ports.site), (part) => part.close());
    const siteOrigins = [site.url, site.url.replace('127.0.0.1', 'localhost')];
    const [identityPort, bucketPort, inboxPort] = [
      keep(await listen(ports.identity), (part) => part.close()),
      keep(await listen(ports.bucket), (part) => part.close()),
      keep(await listen(ports.inbox), (part) => part.close()),
    ];
    const dynamodb = keep(
      await startDynamoDb({ port: ports.dynamodb, folder: data.folder('dynamodb'), credentials, region, tableName }),
      (part) => part.stop(),
    );
    options.onProgress?.('database');
    const [messages, objects] = [data.folder('sqs'), data.folder('s3')];
    const fauxqs = keep(
      await startFauxqs({
        port: ports.engines,
        region,
        ...(messages && objects ? { folders: { messages, objects } } : {}),
      }),
      (part) => part.stop(),
    );
    const queues = keep(connectQueues(fauxqs.url, region, credentials), (part) => part.stop());
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
      }),
      (part) => part.stop(),
    );
    options.onProgress?.('identity');

    const queue: Record<string, Queue> = {};
    for (const name of queueNames) {
      const consumer = everySpec.find(({ trigger }) => trigger.kind === 'queue' && trigger.queue === name);
      queue[name] = await queues.make(name, (consumer?.timeoutSeconds ?? 30) + 10);
    }
    const runtime = {
      AWS_REGION: region,
      AWS_DEFAULT_REGION: region,
      AWS_ACCESS_KEY_ID: credentials.accessKeyId,
      AWS_SECRET_ACCESS_KEY: credentials.secretAccessKey,
      AWS_ENDPOINT_URL_DYNAMODB: dynamodb.url,
      AWS_ENDPOINT_URL_S3: bucketPort.url,
      AWS_ENDPOINT_URL_SES: mail.url,
      AWS_ENDPOINT_URL_SQS: fauxqs.url,
      POWERTOOLS_TRACE_ENABLED: 'false',
      NODE_ENV: 'production',
      TZ: 'UTC',
    };
    const variablesFor = (spec: Pick<FunctionSpec, 'trigger'>): Record<EnvName, string> => {
      const { trigger } = spec;
      const realm =
        identity.realms[
          trigger.kind === 'http' && trigger.audience !== 'public' ? realmOf[trigger.audience] : 'applicant'
        ];
      return {
        TABLE_NAME: tableName,
        BUCKET_NAME: bucketName,
        SENDER_ADDRESS: senderAddress,
        SITE_URL: site.url,
        ID_TOKEN_ISSUER: realm.issuer,
        ID_TOKEN_AUDIENCE: realm.clientId,
        ID_TOKEN_JWKS_URL: realm.jwksUrl,
        QUEUE_URLS: JSON.stringify(Object.fromEntries(Object.values(queue).map(({ name, url }) => [name, url]))),
      };
    };
    const functions = keep(
      hostFunctions({
        specs,
        runtime,
        variables: variablesFor,
        ...(options.handlers ? { handlers: options.handlers } : {}),
        onLog: data.log,
      }),
      (part) => part.stop(),
    );
    const bus = await startBus({ specs, queues, functions, region });
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
    const issuers = { applicant: identity.realms.applicant.issuer, office: identity.realms.office.issuer };
    const pageHeaders = siteHeaders({ bucket: bucket.url, identity: [identityPort.url] });
    openGateway({
      listening: site,
      specs,
      functions,
      identity,
      config: {
        issuer: issuers,
        clientIds: { applicant: identity.realms.applicant.clientId, office: identity.realms.office.clientId },
        inboxUrl: mail.url,
        local: true,
      },
      ...(options.pages ? { pages: pageServer(options.pages.dir, pageHeaders) } : {}),
      ...(options.throttles ? { throttles: options.throttles } : {}),
      ...(options.operations ? { operations: options.operations } : {}),
    });
    options.onProgress?.('functions');

    let consuming = false;
    const startConsumers = async () => {
      if (consuming) return;
      consuming = true;
      const stops = [
        ...bus.consume(),
        ...specs.flatMap(({ name, trigger }) => {
          const source = trigger.kind === 'queue' && queue[trigger.queue];
          return source
            ? [
                pollQueue(
                  queues,
                  source,
                  asBatchConsumer((event) => functions.invoke(name, event)),
                ),
              ]
            : [];
        }),
      ];
      const readers = [];
      for (const { name, trigger } of specs) {
        if (trigger.kind !== 'stream') continue;
        const failures = await queues.make(`${name}-failures`, 30);
        readers.push({
          name,
          invoke: (event: unknown) => functions.invoke(name, event),
          giveUp: (failure: unknown) => queues.send(failures, failure),
        });
      }
      const streams = readStreams({
        url: dynamodb.url,
        region,
        credentials,
        streamArn: dynamodb.streamArn,
        readers,
        cursorFile: data.file('stream-cursors.json'),
      });
      closing.push(() => Promise.all([streams.stop(), ...stops.map((end) => end())]));
    };
    if (options.consumers ?? true) await startConsumers();
    if (options.schedules ?? true) keep(startSchedules(specs, functions, region), (part) => part.stop());

    return {
      urls: { site: site.url, api: `${site.url}/api`, bucket: bucket.url, inbox: mail.url, issuers },
      env: { ...runtime, ...variablesFor({ trigger: { kind: 'http', audience: 'applicant' } }) },
      engines: { dynamodb, bucket, queues, queue, mail, identity, bus },
      functions,
      isNew: data.isNew,
      fill: data.fill,
      startConsumers,
      stop,
    };
  } catch (error) {
    await stop();
    throw error;
  }
};
