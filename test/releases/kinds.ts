import { spec as measure } from '../../functions/measure/spec.ts';
import { queueAudience } from '../../functions/spec.ts';
import { attachmentOf, letThroughOf } from '../../functions/store/attachments.ts';
import { attachmentItem } from '../../functions/store/items/attachment.ts';
import { contactItem } from '../../functions/store/items/contact.ts';
import { addressItem, messageStatuses } from '../../functions/store/items/mail.ts';
import * as keys from '../../functions/store/keys.ts';
import type { Item } from '../../functions/store/read.ts';
import { applicationStates } from '../../schemas/application.ts';
import { attachmentStates } from '../../schemas/attachment.ts';
import { assignmentStates } from '../../schemas/evaluation.ts';
import { type AggregateType, aggregateType, domainEvent, type StoredEvent } from '../../schemas/event.ts';
import { jurorStatuses } from '../../schemas/juror.ts';
import { joinStates } from '../../schemas/organisation.ts';
import { pointStates, sessionStates } from '../../schemas/session.ts';

/**
 * What can be stored, and what an export holds of it. The kinds of events come from the schema of events, those of items
 * from the only file that spells keys: one that is added there is a kind from then on.
 */

export interface Kinds {
  /** `application.supported`, and `application.supported late` for what it may carry. */
  events: string[];
  /** Named by the function that spells the key: `eventKey application`, `applicationKey draft`. */
  items: string[];
}

// ---- events

const eventKinds = (): string[] =>
  domainEvent.options.flatMap(({ shape }) => {
    const { value: type } = shape.type;
    const optional = Object.entries(shape.data.shape).filter(([, schema]) => schema.safeParse(undefined).success);
    return [type, ...optional.map(([name]) => `${type} ${name}`)];
  });

const kindsOfEvent = ({ type, data }: StoredEvent): string[] => [
  type,
  ...Object.keys(data).map((name) => `${type} ${name}`),
];

// ---- items

type Keys = typeof keys;
/** Whatever spells the key of an item. */
type KeyName = {
  [K in keyof Keys]: Keys[K] extends keys.Key | ((...given: never[]) => keys.Key) ? K : never;
}[keyof Keys];
type Given<K extends KeyName> = Keys[K] extends (...given: infer G) => keys.Key ? Readonly<G> : readonly [];

/** Any text and any number, in the place of what a key is made of; a number has as many digits as a key pads it to. */
const TEXT = 'ANY TEXT';
const NUMBER = 987_654;
const SHORT_NUMBER = 9876;

const types = aggregateType.options;
/** The consumers that keep a place in an aggregate's events, with the aggregates that each is woken for. */
const readers = Object.entries({ [measure.name]: measure.trigger.of, ...queueAudience })
  // Looks at files as they stand.
  .filter(([consumer]) => consumer !== 'close-step')
  .flatMap(([consumer, audience]) => audience.map((type) => [type, TEXT, consumer] as const));

/**
 * How each key is spelt: what it is made of, and beside it the words that tell its kinds apart where there are several. A
 * key function without a line here is a type error.
 */
const spelling: { readonly [K in KeyName]: readonly { given: Given<K>; called?: string }[] } = {
  eventKey: types.map((type) => ({ given: [type, TEXT, NUMBER], called: type })),
  cursorKey: readers.map((given) => ({ given, called: `${given[0]} ${given[2]}` })),
  // Where mails stood in releases before; nothing is written there any more.
  notificationKey: [],
  idempotencyKey: [{ given: [TEXT, TEXT] }],
  applicationKey: [{ given: [TEXT] }],
  sectionKey: [{ given: [TEXT, TEXT] }],
  revisionKey: [{ given: [TEXT, SHORT_NUMBER] }],
  attachmentKey: [{ given: [TEXT, TEXT] }],
  checkKey: [{ given: [TEXT, NUMBER] }],
  decisionKey: [{ given: [TEXT, NUMBER] }],
  withdrawalKey: [{ given: [TEXT, NUMBER] }],
  closingKey: [{ given: [TEXT, NUMBER] }],
  agreementKey: [{ given: [TEXT, NUMBER] }],
  announcementKey: [{ given: [TEXT] }],
  contactKey: [{ given: [TEXT, TEXT] }],
  confirmationsKey: [{ given: [TEXT, TEXT] }],
  hearingKey: [{ given: [TEXT, NUMBER] }],
  assignmentKey: [{ given: [TEXT, TEXT] }],
  recusalKey: [{ given: [TEXT, TEXT] }],
  reliefKey: [{ given: [TEXT, NUMBER] }],
  workKey: [{ given: [TEXT, TEXT, TEXT] }],
  evaluationKey: [{ given: [TEXT, TEXT, TEXT] }],
  evaluationVersionKey: [{ given: [TEXT, SHORT_NUMBER] }],
  callKey: [{ given: [TEXT] }],
  callVersionKey: [{ given: [TEXT, SHORT_NUMBER] }],
  callDraftKey: [{ given: [TEXT] }],
  organisationKey: [{ given: [TEXT] }],
  personKey: [{ given: [TEXT] }],
  declarationKey: [{ given: [SHORT_NUMBER, TEXT] }],
  formerDeclarationKey: [{ given: [SHORT_NUMBER, TEXT, SHORT_NUMBER] }],
  reminderKey: [{ given: [TEXT, TEXT] }],
  numberKey: [{ given: [TEXT] }],
  addressKey: [{ given: [TEXT] }],
  paceKey: [{ given: [] }],
  actHeadKey: [{ given: [TEXT] }],
  messageKey: queueAudience.notify.map((type) => ({
    given: [TEXT, { recipient: TEXT, aggregate: { type, id: TEXT }, seq: NUMBER }],
  })),
  mailKey: [
    { given: [TEXT, TEXT], called: 'gathered' },
    { given: [TEXT, `${TEXT}#${TEXT}#${NUMBER}`], called: 'of its own' },
  ],
  scannerKey: [{ given: [] }],
  sessionKey: [{ given: [TEXT] }],
  sessionNotificationKey: [],
  detailsKey: [{ given: [TEXT, NUMBER] }],
  attendanceKey: [{ given: [TEXT, NUMBER] }],
  minutesKey: [{ given: [TEXT, SHORT_NUMBER] }],
  pointKey: [{ given: [TEXT, TEXT] }],
  presenceKey: [{ given: [TEXT, TEXT] }],
  sessionRecusalKey: [{ given: [TEXT, TEXT, TEXT] }],
  readerKey: [{ given: [TEXT, TEXT, TEXT] }],
  remarksKey: [{ given: [TEXT, TEXT] }],
  runningKey: [{ given: [TEXT] }],
  voteKey: [{ given: [TEXT, TEXT, TEXT] }],
  figureKey: [{ given: [TEXT, TEXT, TEXT] }],
  stateCountKey: [{ given: [TEXT, TEXT] }],
  inFlightKey: [{ given: [TEXT, SHORT_NUMBER] }],
  supportedKey: [{ given: [TEXT, TEXT, TEXT, TEXT] }],
  grantKey: [{ given: [TEXT, TEXT, TEXT] }],
  anchorKey: types.map((type) => ({ given: [TEXT, type, TEXT], called: type })),
  digestKey: [{ given: [TEXT] }],
  documentsKey: [{ given: [TEXT] }],
  draftWarningKey: [{ given: [TEXT, TEXT, SHORT_NUMBER] }],
  personWarningKey: [{ given: [TEXT, TEXT, SHORT_NUMBER, TEXT] }],
  openingKey: [{ given: [TEXT, TEXT, TEXT, TEXT] }],
  actKey: [{ given: [TEXT, TEXT as AggregateType, TEXT, NUMBER] }],
  discardedKey: [{ given: [TEXT] }],
  givenKey: [{ given: [TEXT, TEXT] }],
  recusedKey: [{ given: [TEXT, TEXT] }],
  rosterKey: [{ given: [] }],
  administratorsKey: [{ given: [] }],
  memberAddressKey: [{ given: [TEXT] }],
  siretKey: [{ given: [TEXT] }],
  twinKey: [{ given: [TEXT, TEXT] }],
  joinKey: [{ given: [TEXT, TEXT] }],
  triesKey: [{ given: [TEXT, TEXT] }],
  // Where events stood in releases before; nothing is written there any more.
  formerEventKey: [],
  // Counts of a day, gone two days later: whoever finds none begins at nought.
  codesKey: [],
  // An operation's note of how far it is: whoever reads it is the operation itself, which can begin anew.
  migrationKey: [],
};

/** Where an item stands in its life, for those whose readers have to know each of its states. */
const standing: { readonly [K in KeyName]?: { states: readonly string[]; of: (item: Item) => unknown } } = {
  applicationKey: { states: applicationStates, of: ({ state, standsAs }) => standsAs ?? state },
  assignmentKey: { states: assignmentStates, of: ({ state }) => state },
  attachmentKey: {
    states: [...attachmentStates, 'removed', 'let through'],
    of: (item) => {
      const attachment = attachmentItem.parse(item);
      if (item.removed) return 'removed';
      return letThroughOf(attachment) ? 'let through' : attachmentOf(attachment).state;
    },
  },
  memberAddressKey: { states: ['noted', 'claimed'], of: ({ personId }) => (personId ? 'noted' : 'claimed') },
  contactKey: { states: contactItem.shape.status.options, of: ({ status }) => status },
  messageKey: { states: messageStatuses, of: ({ status }) => status },
  addressKey: { states: addressItem.shape.status.options, of: ({ status }) => status },
  personKey: {
    states: [...jurorStatuses, 'with another address'],
    of: ({ juror, addressChangedAt }) =>
      addressChangedAt ? 'with another address' : (juror as { status?: string } | undefined)?.status,
  },
  joinKey: { states: joinStates, of: ({ state }) => state },
  sessionKey: { states: sessionStates, of: ({ state }) => state },
  pointKey: { states: pointStates, of: ({ state }) => state },
};

interface Spelt {
  name: KeyName;
  kind: string;
  pk: RegExp;
  sk: RegExp;
}

/** A key as a pattern: whatever it is made of may be anything that has no separator in it. */
const pattern = (spelt: string): RegExp =>
  new RegExp(
    `^${spelt
      .replace(/[^\w #]/g, '\\$&')
      .replaceAll(TEXT, '[^#]+')
      .replaceAll(new RegExp(`${NUMBER}|${SHORT_NUMBER}`, 'g'), '\\d+')}$`,
  );

const spellers: { readonly [K in KeyName]: Keys[K] } = keys;

const speltAs: readonly Spelt[] = (Object.keys(spelling) as KeyName[]).flatMap((name) =>
  spelling[name].map(({ given, called }) => {
    const spell = spellers[name] as keys.Key | ((...given: readonly unknown[]) => keys.Key);
    const { pk, sk } = typeof spell === 'function' ? spell(...given) : spell;
    return { name, kind: called ? `${name} ${called}` : name, pk: pattern(pk), sk: pattern(sk) };
  }),
);

/** The kinds of items by which a key may be meant: one, for every item that the store writes. */
export const kindsOfKey = ({ pk, sk }: keys.Key): string[] =>
  speltAs.filter((spelt) => spelt.pk.test(pk) && spelt.sk.test(sk)).map(({ kind }) => kind);

const kindsOfItem = (item: Item): string[] =>
  speltAs
    .filter((spelt) => spelt.pk.test(item.pk) && spelt.sk.test(item.sk))
    .flatMap(({ name, kind }) => {
      const state = standing[name]?.of(item);
      return [kind, ...(state === undefined ? [] : [`${kind} ${state}`])];
    });

// ---- both

const sorted = (kinds: Iterable<string>): string[] => [...new Set(kinds)].toSorted();

/** Everything that this code stores. */
export const everyKind = (): Kinds => ({
  events: sorted(eventKinds()),
  items: sorted(
    speltAs.flatMap(({ name, kind }) => [kind, ...(standing[name]?.states ?? []).map((state) => `${kind} ${state}`)]),
  ),
});

/** What a table's items are, among all that this code stores. */
export const kindsIn = (items: readonly Item[]): Kinds => {
  const every = everyKind();
  const events = items.filter(keys.isEventKey).flatMap((item) => kindsOfEvent(item as unknown as StoredEvent));
  const found = { events: new Set(events), items: new Set(items.flatMap(kindsOfItem)) };
  return {
    events: every.events.filter((kind) => found.events.has(kind)),
    items: every.items.filter((kind) => found.items.has(kind)),
  };
};

/** What this code stores and a table has nothing of. */
export const missingFrom = (items: readonly Item[]): Kinds => {
  const [every, found] = [everyKind(), kindsIn(items)];
  return {
    events: every.events.filter((kind) => !found.events.includes(kind)),
    items: every.items.filter((kind) => !found.items.includes(kind)),
  };
};
