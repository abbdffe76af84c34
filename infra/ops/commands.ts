import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { CognitoIdentityProviderClient } from '@aws-sdk/client-cognito-identity-provider';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { SQSClient } from '@aws-sdk/client-sqs';
import * as z from 'zod';
import { rebuildAudit } from '../../functions/audit/rebuild.ts';
import { readConfig } from '../../functions/config.ts';
import { describeDifference } from '../../functions/reconcile/report.ts';
import { createQueues } from '../../functions/services/queues.ts';
import { createStorePorts } from '../../functions/services/store.ts';
import { queueNames } from '../../functions/spec.ts';
import { type DailyDigest, dailyDigest } from '../../schemas/daily-digest.ts';
import { startPlatform } from '../local/platform.ts';
import { changeAddress, NotChanged } from './change-address.ts';
import { migrate, readProgress, tryMigration } from './migrate.ts';
import { migrations } from './migrations.ts';
import { Misuse } from './misuse.ts';
import { type Place, placesUnder } from './places.ts';
import { reconcileTable } from './reconcile.ts';
import { redrive } from './redrive.ts';
import { type Consumer, consumers, replayConsumer, Unknown } from './replay.ts';
import { describeDrill, drillRestore, succeeded } from './restore-drill.ts';
import { exportTable, importTable, scan, type Table } from './table.ts';
import { traceLines } from './trace.ts';
import { describeReport, isWhole, verifyExport } from './verify.ts';

export const usage = `npm run ops -- COMMAND [--data DIR] [--digests FILE]

  export FILE                        write every item as a line of DynamoDB JSON
  import FILE…                       write the items of an export into the table, which must be empty
  verify-chain FILE…                 verify every chain of an export, offline
  replay CONSUMER [ID]               wake ${consumers.join(', ')} again, for all that it is behind
                                     with, or for one application, session, evaluation, …
  redrive QUEUE                      move dead letters of ${queueNames.join(', ')} back to their queue
  rebuild-audit                      list anew what agents and jurors did, from the events, for AUDIT_DAYS days
  reconcile [--mend]                 compare the monitoring figures with the events, or put them right; the service goes on
  migrate [NAME [--write] [--most N]]
                                     list the migrations of stored items, try one, or with --write run it; stopped at any
                                     moment it goes on where it was
  change-address PERSON ADDRESS --pool POOL
                                     give a person, named by their sub, another address: at their pool and in their
                                     profile; they are signed out, and the person stays who they are
  trace FOLDER FILE                  read the stacks of log lines in FILE back to our code, with a release's source maps
  restore-drill                      export, restore into a new table, compare, verify, delete that table

A FILE may also be s3://BUCKET/KEY, and s3://BUCKET/FOLDER/ is each file of an export that DynamoDB made; a name that
ends in .gz is packed. The table is TABLE_NAME, the queues are QUEUE_URLS, and the SDK's own variables say where. --data opens this machine's
data folder instead; its service must be stopped. --digests names daily digests as /api/public/digests gave them when they
were published: verify-chain holds the export to them.
`;

type Say = (line: string) => void;
/** What else was said on the command line. */
interface Options {
  data?: string;
  digests?: string;
  write?: boolean;
  mend?: boolean;
  most?: string;
  pool?: string;
}
type Command = (args: string[], say: Say, options: Options) => Promise<boolean>;

const tableOf = (): Table => ({ client: new DynamoDBClient({}), name: readConfig(['TABLE_NAME']).TABLE_NAME });

const fileIn = (args: string[]): string => {
  const [file, ...more] = args;
  if (!file || more.length > 0) throw new Misuse('Name one file');
  return file;
};

const filesIn = async (args: string[]): Promise<Place[]> => {
  if (args.length === 0) throw new Misuse('Name the files of an export');
  return (await Promise.all(args.map(placesUnder))).flat();
};

/**
 * Digests that somebody kept: an answer of the API, or its list alone.
 * @throws Misuse when the file holds none.
 */
const keptDigests = async (file: string): Promise<DailyDigest[]> => {
  const list = z.array(dailyDigest);
  const parsed = z
    .union([list, z.object({ items: list }).transform(({ items }) => items)])
    .safeParse(JSON.parse(await readFile(file, 'utf8')));
  if (!parsed.success) throw new Misuse(`${file} holds no daily digests`);
  return parsed.data;
};

const nothingIn = (args: string[]): void => {
  if (args.length > 0) throw new Misuse(`Not understood: ${args.join(' ')}`);
};

const commands: Record<string, Command> = {
  async export(args, say) {
    say(`${await exportTable(tableOf(), fileIn(args))} items written.`);
    return true;
  },

  async import(args, say) {
    const places = await filesIn(args);
    const table = tableOf();
    for await (const _item of scan(table)) throw new Misuse(`The table ${table.name} is not empty`);
    say(`${await importTable(table, places)} items written.`);
    return true;
  },

  async 'verify-chain'(args, say, { digests }) {
    const report = await verifyExport(await filesIn(args), digests ? await keptDigests(digests) : []);
    for (const line of describeReport(report)) say(line);
    return isWhole(report);
  },

  async trace([folder, file, ...more], say) {
    nothingIn(more);
    if (!folder || !file) throw new Misuse("Name the folder of a release's source maps, and a file of log lines");
    for (const line of await traceLines(folder, await readFile(file, 'utf8'))) say(line);
    return true;
  },

  async replay([consumer, id, ...more], say) {
    nothingIn(more);
    if (!consumers.includes(consumer as Consumer)) throw new Misuse(`Name a consumer: ${consumers.join(', ')}`);
    const { TABLE_NAME } = readConfig(['TABLE_NAME']);
    const urls = consumer === 'measure' ? {} : readConfig(['QUEUE_URLS']).QUEUE_URLS;
    const ports = createStorePorts(TABLE_NAME);
    const woken = await replayConsumer(ports, createQueues(), urls, consumer as Consumer, id).catch((error) => {
      throw error instanceof Unknown ? new Misuse(error.message) : error;
    });
    for (const { type, id } of woken) say(`${type} ${id}`);
    say(`${consumer} was woken ${woken.length} times.`);
    return true;
  },

  async redrive([queue = '', ...more], say) {
    nothingIn(more);
    const url = readConfig(['QUEUE_URLS']).QUEUE_URLS[queue];
    if (!url) throw new Misuse(`QUEUE_URLS names no queue ${queue}`);
    say(`${await redrive(new SQSClient({}), url)} messages moved back to ${queue}.`);
    return true;
  },

  async reconcile(args, say, { mend = false }) {
    nothingIn(args);
    const { calls, files, figures, moving, differences } = await reconcileTable(createStorePorts(tableOf().name), {
      mend,
    });
    for (const difference of differences) say(describeDifference(difference));
    const standing =
      differences.length === 0 ? 'nothing differs' : `${differences.length} ${mend ? 'put right' : 'differ'}`;
    say(`${calls} calls, ${files} files, ${figures} figures compared with the events: ${standing}.`);
    if (moving > 0) say(`${moving} figures moved all the time; run it again.`);
    return moving === 0 && (mend || differences.length === 0);
  },

  async 'rebuild-audit'(args, say) {
    nothingIn(args);
    const { AUDIT_DAYS } = readConfig(['AUDIT_DAYS']);
    const { aggregates, events } = await rebuildAudit(createStorePorts(tableOf().name), AUDIT_DAYS);
    say(`${aggregates} aggregates, ${events} events: their acts listed anew.`);
    return true;
  },

  async migrate([name, ...more], say, { write = false, most }) {
    nothingIn(more);
    const ports = createStorePorts(tableOf().name);
    if (!name) {
      for (const migration of migrations) {
        const { doneAt, total = 0 } = (await readProgress(ports, migration.name)) ?? {};
        const standing = doneAt ? `done ${doneAt}` : total > 0 ? 'begun' : 'not begun';
        say(`${migration.name} (${standing}, ${total} changed): ${migration.what}`);
      }
      return true;
    }
    const migration = migrations.find((one) => one.name === name);
    if (!migration) throw new Misuse(`Name a migration: ${migrations.map((one) => one.name).join(', ')}`);
    if (!write) {
      const { looked, concerned } = await tryMigration(ports, migration);
      say(`${looked} items looked at: ${concerned} would be changed. Nothing was; --write does it.`);
      return true;
    }
    if (most !== undefined && !/^[1-9]\d*$/.test(most)) throw new Misuse('--most takes a number of items');
    const { doneAt, total } = await migrate(ports, migration, { ...(most && { most: Number(most) }), say });
    say(
      doneAt ? `Done: nothing is left to change; ${total} changed in all.` : `${total} changed so far; run it again.`,
    );
    return true;
  },

  async 'change-address'([person, address, ...more], say, { pool }) {
    if (!person || !address || !pool || more.length > 0) throw new Misuse('Name a person, an address and --pool');
    const accounts = { client: new CognitoIdentityProviderClient({}), id: pool };
    const before = await changeAddress(createStorePorts(tableOf().name), accounts, { person, address }).catch(
      (error) => {
        throw error instanceof NotChanged ? new Misuse(error.message) : error;
      },
    );
    say(`${person} had ${before} and has ${address.trim()} now, and is signed out.`);
    return true;
  },

  async 'restore-drill'(args, say) {
    nothingIn(args);
    const drill = await drillRestore(tableOf());
    for (const line of [...describeDrill(drill), ...describeReport(drill.chain)]) say(line);
    return succeeded(drill);
  },
};

/**
 * Runs one command.
 * @returns whether all was well.
 * @throws Misuse when it was not understood or must not be done; StartFault when the data folder cannot be opened.
 */
export const runOps = async (argv: readonly string[], say: Say): Promise<boolean> => {
  const { values, positionals } = understand(argv);
  const [name = '', ...args] = positionals;
  const command = Object.hasOwn(commands, name) && commands[name];
  if (!command) throw new Misuse(usage);
  if (values.data === undefined) return command(args, say, values);
  const dataDir = resolve(values.data);
  const platform = await startPlatform({
    dataDir,
    mustBeFilled: true,
    functions: [],
    consumers: false,
    schedules: false,
  });
  try {
    Object.assign(process.env, platform.env);
    return await command(args, say, values);
  } finally {
    await platform.stop();
  }
};

const understand = (argv: readonly string[]) => {
  try {
    return parseArgs({
      args: [...argv],
      options: {
        data: { type: 'string' },
        digests: { type: 'string' },
        write: { type: 'boolean' },
        mend: { type: 'boolean' },
        most: { type: 'string' },
        pool: { type: 'string' },
      },
      allowPositionals: true,
    });
  } catch (error) {
    throw new Misuse((error as Error).message);
  }
};
