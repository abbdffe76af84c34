import { readFile } from 'node:fs/promises';
import { beforeAll, describe, expect, inject, test } from 'vitest';
import { figuresAnew } from '../support/figures.ts';
import { answersTo } from './answers.ts';
import { type Change, changes, inShort, unexplained } from './compare.ts';
import { differences } from './differences.ts';
import { kindsOfKey, missingFrom } from './kinds.ts';
import { staff } from './life/acts.ts';
import { addRelease } from './make.ts';
import { asInOnePiece } from './parts.ts';
import { figureReads, type Question } from './questions.ts';
import {
  chainOf,
  type Expected,
  endsOf,
  folderOf,
  itemsIn,
  type Restored,
  readExpected,
  readRelease,
  releaseDates,
  restore,
  tableFile,
  wakeAgain,
} from './release.ts';

/** A release has some hundred answers: on a busy machine they take their time. */
const PATIENCE_MS = 600_000;

const dates = await releaseDates();
const newest = dates.at(-1) ?? '';

/** What somebody asked, in short: `getStaffFile`, who, and for what. */
const pathOf = ({ operation, who, params, query, body }: Question): string[] => [
  operation,
  who || '-',
  [...Object.values({ ...params, ...query }), ...(body ? [JSON.stringify(body)] : [])].join(' ') || '-',
];

/** Releases whose applicants asked for letters by their places in the chain. */
const byChain: readonly string[] = ['2026-11-28'];

/** The same question as it is asked today: of the same letter, in the list that staff and applicant both have. */
const asAskedToday = async ({ ask }: Restored, question: Question): Promise<Question> => {
  const { operation, who, params: { applicationId = '', seq } = {} } = question;
  if (operation !== 'getLetterPdf') return question;
  const params = { applicationId };
  const [own, staffs] = [
    await ask('listLetters', who, { params }),
    await ask('listStaffLetters', staff.id, { params }),
  ];
  const place = own.items[staffs.items.findIndex((letter) => String(letter.seq) === seq)]?.seq;
  return { ...question, params: { applicationId, seq: String(place) } };
};

describe.each(dates)('what the release of %s stored', { timeout: PATIENCE_MS }, (date) => {
  const folder = folderOf(date);
  const found: Change[] = [];
  let expected: Expected;
  let restored: Restored;

  /** What is not as it was, nor meant to differ, in lines. */
  const differing = (own: readonly Change[]): string[] => {
    found.push(...own);
    return inShort(unexplained(own, differences[date] ?? {}).changes);
  };
  const answered = async (asked: (question: Question) => boolean): Promise<string[]> => {
    const former = expected.answers.filter(({ question }) => asked(question));
    const questions: Question[] = [];
    for (const { question } of former)
      questions.push(byChain.includes(date) ? await asAskedToday(restored, question) : question);
    const today = await answersTo(restored, questions);
    const own: Change[] = [];
    for (const [place, { question, ...was }] of former.entries()) {
      const { question: _question, ...is } = today[place] ?? { question };
      own.push(...changes(was, await asInOnePiece(restored, question, was, is), pathOf(question)));
    }
    return differing(own);
  };

  beforeAll(async () => {
    expected = await readExpected(folder);
    restored = await restore(inject('dynamoDbUrl'), folder, (await readRelease(folder)).askedAt);
  }, PATIENCE_MS);

  test('answers whoever may read with what it answered then', async () => {
    expect(await answered(() => true)).toEqual([]);
  });

  test('makes the same figures, also anew from its events', async () => {
    await figuresAnew(restored.ports);
    expect(await answered(({ operation }) => figureReads.has(operation))).toEqual([]);
  });

  test('has whole chains, which end where they ended', async () => {
    expect(differing(changes(expected.chain, await chainOf(folder), ['chain']))).toEqual([]);
    const ends = await endsOf(restored.ports, Object.keys(expected.ends));
    expect(differing(changes(expected.ends, ends, ['ends']))).toEqual([]);
  });

  test('has everybody told of what waited to be told, and of nothing twice', async () => {
    const bySubject = (mails: Expected['mails']) =>
      mails.toSorted((one, other) => (`${one.subject} ${one.to}` < `${other.subject} ${other.to}` ? -1 : 1));
    const leaving = await wakeAgain(restored);
    expect(differing(changes(bySubject(expected.mails), bySubject(leaving), ['mails']))).toEqual([]);
  });

  // Last, when everything was compared.
  test('differs by all that is written down as a difference', () => {
    expect(unexplained(found, differences[date] ?? {}).needless).toEqual([]);
  });
});

describe('the releases on record', () => {
  test('hold, in the newest, every kind of event and of item that the code stores', async () => {
    expect(missingFrom(await itemsIn(folderOf(newest)))).toEqual({ events: [], items: [] });
  });

  test('hold, in the newest, items of exactly one kind each', async () => {
    const strange = (await itemsIn(folderOf(newest))).filter((item) => kindsOfKey(item).length !== 1);
    expect(strange.map(({ pk, sk }) => `${pk} ${sk}: ${kindsOfKey({ pk, sk }).join(', ')}`)).toEqual([]);
  });

  test('are named by differences, and no other', () => {
    expect(Object.keys(differences).filter((date) => !dates.includes(date))).toEqual([]);
  });

  test('are never written over', async () => {
    const before = await readFile(tableFile(folderOf(newest)), 'utf8');
    const again = addRelease(inject('dynamoDbUrl'), { date: newest, commit: 'another' });
    await expect(again).rejects.toThrow('is there already: a release is written once');
    expect(await readFile(tableFile(folderOf(newest)), 'utf8')).toBe(before);
  });

  test.each(['', '2026-13-01', 'today', '../2026-11-28'])('are not added for what is no day: "%s"', async (date) => {
    await expect(addRelease(inject('dynamoDbUrl'), { date, commit: 'another' })).rejects.toThrow('Not a day');
  });
});
