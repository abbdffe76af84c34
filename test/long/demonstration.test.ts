import { randomUUID } from 'node:crypto';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { expect, inject, test } from 'vitest';
import { addDays, dayOf } from '../../functions/domain/calendar.ts';
import { matchesOf } from '../../functions/domain/evaluation/conflicts.ts';
import { isAnswerOverdue, silenceRunsOutOn } from '../../functions/domain/silence.ts';
import { messagesOf } from '../../functions/file-mails.ts';
import { createStorePorts } from '../../functions/services/store.ts';
import { listByState } from '../../functions/store/application-lists.ts';
import { type ApplicationFile, loadFile } from '../../functions/store/applications.ts';
import { listAssignments } from '../../functions/store/assignments.ts';
import { loadCall } from '../../functions/store/calls.ts';
import { loadDeclarations } from '../../functions/store/declarations.ts';
import { listDraftsSavedUntil } from '../../functions/store/draft-expiry.ts';
import { listWaitingJoins } from '../../functions/store/joins.ts';
import { listUnsent, overdueActs } from '../../functions/store/messages.ts';
import { listSessions } from '../../functions/store/sessions.ts';
import { makeTable } from '../../infra/local/dynamodb.ts';
import type { Platform } from '../../infra/local/platform.ts';
import { seed } from '../../infra/local/seed.ts';
import { applicationStates } from '../../schemas/application.ts';
import { draftWarningDays, usualDraftDays } from '../../schemas/drafts.ts';
import { exampleCallId } from '../../schemas/examples/call-lille.ts';
import { jurors } from '../../schemas/examples/people.ts';
import { expectWholeChain } from '../support/chain.ts';

/** The demonstration on a table of its own; where documents go is left out, since nothing reads them here. */
const demonstration = async (now: Date) => {
  Object.assign(process.env, {
    AWS_ENDPOINT_URL_DYNAMODB: inject('dynamoDbUrl'),
    AWS_REGION: 'eu-west-3',
    AWS_ACCESS_KEY_ID: randomUUID().replaceAll('-', ''),
    AWS_SECRET_ACCESS_KEY: 'test',
  });
  await makeTable(new DynamoDBClient({}), 'demonstration');
  const env = { TABLE_NAME: 'demonstration', BUCKET_NAME: 'documents', SITE_URL: 'https://appel.ville.example' };
  await seed({ env, engines: { bucket: { client: { send: async () => ({}) } } } } as unknown as Platform, now);
  return createStorePorts(env.TABLE_NAME);
};

test('the demonstration shows each thing that the service can do, as of today, in chains that verify', async () => {
  const now = new Date();
  const ports = await demonstration(now);
  const files: ApplicationFile[] = [];
  const states = new Set<string>();
  for (const state of applicationStates.filter((name) => name !== 'draft')) {
    let cursor: string | undefined;
    do {
      const { items, nextCursor } = await listByState(ports, exampleCallId, state, cursor);
      for (const { id } of items) {
        states.add(state);
        files.push((await loadFile(ports, id)) as ApplicationFile);
      }
      cursor = nextCursor;
    } while (cursor);
  }
  for (const { head } of files) await expectWholeChain(ports, head.id);
  for (const state of ['checking', 'ready', 'evaluating', 'deliberating', 'deciding', 'supported', 'refused'])
    expect(states).toContain(state);
  const ended = files.filter(({ head }) => head.closedOn !== undefined);
  expect(ended.map(({ head }) => head.state).toSorted(), 'ends without a decision').toEqual([
    'closed',
    'refused-by-silence',
  ]);
  const last = async (file: ApplicationFile) => (await messagesOf(ports, file, 'applicant')).at(-1)?.status;
  expect(await Promise.all(ended.map(last))).toEqual(['sent', 'sent']);

  const today = dayOf(now.toISOString());
  const overdue = files.filter(({ head }) => isAnswerOverdue(head, today));
  expect(overdue.length, 'files that may be closed').toBe(1);
  const kept = files.filter(({ head }) => (head.announceOn ?? '') > today);
  expect(kept.length, 'decisions under embargo').toBe(1);
  expect(
    kept.every(({ head }) => (head.announceOn ?? '') > (silenceRunsOutOn(head) ?? '')),
    'past silence',
  ).toBe(true);
  const correctable = files.filter(
    ({ head, assignments }) =>
      head.state === 'evaluating' &&
      assignments.every(({ state }) => state !== 'assigned') &&
      assignments.some(({ correctableUntil = '' }) => correctableUntil > now.toISOString()),
  );
  expect(correctable.length, 'steps that are open for corrections alone').toBe(1);
  expect(files.filter(({ head }) => /\p{Script=Arabic}/u.test(head.title)).length, 'titles in other scripts').toBe(1);
  expect((await listWaitingJoins(ports, undefined)).items.length, 'who asks to act for an organisation').toBe(1);
  const { applicationIds: unsaved } = await listDraftsSavedUntil(
    ports,
    addDays(today, draftWarningDays[0] - usualDraftDays),
    undefined,
  );
  expect(unsaved.length, 'drafts about to expire').toBe(1);
  const has = (type: string) => files.filter(({ events }) => events.some((event) => event.type === type)).length;
  expect(has('application.decision-corrected'), 'corrected decisions').toBeGreaterThan(0);
  expect(has('application.postponed'), 'files put off by a session').toBe(1);
  const inKind = files.filter(({ decisions }) => decisions.some(({ decision }) => 'inKind' in decision));
  expect(inKind.length, 'support in kind').toBeGreaterThan(0);

  // One letter was refused by its address and waits for staff; another went by post, with its day.
  const { items: unsent } = await listUnsent(ports, 'all');
  expect(unsent.map(({ status, template }) => [status, template])).toEqual([['refused', 'acknowledgement']]);
  const letters = (await Promise.all(files.map((file) => messagesOf(ports, file, 'applicant')))).flat();
  expect(letters.filter(({ status }) => status === 'posted').map(({ template }) => template)).toEqual(['refused']);
  expect(letters.filter(({ status }) => status === 'waiting')).toEqual([]);
  // Nothing leaves by itself when it starts, and contacts stand in each way.
  expect(await overdueActs(ports, now.toISOString())).toEqual(new Set());
  const contacts = new Set(files.flatMap((file) => file.contacts.map(({ status }) => status)));
  expect([...contacts].sort()).toEqual(['asked', 'confirmed']);

  // A juror who is bound to an applicant is proposed a recusal when the file is opened.
  const declared = await loadDeclarations(ports, Number(today.slice(0, 4)));
  const karim = jurors[1]?.id ?? '';
  const { items } = await listAssignments(ports, karim, { state: 'assigned' });
  const bound = items.filter(({ applicationId }) => {
    const content = files.find(({ head }) => head.id === applicationId)?.revisions.at(-1)?.content;
    const named = content && { organisationName: content.organisation.name, siret: content.organisation.siret };
    return named && matchesOf(declared.get(karim)?.organisations ?? [], { ...named, partners: undefined }).length > 0;
  });
  expect(bound.map(({ organisationName, declaredAt }) => [organisationName, declaredAt])).toContainEqual([
    'Les Ateliers du Canal',
    undefined,
  ]);

  expect((await loadCall(ports, exampleCallId))?.version).toBe(2);
  expect(files.every(({ head }) => head.callVersion === 1)).toBe(true);
  expect((await listSessions(ports, exampleCallId, 'planned', undefined)).items.length).toBe(1);
  expect((await listSessions(ports, exampleCallId, 'closed', undefined)).items.length).toBeGreaterThan(5);
});
