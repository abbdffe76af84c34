import { GetCommand, PutCommand } from '@aws-sdk/lib-dynamodb';
import { expect, test } from 'vitest';
import * as z from 'zod';
import { contactItem } from '../../functions/store/items/contact.ts';
import { declarationItem } from '../../functions/store/items/declaration.ts';
import * as items from '../../functions/store/items.ts';
import { draftSection, maxSectionBytes, project } from '../../schemas/application.ts';
import { chargeLines, inKindChargeLines, inKindProductLines, productLines } from '../../schemas/budget.ts';
import { callContent, callDraftContent, maxCallBytes, maxCheckItems, maxJurors } from '../../schemas/call.ts';
import { maxFeedbackBytes, newDecision } from '../../schemas/decision.ts';
import { evaluationWork, maxWorkBytes, scoreContent } from '../../schemas/evaluation.ts';
import { actorRef, domainEvent, eventEnvelope, storedEvent } from '../../schemas/event.ts';
import { callLille } from '../../schemas/examples/call-lille.ts';
import { bytesOf } from '../../schemas/fields.ts';
import { declaration } from '../../schemas/juror.ts';
import { role } from '../../schemas/office.ts';
import { maxOrganisations, organisationContent, person } from '../../schemas/organisation.ts';
import { maxMembers, maxMinutesBytes, maxPoints, minutesContent, sessionPlan } from '../../schemas/session.ts';
import { territoryIds } from '../../schemas/territory.ts';
import { largest, WIDE } from '../factories/largest.ts';
import { testPorts } from '../support/ports.ts';

/** What an item may hold, and what is kept free of it for keys, indexes and whatever is added in ten years. */
const ITEM_BYTES = 400 * 1024;
const ROOM_BYTES = 40 * 1024;

/** Size of a value as DynamoDB counts it: a number takes a byte for two digits and one more, an entry of a list or map one. */
const countedBytes = (value: unknown): number => {
  if (typeof value === 'string') return Buffer.byteLength(value);
  if (typeof value === 'number') return Math.ceil(String(value).length / 2) + 1;
  if (Array.isArray(value)) return value.reduce((sum: number, each) => sum + 1 + countedBytes(each), 3);
  if (value !== null && typeof value === 'object')
    return Object.entries(value).reduce((sum, [key, each]) => sum + 1 + Buffer.byteLength(key) + countedBytes(each), 3);
  return 1;
};

/** The longest text of one kind with which `make` is still allowed. */
const filled = <T>(allowed: z.ZodType, sign: string, make: (text: string) => T): T => {
  let [fits, tooMany] = [0, 400_000];
  while (tooMany - fits > 1) {
    const middle = Math.floor((fits + tooMany) / 2);
    if (allowed.safeParse(make(sign.repeat(middle))).success) fits = middle;
    else tooMany = middle;
  }
  expect(allowed.safeParse(make(sign.repeat(fits))).success).toBe(true);
  return make(sign.repeat(fits));
};

const hash = 'f'.repeat(64);
const slug = 'a'.repeat(60);
const jurorId = 'j'.repeat(128);
/** Jurors of a city, all of whom stepped back from one file. */
const allJurors = 500;
const list = <T>(length: number, entry: T): T[] => Array.from({ length }, () => entry);
const at = '2026-03-18T09:00:00.000Z';
const titleOfFile = largest(project.shape.title, {}) as string;
const nameOfOrganisation = largest(organisationContent.shape.name, {}) as string;
const place = largest(sessionPlan.shape.place, {}) as string;
const localized = { fr: WIDE.repeat(2000), en: WIDE.repeat(2000) };

const amounts = (lines: readonly { id: string }[], cents: number) =>
  Object.fromEntries(lines.map(({ id }) => [id, cents]));

/** What schemas of single attributes leave open, as it is at its largest; `typed` where it is any JSON. */
const open = {
  salt: hash,
  digest: hash,
  lastHash: hash,
  previousHash: hash,
  hash,
  rna: 'W123456789',
  phone: '+33 3 20 00 00 00 00',
  contactPhone: '+33 3 20 00 00 00 00',
  postalCode: '59000',
  number: 'ESS-2026-00000',
  sha256: `${'A'.repeat(43)}=`,
  quarter: '2026-Q1',
  idempotencyKey: '00000000-0000-4000-8000-000000000000',
  title: titleOfFile,
  organisationName: nameOfOrganisation,
  sector: slug,
  supportKind: slug,
  shares: territoryIds.map((territoryId) => ({ territoryId, basisPoints: 10_000 })),
  tally: { favourable: 999, reserved: 999, unfavourable: 999, deferred: 999 },
  jurorIds: list(maxJurors, jurorId),
  memberIds: list(maxMembers, jurorId),
  voterIds: list(maxMembers, jurorId),
  presentIds: list(maxMembers, jurorId),
  votes: list(maxMembers, { jurorId, ballot: 'unfavourable' }),
  recusals: list(allJurors, { jurorId, at }),
  organisationIds: list(maxOrganisations, `org_${'0'.repeat(26)}`),
  // Twins are merged by hand, one by one, and every one has persons of its own.
  absorbedIds: list(1000, `org_${'0'.repeat(26)}`),
  personIds: list(1000, jurorId),
  act: `act_${'0'.repeat(26)}`,
  template: slug,
  dropped: slug,
  code: slug,
  words: WIDE.repeat(500),
  messageId: slug,
  reason: WIDE.repeat(1000),
  siret: '00000000000000',
  answers: Object.fromEntries(list(maxCheckItems, 0).map((_, index) => [`${index}-${slug}`.slice(0, 60), true])),
  territories: territoryIds,
  budget: {
    amountAskedCents: 600_000_000,
    charges: amounts(chargeLines, 1_000_000_000),
    products: amounts(productLines, 600_000_000),
    inKindCharges: amounts(inKindChargeLines, 1_000_000_000),
    inKindProducts: amounts(inKindProductLines, 1_000_000_000),
  },
  message: WIDE.repeat(3000),
  why: WIDE.repeat(3000),
  reasons: WIDE.repeat(3000),
  notes: WIDE.repeat(8000),
  text: WIDE.repeat(8000),
  name: largest(person.shape.name, {}),
  place,
  recipient: jurorId,
  audience: slug,
  roles: role.options,
  holds: role.options,
};
const point = { ...open, place: maxPoints, label: localized, stepLabel: localized, marks: list(maxJurors, 10_000) };
const criteria = list(20, { label: localized, maxMark: 10, mean: 1000, least: 0, most: 10 });

/** Lists that grow by one with each step of the call, of which there are twelve at most. */
const stepwise = <S extends z.ZodType>(schema: S) => list(12, largest(schema, open));

const text = (allowed: z.ZodType) => filled(allowed, WIDE, (each) => ({ text: each }));
/** Whole numbers of one digit take more room in the table than in JSON. */
const digits = (allowed: z.ZodType) => filled(allowed, '1', (each) => ({ list: [...each].map(Number) }));

const content = filled(callContent, WIDE, (each) => {
  const part = (index: number) =>
    each.slice(Math.floor((index * each.length) / 120), Math.floor(((index + 1) * each.length) / 120)) || 'x';
  const documents = list(30, 0).map((_, index) => ({
    id: `document-${index}`,
    label: { fr: part(4 * index), en: part(4 * index + 1) },
    hint: { fr: part(4 * index + 2), en: part(4 * index + 3) },
    required: true,
  }));
  return { ...callLille, documents };
});
const score = {
  kind: 'score',
  marks: Object.fromEntries(
    list(20, 0).map((_, index) => [
      `${index}-${slug}`.slice(0, 60),
      { points: 10, comment: WIDE.repeat(2000), forApplicant: WIDE.repeat(1000) },
    ]),
  ),
  comment: WIDE.repeat(4000),
  forApplicant: WIDE.repeat(2000),
};
const refusal = filled(newDecision, WIDE, (each) => ({
  outcome: 'refused',
  decidedOn: '2026-03-18',
  announceOn: '2026-03-18',
  reference: WIDE.repeat(60),
  reasons: WIDE.repeat(3000),
  feedback: list(40, { stepId: slug, criterionId: slug, text: `12345${each}`.slice(0, 3000) }),
}));
const grant = largest(newDecision.options[0], open);
const minutes = filled(minutesContent, WIDE, (each) => ({
  language: 'fr',
  title: WIDE.repeat(300),
  parts: list(maxPoints + 4, {
    applicationId: `app_${'0'.repeat(26)}`,
    heading: WIDE.repeat(300),
    text: `1${each}`.slice(0, 12_000),
  }),
}));
/** A letter names each criterion, in the words of the call, beside what the jury says of it. */
const letter = WIDE.repeat(Math.floor((40 * bytesOf(localized.fr) + maxFeedbackBytes + 27_000) / 3));

/** What each schema of a stored item leaves open, several times where one is not clearly the largest. */
const stored: Record<string, Record<string, unknown>[]> = {
  applicationHead: [{ ...open, results: stepwise(items.applicationHead.shape.results.element) }],
  sectionItem: [text(draftSection), digits(draftSection)].map((each) => ({ ...open, content: each })),
  revisionItem: [open],
  checkItem: [open],
  decisionItem: [refusal, grant].map((decision) => ({ ...open, decision })),
  withdrawalItem: [open],
  closingItem: [open],
  agreementItem: [open],
  recusalItem: [open],
  reliefItem: [open],
  assignmentItem: [{ ...open, past: stepwise(items.assignmentItem.shape.past.element) }],
  workItem: [score, text(evaluationWork), digits(evaluationWork)].map((each) => ({ ...open, content: each })),
  evaluationHead: [{ ...open, content: score }],
  messageItem: [{ ...open, id: jurorId, stepId: slug, audience: 'contact', subject: WIDE.repeat(500), body: letter }],
  notificationItem: [{ ...open, subject: WIDE.repeat(500), body: letter }],
  attachmentItem: [open],
  auditItem: [{ ...open, id: jurorId, act: slug, opening: slug }],
  callHead: [],
  callDraftItem: [content, text(callDraftContent), digits(callDraftContent)].map((each) => ({
    ...open,
    content: each,
  })),
  figureItem: [open],
  supportedItem: [open],
  grantItem: [open],
  addressItem: [open],
  organisationHead: [{ ...open, name: nameOfOrganisation }],
  siretItem: [open],
  twinItem: [open],
  joinItem: [{ ...open, message: WIDE.repeat(500), answer: WIDE.repeat(3000) }],
  personItem: [{ ...open, roles: ['staff', 'juror'] }],
  sessionHead: [open],
  pointItem: [{ ...point, criteria, result: largest(items.pointItem.shape.result.unwrap(), open) }],
  presenceItem: [open],
  memberCard: [open],
  voteItem: [open],
  sessionRecusalItem: [open],
  readerItem: [open],
  remarksItem: [open],
  runningItem: [open],
  minutesItem: [{ ...open, content: minutes }],
  hearingItem: [open],
  contactItem: [open],
  declarationItem: [
    { ...open, organisations: largest(declaration.shape.organisations, { ...open, name: nameOfOrganisation }) },
  ],
};
const version = { ...content, callId: `cal_${'0'.repeat(26)}`, version: 9999, publishedAt: at, lastHash: hash };
const schemas: Record<string, z.ZodType> = { ...items, contactItem, declarationItem } as never;

test('every schema of a stored item is looked at', () => {
  const named = Object.entries(schemas).flatMap(([name, schema]) => (schema instanceof z.ZodType ? [name] : []));
  expect(Object.keys(stored).toSorted()).toEqual(named.toSorted());
});

test('what is held to a size as a whole is at that size', () => {
  const near = (value: unknown, most: number) => most - bytesOf(value);
  for (const [value, most] of [
    [text(draftSection), maxSectionBytes],
    [text(evaluationWork), maxWorkBytes],
    [text(callDraftContent), maxCallBytes],
    [content, maxCallBytes],
    [minutes, maxMinutesBytes],
    [(refusal as { feedback: unknown }).feedback, maxFeedbackBytes],
  ] as const) {
    expect(near(value, most)).toBeGreaterThanOrEqual(0);
    expect(near(value, most)).toBeLessThan(200);
  }
  // A whole evaluation is kept as it is typed, not only once it is in.
  expect([scoreContent.safeParse(score).success, evaluationWork.safeParse(score).success]).toEqual([true, true]);
});

test('the largest item of every kind that may be stored has its place in the table, with room to spare', async () => {
  const ports = await testPorts();
  const put = async (name: string, item: Record<string, unknown>) => {
    const key = { pk: `${name}#${'p'.repeat(200)}`, sk: 's'.repeat(200) };
    const indexed = Object.fromEntries(
      ['personKey', 'personSort', 'stateKey', 'stateSort', 'dueKey', 'dueSort'].map((attribute) => [
        attribute,
        'i'.repeat(300),
      ]),
    );
    const Item = { ...indexed, ...item, ...key };
    expect([name, Math.max(0, countedBytes(Item) + ROOM_BYTES - ITEM_BYTES)]).toEqual([name, 0]);
    await ports.db.send(new PutCommand({ TableName: ports.tableName, Item }));
    const { Item: read } = await ports.db.send(new GetCommand({ TableName: ports.tableName, Key: key }));
    return read ?? {};
  };
  for (const [name, cases] of Object.entries(stored))
    for (const each of cases) {
      const schema = schemas[name] as z.ZodType;
      const item = largest(schema, each) as Record<string, unknown>;
      // What is at its largest is allowed, and is read as it was written.
      expect([name, schema.safeParse(await put(name, item)).error?.issues]).toEqual([name, undefined]);
    }
  expect(items.callHead.safeParse(await put('callHead', version)).error).toBeUndefined();
  for (const option of domainEvent.options) {
    const envelope = {
      ...(largest(eventEnvelope, { ...open, id: jurorId }) as object),
      actor: largest(actorRef, open),
    };
    const event = { ...envelope, ...(largest(option, { ...open, ...point, results: [] }) as object) };
    const read = await put('EVENT', event);
    expect([option.shape.type.value, storedEvent.safeParse(read).error?.issues]).toEqual([
      option.shape.type.value,
      undefined,
    ]);
  }
});
