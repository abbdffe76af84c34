import { rmSync } from 'node:fs';
import { DeleteCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import type { DynamoDBRecord, SQSRecord } from 'aws-lambda';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { expireDrafts } from '../../functions/expire-drafts/expire.ts';
import { answerPool, tellIn } from '../../functions/limit-codes/answer.ts';
import { measureApplication } from '../../functions/measure/measure.ts';
import { notifyApplication } from '../../functions/notify/notify.ts';
import { logger } from '../../functions/observe.ts';
import { reconcile } from '../../functions/reconcile/reconcile.ts';
import { reportReconciled } from '../../functions/reconcile/report.ts';
import { deliveryEvent, recordDelivery } from '../../functions/record-delivery/record.ts';
import { relay } from '../../functions/relay/relay.ts';
import { remind } from '../../functions/remind/remind.ts';
import { noteStanding } from '../../functions/scan-attachment/scan.ts';
import type { Mailer } from '../../functions/services/mail.ts';
import { specs } from '../../functions/specs.ts';
import { eventKey, personKey, stateCountKey } from '../../functions/store/keys.ts';
import { takeQueue, takeStream } from '../../functions/stream.ts';
import { reportClocks } from '../../functions/watch-clocks/report.ts';
import { watchClocks } from '../../functions/watch-clocks/watch.ts';
import { watchDocuments } from '../../functions/watch-documents/watch.ts';
import { watchMails } from '../../functions/watch-mails/watch.ts';
import { savedQueries } from '../../infra/aws/queries.ts';
import { usualDraftDays } from '../../schemas/drafts.ts';
import { aBounce, aComplaint } from '../factories/mail.ts';
import { reportOf, thrownLine } from '../infra/aws/documented.ts';
import { synthesise } from '../infra/template.ts';
import { type City, openCity, people, siteUrl } from '../support/city.ts';
import { checkFile, draftFile, fileIn, submitFile } from '../support/files.ts';
import { fieldOf, type Line, readPattern, readQuery } from '../support/log-query.ts';
import { post, refusing, tellApplication } from '../support/mails.ts';

/** Before anything is loaded: other tests keep logs quiet. */
vi.hoisted(() => {
  process.env.POWERTOOLS_LOG_LEVEL = 'INFO';
});

const { outdir, main } = synthesise();
afterAll(() => rmSync(outdir, { recursive: true }));

/** What each function wrote, as CloudWatch holds it. */
const lines = new Map<string, Line[]>(specs.map(({ name }) => [name, []]));
/** Runs what a function does and keeps its lines. */
const as = async <T>(name: string, run: () => Promise<T>): Promise<T> => {
  let written = '';
  const take = (...words: unknown[]) => {
    written += `${words.join(' ')}\n`;
    return true;
  };
  const spies = [
    ...([process.stdout, process.stderr] as const).map((stream) =>
      vi.spyOn(stream, 'write').mockImplementation((chunk) => take(String(chunk).trimEnd())),
    ),
    ...(['debug', 'log', 'info', 'warn', 'error'] as const).map((way) =>
      vi.spyOn(console, way).mockImplementation(take),
    ),
  ];
  logger.resetKeys();
  try {
    return await run();
  } finally {
    for (const spy of spies) spy.mockRestore();
    const own = written.split('\n').filter((line) => line.startsWith('{'));
    lines.get(name)?.push(...own.map((line) => JSON.parse(line) as Line));
  }
};

const throttled: Mailer = {
  send: () =>
    Promise.reject(
      Object.assign(new Error('Throttling'), {
        name: 'Throttling',
        $metadata: { httpStatusCode: 400, requestId: 'service-1' },
      }),
    ),
};
const tell = (city: City, id: string, mailer: Mailer) =>
  as('send', () =>
    tellApplication({ ...city.ports, sleep: async () => {} }, mailer, siteUrl, id).catch(() => undefined),
  );
const recordOf = (id: string, eventName: 'INSERT' | 'MODIFY'): DynamoDBRecord => {
  const { pk, sk } = eventKey('application', id, 1);
  return { eventName, dynamodb: { Keys: { pk: { S: pk }, sk: { S: sk } }, SequenceNumber: '1' } };
};
const missing = Object.assign(new Error('Gone'), {
  name: 'ResourceNotFoundException',
  $metadata: { httpStatusCode: 400 },
});
/** A store that fails at what has this name, or at everything. */
const failing = (
  ports: City['ports'],
  { error = missing, at }: { error?: Error; at?: string } = {},
): City['ports'] => ({
  ...ports,
  db: new Proxy(ports.db, {
    get: (client, name) =>
      name === 'send'
        ? (command: object) =>
            at === undefined || command.constructor.name === at ? Promise.reject(error) : client.send(command as never)
        : Reflect.get(client, name),
  }),
});

/** Everything that the runbooks are about happens once, by the functions' own code. */
beforeAll(async () => {
  const city = await openCity({ now: '2026-03-02T09:00:00.000Z' });
  const { ports, send } = city;
  const queues = { wake: async () => {} };

  for (const error of [missing, new TypeError('A fault of our own')])
    await as('staff-api', () => send('listJurors', people.staff.id, {}, failing(ports, { error })));
  await as('applicant-api', () => send('listApplications', 'nobody-known'));

  const open = await fileIn(city, 'evaluating');
  const sent = await submitFile(city);
  await tell(city, sent, throttled);
  ports.clock.advance({ milliseconds: 600_000 });
  await as('watch-mails', () => watchMails(ports, queues, 'queue'));
  ports.clock.advance({ milliseconds: 600_000 });
  const office = post();
  await tell(city, sent, office.mailer);
  const [mail] = office.outbox;
  if (!mail) throw new Error('No mail left');
  await as('record-delivery', async () => {
    for (const [feedbackId, what] of [
      ['f1', aBounce],
      ['f2', aComplaint],
    ] as const)
      await recordDelivery(ports, deliveryEvent.parse(what({ about: mail.about, email: mail.to, feedbackId })));
  });
  ports.clock.advance({ milliseconds: 60_000 });
  await checkFile(city, sent, 'complements');
  await tell(city, sent, office.mailer);
  await tell(city, open, refusing);
  const orphaned = await fileIn(city, 'evaluating');
  await ports.db.send(new DeleteCommand({ TableName: ports.tableName, Key: personKey(city.jurors[0] as string) }));
  await tell(city, orphaned, office.mailer);
  await as('watch-mails', () => watchMails(ports, queues, 'queue'));

  const unwritten = failing(ports, { at: 'TransactWriteCommand' });
  const untold = await submitFile(city);
  const wakeUp = { messageId: 'm', body: JSON.stringify({ type: 'application', id: untold }) } as SQSRecord;
  await as('notify', () => takeQueue([wakeUp], ({ id }) => notifyApplication(unwritten, id)));
  await as('measure', () =>
    takeStream([recordOf(sent, 'INSERT')], ['application'], ({ id }) => measureApplication(unwritten, id)),
  );
  await as('relay', () =>
    relay(
      [recordOf(sent, 'MODIFY')],
      queues as never,
      Object.fromEntries(['notify', 'close-step', 'anchor', 'audit', 'send'].map((name) => [name, name])),
    ),
  );

  await measureApplication(ports, sent);
  for (const state of ['complements', 'evaluating', 'supported'] as const)
    await ports.db.send(
      new UpdateCommand({
        TableName: ports.tableName,
        Key: stateCountKey(city.callId, state),
        UpdateExpression: 'SET files = :wrong',
        ExpressionAttributeValues: { ':wrong': 41 },
      }),
    );
  await as('reconcile', async () => reportReconciled(await reconcile(ports), logger));

  ports.clock.set('2026-04-30T07:00:00.000Z');
  await as('watch-clocks', async () => reportClocks(await watchClocks(ports), logger));
  await as('remind', () => remind({ ports, siteUrl, mailer: throttled }));
  ports.clock.set('2026-05-04T07:00:00.000Z');
  await as('watch-clocks', async () => reportClocks(await watchClocks(ports), logger));

  await as('watch-documents', () => watchDocuments(ports));
  const detail = { statusReasons: [{ code: 'INSUFFICIENT_TEST_OBJECT_PERMISSIONS' }] };
  const at = '2026-05-04T07:00:00.000Z';
  await as('scan-attachment', () => noteStanding(ports, { state: 'warning', at, event: 'scanner-1', detail }));

  const signUp = {
    triggerSource: 'PreSignUp_SignUp',
    request: { userAttributes: { email: 'camille@exemple.example' } },
  };
  const told = tellIn(logger, signUp.triggerSource);
  await as('limit-codes', () => answerPool(ports, { perAddress: 1, signUps: 1 }, signUp, told));
  const refused = (error: Error) => void lines.get('limit-codes')?.push(thrownLine(error));
  await as('limit-codes', () => answerPool(ports, { perAddress: 1, signUps: 1 }, signUp, told).catch(refused));
  await as('limit-codes', () => answerPool(failing(ports), { perAddress: 1, signUps: 1 }, signUp, told));
  lines.get('anchor')?.push(thrownLine(new TypeError('A fault of our own')));

  const other = await openCity({ now: '2026-03-02T09:00:00.000Z' });
  await draftFile(other);
  other.ports.clock.set('2027-02-01T07:00:00.000Z');
  const remainingMs = () => 300_000;
  await as('expire-drafts', () =>
    expireDrafts({ ...other, siteUrl, mailer: throttled, draftDays: usualDraftDays, remainingMs }),
  );
  for (const { name, timeoutSeconds } of specs) lines.get(name)?.push(reportOf(timeoutSeconds * 1000, 'timeout'));
});

interface Figure {
  MetricNamespace: string;
  MetricName: string;
  MetricValue: string;
}
const filters = main
  .ofType('Logs::MetricFilter')
  .map(
    ([, { Properties }]) =>
      Properties as { FilterPattern: string; LogGroupName: { Ref: string }; MetricTransformations: [Figure] },
  );
const ownAlarms = main
  .ofType('CloudWatch::Alarm')
  .map(([, { Properties }]) => Properties)
  .filter(({ Namespace }) => !Namespace.startsWith('AWS/'));
const nameOf = ({ MetricNamespace, MetricName }: Figure) => `${MetricNamespace} ${MetricName}`;
const groupOf = (name: string) => main.fn(name)[1].Properties.LoggingConfig.LogGroup.Ref as string;

/** The figures that the filters of the template make of what each function wrote: by name, what came. */
const emitted = () => {
  const figures = new Map<string, number[]>();
  for (const { FilterPattern, LogGroupName, MetricTransformations } of filters)
    for (const [name, own] of lines) {
      if (groupOf(name) !== LogGroupName.Ref) continue;
      const [figure] = MetricTransformations;
      const value = (line: Line) =>
        figure.MetricValue.startsWith('$.') ? fieldOf(line, figure.MetricValue.slice(2)) : Number(figure.MetricValue);
      for (const line of own.filter(readPattern(FilterPattern)))
        figures.set(nameOf(figure), [...(figures.get(nameOf(figure)) ?? []), value(line) as number]);
    }
  return figures;
};

describe('figures of our own', () => {
  test('come of what functions log, under the very names that alarms are on, and none without an alarm', () => {
    const figures = emitted();
    for (const values of figures.values())
      for (const value of values) expect(Number.isFinite(value), JSON.stringify([...figures])).toBe(true);
    const alarmed = ownAlarms.map(({ Namespace, MetricName, Dimensions = [] }) => [
      `${Namespace} ${MetricName}`,
      Dimensions,
    ]);
    expect([...figures.keys()].sort()).toEqual([...new Set(alarmed.map(([name]) => name as string))].sort());
    for (const [, dimensions] of alarmed) expect(dimensions).toEqual([]);
  });

  test('come of every filter: none waits for a line that nobody writes', () => {
    const silent = filters.filter(
      ({ FilterPattern, LogGroupName }) =>
        ![...lines].some(([name, own]) => groupOf(name) === LogGroupName.Ref && own.some(readPattern(FilterPattern))) &&
        FilterPattern !== '{ $.level = "ERROR" }',
    );
    expect(silent).toEqual([]);
  });

  test('of what was not expected come of each error that nobody caught, and of no refusal of a sign-up', () => {
    const ringing = (name: string) => {
      const [filter, ...more] = filters.filter(
        ({ LogGroupName, MetricTransformations: [{ MetricName }] }) =>
          MetricName === 'Unexpected' && LogGroupName.Ref === groupOf(name),
      );
      expect(more).toEqual([]);
      return lines.get(name)?.filter(readPattern(filter?.FilterPattern ?? ''));
    };
    expect(lines.get('limit-codes')?.map(({ level }) => level)).toEqual(expect.arrayContaining(['ERROR', 'WARN']));
    expect(ringing('limit-codes')?.map(({ message }) => message)).toEqual(['Not counted']);
    expect(ringing('anchor')?.map(({ errorType }) => errorType)).toEqual(['TypeError']);
  });

  test('say what happened: days that are left, mails that wait, figures that differ', () => {
    const figures = emitted();
    const of = (name: string) => figures.get(`PermanentCall/staging ${name}`);
    expect(of('DaysToSilence')).toEqual([2, -2]);
    expect(of('FiguresDiffering')).toEqual([3]);
    expect(of('EventChanged')).toEqual([1]);
    expect(of('MailsUnsent')?.at(-1)).toBeGreaterThan(0);
    // One of each: a letter, what is overdue, reminders, and a warning.
    expect(of('MailsLate')?.length).toBeGreaterThanOrEqual(4);
    expect(of('NearTimeLimit')).toHaveLength(specs.length);
  });

  test('of a run come from four fifths of its time on', () => {
    const limits = filters.filter(({ MetricTransformations: [{ MetricName }] }) => MetricName === 'NearTimeLimit');
    expect(limits).toHaveLength(specs.length);
    for (const { name, timeoutSeconds } of specs) {
      const own = limits.filter(({ LogGroupName }) => LogGroupName.Ref === groupOf(name));
      expect(own).toHaveLength(1);
      const near = readPattern(own[0]?.FilterPattern ?? '');
      expect([800, 799].map((part) => near(reportOf(part * timeoutSeconds)))).toEqual([true, false]);
    }
  });
});

describe('saved queries', () => {
  test.each(savedQueries().map((query) => [query.name, query] as const))(
    '%s finds its lines, with every field',
    (_, saved) => {
      const read = [...lines].filter(([name]) => saved.functions.length === 0 || saved.functions.includes(name));
      const all = read.flatMap(([, own]) => own);
      const words = { REQUEST: String(all.find(({ error }) => error)?.requestId) };
      const { fields, matches, sortedBy } = readQuery(saved.query, words);
      const found = all.filter(matches);
      expect(found.length).toBeGreaterThan(0);
      for (const field of fields)
        expect([field, found.some((line) => fieldOf(line, field) !== undefined)]).toEqual([field, true]);
      // Sorted by what is shown, by CloudWatch's own fields, or by the count.
      expect([...fields, '@timestamp', 'times', undefined]).toContain(sortedBy);
    },
  );
});
