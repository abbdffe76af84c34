import { DeleteCommand, PutCommand, ScanCommand } from '@aws-sdk/lib-dynamodb';
import { beforeAll, describe, expect, test, vi } from 'vitest';
import { auditAggregate } from '../../../functions/audit/audit.ts';
import { rebuildAudit } from '../../../functions/audit/rebuild.ts';
import { logger } from '../../../functions/observe.ts';
import * as keys from '../../../functions/store/keys.ts';
import { savePerson } from '../../../functions/store/people.ts';
import type { Item } from '../../../functions/store/read.ts';
import { replayConsumer } from '../../../infra/ops/replay.ts';
import { contract, type Operation, type OperationId } from '../../../schemas/contract.ts';
import { exampleRecusal } from '../../../schemas/examples/jury.ts';
import { everyDuty } from '../../../schemas/office.ts';
import { anOrganisation, aStaffMember } from '../../factories/people.ts';
import { storeTwin } from '../../factories/twins.ts';
import { auditDays, type City, openCity, people, siteUrl } from '../../support/city.ts';
import { draftFile, fileIn, submitFile } from '../../support/files.ts';
import type { Sent } from '../../support/gateway.ts';
import { post, tellApplication } from '../../support/mails.ts';
import type { TestPorts } from '../../support/ports.ts';
import { planSession } from '../../support/sessions.ts';
import { jurorFile, ownFile, staffFile } from '../../support/whole-file.ts';

const { applicant, staff } = people;
/** An agent beside the city's own, who may do everything too. */
const other = aStaffMember(1, { roles: [...everyDuty] });

const opened = async () => {
  const city = await openCity();
  await savePerson(city.ports, other, undefined);
  return city;
};

/** Takes all that happened and was not listed yet, as the queue would bring it. */
const listed = async (city: City, keptDays = auditDays): Promise<number> => {
  const wake = async (_url: string, wakeUps: Parameters<typeof auditAggregate>[1][]) => {
    for (const woken of wakeUps) await auditAggregate(city.ports, woken, keptDays);
  };
  return (await replayConsumer(city.ports, { wake }, { audit: 'queue' }, 'audit')).length;
};

const itemsOf = async ({ ports }: City): Promise<Item[]> => {
  const { Items = [] } = await ports.db.send(
    new ScanCommand({
      TableName: ports.tableName,
      ConsistentRead: true,
      FilterExpression: 'begins_with(pk, :audit)',
      ExpressionAttributeValues: { ':audit': 'AUDIT#' },
    }),
  );
  return Items as Item[];
};
/** What was noted of somebody's openings: day, kind and what it is about. */
const openingsOf = async (city: City, personId: string): Promise<string[]> =>
  (await itemsOf(city))
    .filter(({ pk, sk }) => pk === `AUDIT#${personId}` && sk.startsWith('OPENED#'))
    .map(({ sk }) => sk.slice('OPENED#'.length))
    .sort();

const audit = (city: City, query: Record<string, string> = {}, who = staff.id) => city.ask('listAudit', who, { query });
const rows = async (city: City, query: Record<string, string> = {}, who = staff.id) =>
  (await audit(city, query, who)).items.map(({ act, opening, personName, about }) => [
    act ?? opening,
    personName,
    about?.number ?? about?.type,
  ]);
const numberOf = async (city: City, applicationId: string): Promise<string> =>
  String((await city.ask('getStaffFile', staff.id, { params: { applicationId } })).number);

describe('what is opened', () => {
  let city: City;
  let applicationId: string;
  beforeAll(async () => {
    city = await opened();
    applicationId = await fileIn(city, 'evaluating');
  });
  const params = () => ({ applicationId });
  const document = async (documentId: string) => {
    const { attachments } = await city.ask('getStaffFile', staff.id, { params: params() });
    return attachments.find((one) => one.documentId === documentId)?.id ?? '';
  };

  test('is noted once for each person, kind, file and day in Paris', async () => {
    const open = () => city.ask('getStaffFile', other.id, { params: params() });
    city.ports.clock.set('2026-03-18T09:00:00.000Z');
    for (let time = 0; time < 3; time++) {
      await open();
      city.ports.clock.advance({ hours: 1 });
    }
    expect(await openingsOf(city, other.id)).toEqual([`2026-03-18#file#${applicationId}`]);
    const [first] = (await itemsOf(city)).filter(({ pk }) => pk === `AUDIT#${other.id}`);
    expect(first).toMatchObject({
      at: '2026-03-18T09:00:00.000Z',
      personId: other.id,
      role: 'staff',
      opening: 'file',
      about: { type: 'application', id: applicationId },
      v: 1,
      expiresAt: Date.parse('2026-03-18T09:00:00.000Z') / 1000 + auditDays * 86_400,
    });
    // An hour before midnight in UTC it is the next day in Paris.
    city.ports.clock.set('2026-03-18T23:30:00.000Z');
    await open();
    expect(await openingsOf(city, other.id)).toEqual([
      `2026-03-18#file#${applicationId}`,
      `2026-03-19#file#${applicationId}`,
    ]);
  });

  test('is noted as what it was: documents, bank details, exports, this log itself', async () => {
    city.ports.clock.set('2026-04-01T09:00:00.000Z');
    await city.ask('getStaffAttachment', other.id, {
      params: { ...params(), attachmentId: await document('statutes') },
    });
    expect(await openingsOf(city, other.id)).toContain(`2026-04-01#document#${applicationId}`);
    await city.ask('getStaffAttachment', other.id, {
      params: { ...params(), attachmentId: await document('bank-details') },
    });
    const query = { callId: city.callId, from: '2026-Q1', to: '2026-Q2' };
    await city.ask('exportMonitoring', other.id, { query, body: {} });
    await city.ask('listAudit', other.id);
    await city.ask('exportAudit', other.id, { body: {} });
    expect((await openingsOf(city, other.id)).filter((entry) => entry.startsWith('2026-04-01'))).toEqual([
      '2026-04-01#audit#office',
      '2026-04-01#audit-export#office',
      `2026-04-01#bank-details#${applicationId}`,
      `2026-04-01#document#${applicationId}`,
      `2026-04-01#figures-export#${city.callId}`,
    ]);
  });

  test('is noted as what it was: letters of a file, minutes of a session', async () => {
    const heard = await fileIn(city, 'deciding', 1);
    await tellApplication(city.ports, post().mailer, siteUrl, heard);
    const { hearings, letters } = await staffFile(city, heard);
    const sessionId = hearings[0]?.sessionId ?? '';
    city.ports.clock.set('2026-04-04T09:00:00.000Z');
    await city.ask('getStaffLetterPdf', other.id, {
      params: { applicationId: heard, seq: String(letters[0]?.seq) },
    });
    await city.ask('getMinutesPdf', other.id, { params: { sessionId } });
    const { content, revision } = await city.ask('getMinutes', other.id, { params: { sessionId } });
    await city.ask('approveMinutes', staff.id, { params: { sessionId }, body: { content, revision } });
    const [juror = ''] = city.jurors;
    await city.ask('getJuryMinutesPdf', juror, { params: { sessionId } });
    const onThatDay = async (who: string) =>
      (await openingsOf(city, who)).filter((entry) => entry.startsWith('2026-04-04'));
    expect(await onThatDay(other.id)).toEqual([`2026-04-04#letter#${heard}`, `2026-04-04#minutes#${sessionId}`]);
    expect(await onThatDay(juror)).toEqual([`2026-04-04#minutes#${sessionId}`]);
  });

  test('counts for jurors as well, and never for applicants', async () => {
    city.ports.clock.set('2026-04-02T09:00:00.000Z');
    const [juror = ''] = city.jurors;
    await city.ask('getJurorFile', juror, { params: params() });
    await city.ask('getJurorAttachment', juror, {
      params: { ...params(), attachmentId: await document('statutes') },
    });
    expect((await openingsOf(city, juror)).filter((entry) => entry.startsWith('2026-04-02'))).toEqual([
      `2026-04-02#document#${applicationId}`,
      `2026-04-02#file#${applicationId}`,
    ]);
    await city.ask('getApplication', applicant.id, { params: params() });
    expect(await openingsOf(city, applicant.id)).toEqual([]);
  });

  test('is not noted where it was refused', async () => {
    city.ports.clock.set('2026-04-03T09:00:00.000Z');
    const stranger = city.jurors[3] ?? '';
    expect((await city.send('getJurorFile', stranger, { params: params() })).status).toBe(404);
    expect((await city.send('getStaffFile', stranger, { params: params() })).status).toBe(403);
    expect(await openingsOf(city, stranger)).toEqual([]);
    const nothing = { ...params(), attachmentId: 'att_00000000000000000000000000' };
    expect((await city.send('getStaffAttachment', other.id, { params: nothing })).status).toBe(404);
    expect((await openingsOf(city, other.id)).filter((entry) => entry.startsWith('2026-04-03'))).toEqual([]);
  });
});

/** Ports whose table takes nothing that is noted of persons. */
const takingNoNotes = (ports: TestPorts): TestPorts => ({
  ...ports,
  db: new Proxy(ports.db, {
    get: (client, name) => {
      if (name !== 'send') return Reflect.get(client, name);
      const send = client.send.bind(client) as (...given: unknown[]) => Promise<unknown>;
      return async (command: object, ...rest: unknown[]) => {
        if (command instanceof PutCommand && String(command.input.Item?.pk).startsWith('AUDIT#'))
          throw new Error('The table takes no notes');
        return send(command, ...rest);
      };
    },
  }),
});

describe('where an opening cannot be noted', () => {
  test('the file is shown, and an error with the ids says so', async () => {
    const city = await opened();
    const applicationId = await submitFile(city);
    const failing = takingNoNotes(city.ports);
    const said = vi.spyOn(logger, 'error').mockImplementation(() => undefined);
    const params = { applicationId };
    const { status, body } = await city.send('getStaffFile', staff.id, { params }, failing);
    expect([status, body.id]).toEqual([200, applicationId]);
    expect(said.mock.calls.map(([what, ids]) => [what, ids])).toEqual([
      [
        'An opening was not noted',
        {
          personId: staff.id,
          role: 'staff',
          opening: 'file',
          at: city.ports.now().toISOString(),
          about: applicationId,
          error: expect.objectContaining({ message: 'The table takes no notes' }),
        },
      ],
    ]);
    said.mockRestore();
  });

  test('bank details and exports are not handed out', async () => {
    const city = await opened();
    const applicationId = await submitFile(city);
    const failing = takingNoNotes(city.ports);
    const { attachments } = await city.ask('getStaffFile', staff.id, { params: { applicationId } });
    const attachment = (documentId: string): Sent => ({
      params: { applicationId, attachmentId: attachments.find((one) => one.documentId === documentId)?.id ?? '' },
    });
    const said = vi.spyOn(logger, 'error').mockImplementation(() => undefined);
    const asked = async (id: OperationId, sent: Sent) => {
      const { status, body } = await city.send(id, staff.id, sent, failing);
      return [status, 'url' in body || 'items' in body || 'figures' in body];
    };
    expect(await asked('getStaffAttachment', attachment('statutes'))).toEqual([200, true]);
    expect(await asked('getStaffAttachment', attachment('bank-details'))).toEqual([500, false]);
    expect(await asked('exportAudit', { body: {} })).toEqual([500, false]);
    const query = { callId: city.callId, from: '2026-Q1', to: '2026-Q2' };
    expect(await asked('exportMonitoring', { query, body: {} })).toEqual([500, false]);
    said.mockRestore();
  });
});

describe('every answer of the office that shows a file', () => {
  /** Operations that read something of a file and are not noted, each with why. */
  const exempt: Partial<Record<OperationId, string>> = {
    getConflictCheck: 'asked before the file opens: who may not read it must be able to say so',
    getStaffConflicts: 'the same for agents: names alone, from what they declared',
    getOwnEvaluation: "the juror's own words",
    listOwnVersions: 'the same, as each was submitted',
    listCandidates: 'jurors and their loads, nothing of the file',
  };
  const names = (Object.entries(contract) as [OperationId, Operation][]).filter(
    ([, { audience, method, path }]) =>
      (audience === 'staff' || audience === 'jury') &&
      /\{applicationId\}|minutes/.test(path) &&
      (method === 'GET' || /preview/.test(path)),
  );

  test('is noted, or says why not', () => {
    expect(names.filter(([, { noted }]) => !noted).map(([id]) => id)).toEqual(
      names.map(([id]) => id).filter((id) => id in exempt),
    );
    expect(Object.keys(exempt).filter((id) => contract[id as OperationId] === undefined)).toEqual([]);
    expect(names.filter(([, { noted }]) => noted).length).toBeGreaterThan(8);
  });
});

describe('what was done', () => {
  test('to something that only newer code knows is listed without saying to what', async () => {
    const city = await opened();
    await fileIn(city, 'evaluating');
    await listed(city);
    const [some] = (await itemsOf(city)).filter(({ act }) => act === 'application.step-opened');
    const Item = { ...some, sk: `${some?.sk}-newer`, act: 'payment.ordered', about: { type: 'payment', id: 'pay_1' } };
    await city.ports.db.send(new PutCommand({ TableName: city.ports.tableName, Item }));
    const found = (await audit(city)).items.find(({ act }) => act === 'payment.ordered');
    expect([found?.personName, found?.about]).toEqual([staff.name, undefined]);
  });

  test('is listed from the events, of agents and jurors alone, the latest first', async () => {
    const city = await opened();
    const applicationId = await fileIn(city, 'evaluating');
    const number = await numberOf(city, applicationId);
    city.ports.clock.advance({ hours: 1 });
    const [juror = ''] = city.jurors;
    await city.ask('recuse', juror, { params: { applicationId }, body: { ...exampleRecusal, confirm: true } });
    await listed(city);
    const acts = (await rows(city, { number })).filter(([what]) => String(what).includes('.'));
    const jurorName = (await city.ask('listMembers', staff.id)).jurors.find(({ id }) => id === juror)?.name;
    expect(acts).toEqual([
      ['application.juror-recused', jurorName, number],
      ['application.step-opened', staff.name, number],
      ['application.check-passed', staff.name, number],
      ['application.check-passed', staff.name, number],
    ]);
    // Taken again, it is the same list.
    const before = await itemsOf(city);
    for (let time = 0; time < 2; time++)
      await auditAggregate(city.ports, { type: 'application', id: applicationId }, auditDays);
    expect(await itemsOf(city)).toEqual(before);
  });

  test('is found by person, by file and by day, and an evaluation under its file', async () => {
    const city = await opened();
    const first = await fileIn(city, 'deciding');
    const second = await submitFile(city, 1);
    const numbers = [await numberOf(city, first), await numberOf(city, second)];
    await city.ask('openStaffSession', other.id, {
      body: { idToken: JSON.stringify({ name: other.name, email: other.email }), language: 'fr' },
    });
    city.ports.clock.advance({ days: 10 });
    await city.ask('getStaffFile', other.id, { params: { applicationId: second } });
    city.ports.clock.advance({ milliseconds: 1000 });
    await listed(city);
    const [juror = ''] = city.jurors;
    const today = city.ports.now().toISOString().slice(0, 10);
    const period = { from: '2026-03-01', to: today };
    const evaluations = await rows(city, { ...period, personId: juror });
    expect(evaluations.filter(([what]) => what === 'evaluation.recorded')).toEqual([
      ['evaluation.recorded', expect.any(String), numbers[0]],
    ]);
    expect(new Set(evaluations.map(([, , about]) => about))).toEqual(new Set([numbers[0]]));
    // Without a period it is the last seven days: what was done before is not among them.
    const usual = await audit(city);
    expect([usual.from, usual.to, usual.keptDays, usual.leftOut]).toEqual(['2026-03-22', '2026-03-28', 365, false]);
    expect(await rows(city)).toEqual([
      ['audit', staff.name, undefined],
      ['file', other.name, numbers[1]],
    ]);
    expect(await rows(city, { ...period, number: numbers[1] as string, personId: other.id })).toEqual([
      ['file', other.name, numbers[1]],
    ]);
    expect(await rows(city, { ...period, number: String(numbers[0]).toLowerCase(), personId: other.id })).toEqual([]);
    const turned = await city.send('listAudit', staff.id, { query: { from: '2026-03-28', to: '2026-03-01' } });
    expect([turned.status, turned.body.fields[0].path]).toEqual([422, ['to']]);
    const unknown = await city.send('listAudit', staff.id, { query: { number: 'AAP-2026-9999' } });
    expect([unknown.status, unknown.body.code]).toEqual([404, 'not-found']);
  });

  test('is told of organisations by their name, and of files that are drafts not at all', async () => {
    const city = await opened();
    const submitted = await submitFile(city);
    const draft = await draftFile(city, 1);
    const [from, into] = [anOrganisation(0), anOrganisation(2)];
    const intoId = await storeTwin(city.ports, 0, 2);
    const params = { organisationId: from.id };
    const read = await city.ask('previewMerge', staff.id, { params, query: { intoId } });
    const body = { intoId, version: read.from.version, intoVersion: read.into.version };
    expect((await city.ask('mergeOrganisations', staff.id, { params, body })).files).toBe(2);
    const number = await numberOf(city, submitted);
    await listed(city);
    const acts = (await audit(city)).items.filter(
      ({ act }) => act !== undefined && act !== 'person.interests-declared',
    );
    expect(acts.map(({ act, about }) => [act, about?.number ?? about?.name]).sort()).toEqual([
      ['application.organisation-changed', number],
      ['organisation.absorbed', into.content.name],
      ['organisation.merged', from.content.name],
    ]);
    expect(JSON.stringify(await itemsOf(city)).includes(draft)).toBe(false);
  });

  test('is read page by page, each row once', async () => {
    const city = await opened();
    const files: string[] = [];
    const personKey = keys.auditOfPerson(other.id);
    for (let place = 0; place < 130; place++) {
      const at = new Date(Date.parse('2026-03-18T06:00:00.000Z') + place * 60_000).toISOString();
      const id = `app_${String(place).padStart(26, '0')}`;
      const key = keys.openingKey(other.id, '2026-03-18', 'file', id);
      const sort = keys.auditSort('2026-03-18', at, key);
      const row = { at, personId: other.id, role: 'staff', opening: 'file', about: { type: 'application', id } };
      const index = { personKey, personSort: sort, dueKey: keys.audit, dueSort: sort, expiresAt: 4_000_000_000 };
      await city.ports.db.send(new PutCommand({ TableName: city.ports.tableName, Item: { ...key, ...row, ...index } }));
      files.push(id);
    }
    for (const query of [{ personId: other.id }, {}] as Record<string, string>[]) {
      const found: string[] = [];
      const pages: number[] = [];
      let cursor: string | undefined;
      do {
        const page = await audit(city, { ...query, ...(cursor && { cursor }) });
        const own = page.items.filter(({ personId }) => personId === other.id);
        found.push(...own.map(({ about }) => about?.id ?? ''));
        pages.push(own.length);
        cursor = page.nextCursor;
      } while (cursor);
      expect(found).toEqual(files.toReversed());
      expect(pages.length).toBe(3);
    }
    const { items, cut } = await city.ask('exportAudit', staff.id, { body: { personId: other.id } });
    expect([items.length, cut]).toEqual([130, false]);
    const forged = await city.send('listAudit', staff.id, { query: { cursor: 'e30' } });
    expect(forged.status).toBe(422);
  });

  test('keeps a neutral row of whoever is gone', async () => {
    const city = await opened();
    const applicationId = await submitFile(city);
    await city.ask('getStaffFile', other.id, { params: { applicationId } });
    const { db, tableName: TableName } = city.ports;
    await db.send(new DeleteCommand({ TableName, Key: keys.personKey(other.id) }));
    const { items } = await audit(city, { personId: other.id });
    expect(items.map(({ personId, personName, opening }) => [personId, personName, opening])).toEqual([
      [other.id, undefined, 'file'],
    ]);
  });
});

describe('an administrator who is recused from a file', () => {
  test('finds nothing of it, by no way, and is told that something is left out', async () => {
    const city = await opened();
    const closed = await fileIn(city, 'evaluating');
    const open = await submitFile(city, 1);
    const numbers = [await numberOf(city, closed), await numberOf(city, open)];
    await city.ask('stepBack', other.id, {
      params: { applicationId: closed },
      body: { ...exampleRecusal, confirm: true },
    });
    await listed(city);
    const about = async (query: Record<string, string>, who: string) =>
      new Set((await audit(city, query, who)).items.map((row) => row.about?.number ?? row.about?.id));
    expect((await about({}, staff.id)).has(numbers[0])).toBe(true);
    const seen = await about({}, other.id);
    expect([seen.has(numbers[0]), seen.has(closed), seen.has(numbers[1])]).toEqual([false, false, true]);
    // Not even whom it concerned: who was on the file would show by the number.
    expect(await about({ personId: city.jurors[0] ?? '' }, other.id)).toEqual(new Set());
    expect((await audit(city, {}, other.id)).leftOut).toBe(true);
    expect((await audit(city)).leftOut).toBe(false);
    const asked = { query: { number: numbers[0] as string } };
    const { status, body } = await city.send('listAudit', other.id, asked);
    expect([status, body.code]).toEqual([403, 'recused']);
    const exported = await city.ask('exportAudit', other.id, { body: {} });
    expect(JSON.stringify(exported.items).includes(closed)).toBe(false);
    expect((await city.send('exportAudit', other.id, { body: asked.query })).body.code).toBe('recused');
  });
});

describe('what is kept for so many days', () => {
  test('is neither listed afterwards, nor listed anew from old events, unless it is kept for longer', async () => {
    const city = await opened();
    const applicationId = await fileIn(city, 'ready');
    const number = await numberOf(city, applicationId);
    await listed(city, 30);
    const period = { from: '2026-03-01', to: '2026-12-31' };
    const acts = async () =>
      (await rows(city, { ...period, number })).map(([what]) => what).filter((what) => String(what).includes('.'));
    expect(await acts()).toEqual(['application.check-passed', 'application.check-passed']);
    city.ports.clock.advance({ days: 29 });
    expect((await acts()).length).toBe(2);
    // The table deletes late: what has expired counts as gone.
    city.ports.clock.advance({ days: 1 });
    expect(await acts()).toEqual([]);
    const { aggregates, events } = await rebuildAudit(city.ports, 30);
    expect([aggregates > 0, events > 0, await acts()]).toEqual([true, true, []]);
    expect(await rebuildAudit(city.ports, auditDays)).toEqual({ aggregates, events });
    expect(await acts()).toEqual(['application.check-passed', 'application.check-passed']);
  });

  test('is listed of all that happened before there was such a list', async () => {
    const city = await opened();
    const applicationId = await submitFile(city);
    const sessionId = await planSession(city, city.jurors.slice(0, 3));
    expect(await listed(city)).toBeGreaterThan(2);
    const acts = (await itemsOf(city)).filter(({ sk }) => sk.startsWith('ACT#')).map(({ sk }) => sk);
    expect(acts.some((sk) => sk.startsWith(`ACT#session#${sessionId}`))).toBe(true);
    expect(acts.some((sk) => sk.includes(applicationId))).toBe(false);
    expect(await listed(city)).toBe(0);
  });
});

describe('histories and records of a file', () => {
  test('name the agent to staff, and to nobody else', async () => {
    const city = await opened();
    const applicationId = await fileIn(city, 'supported');
    const file = await staffFile(city, applicationId);
    expect(file.timeline.map(({ type, by, byName }) => [type.replace('application.', ''), by, byName])).toEqual([
      ['started', 'applicant', undefined],
      ['submitted', 'applicant', undefined],
      ['check-passed', 'staff', staff.name],
      ['check-passed', 'staff', staff.name],
      ['step-opened', 'staff', staff.name],
      ['step-closed', 'system', undefined],
      ['scheduled', 'staff', staff.name],
      ['deliberated', 'staff', staff.name],
      ['supported', 'staff', staff.name],
    ]);
    expect(file.checks.map(({ byName }) => byName)).toEqual([staff.name, staff.name]);
    expect([file.decidedByName, file.hearings.map(({ byName }) => byName)]).toEqual([staff.name, [staff.name]]);
    const own = await ownFile(city, applicationId);
    const jurors = await jurorFile(city, applicationId, city.jurors[0] ?? '');
    for (const told of [own, jurors]) {
      expect(JSON.stringify(told).includes(staff.name)).toBe(false);
      expect(told.timeline.some((entry) => 'byName' in entry)).toBe(false);
    }
  });

  test('name who corrected a decision, asked for documents and took a juror off', async () => {
    const city = await opened();
    const asked = await fileIn(city, 'complements');
    const { checks } = await city.ask('getStaffFile', staff.id, { params: { applicationId: asked } });
    expect(checks.map(({ verdict, byName }) => [verdict, byName])).toEqual([['complements', staff.name]]);
    const evaluating = await fileIn(city, 'evaluating', 1);
    await city.ask('relieveJuror', other.id, {
      params: { applicationId: evaluating, jurorId: city.jurors[0] ?? '' },
      body: { reason: 'Le juré est en congé.', by: city.jurors[3] },
    });
    const { reliefs } = await staffFile(city, evaluating);
    expect(reliefs.map(({ byName }) => byName)).toEqual([other.name]);
    const decided = await fileIn(city, 'supported', 2);
    const { version } = await city.ask('getStaffFile', staff.id, { params: { applicationId: decided } });
    const withdrawn = await city.ask('withdrawDecision', other.id, {
      params: { applicationId: decided },
      body: { version, reasons: 'Une erreur de montant.', heard: true },
    });
    expect(withdrawn.formerDecisions.map(({ byName, endedByName }) => [byName, endedByName])).toEqual([
      [staff.name, other.name],
    ]);
  });

  test('have no name of an agent who is gone', async () => {
    const city = await opened();
    const applicationId = await submitFile(city);
    const { version, stepId } = await city.ask('getStaffFile', other.id, { params: { applicationId } });
    const step = city.content.steps.find(({ id }) => id === stepId);
    const answers = step?.kind === 'check' ? Object.fromEntries(step.items.map(({ id }) => [id, true])) : {};
    await city.ask('recordCheck', other.id, {
      params: { applicationId, stepId: String(stepId) },
      body: { verdict: 'passed', answers, version },
    });
    const { db, tableName: TableName } = city.ports;
    await db.send(new DeleteCommand({ TableName, Key: keys.personKey(other.id) }));
    const file = await staffFile(city, applicationId);
    const { by, byName } = file.timeline.at(-1) ?? {};
    expect([by, byName, file.checks[0]?.byName]).toEqual(['staff', undefined, undefined]);
    expect(JSON.stringify(file).includes(other.id)).toBe(false);
  });
});
