import { globSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import type { z } from 'zod';
import * as application from '../../schemas/application.ts';
import * as attachment from '../../schemas/attachment.ts';
import * as budget from '../../schemas/budget.ts';
import { contract } from '../../schemas/contract.ts';
import * as decisions from '../../schemas/decision.ts';
import * as evaluation from '../../schemas/evaluation.ts';
import { domainEvent } from '../../schemas/event.ts';
import { languages } from '../../schemas/fields.ts';
import { roles } from '../../schemas/office.ts';
import { legalForms, organisationContent } from '../../schemas/organisation.ts';
import { dayAndHour, euros, fileSize, longDay, longDayOf, outOfHundred, readable } from '../../schemas/texts/format.ts';
import { texts } from '../../schemas/texts/index.ts';

type Node = { type: string; values?: unknown[]; [key: string]: unknown };
const definition = (schema: z.core.$ZodType): Node => (schema as z.ZodType).def as unknown as Node;

/** Names of the fields that a person fills in; a literal text only tells one form from another. */
const leaves = (schema: z.core.$ZodType, name: string): string[] => {
  const node = definition(schema);
  const inner = (key: string) => node[key] as z.core.$ZodType;
  switch (node.type) {
    case 'object':
      return Object.entries((schema as z.ZodObject).shape).flatMap(([key, child]) => leaves(child, key));
    case 'union':
      return (node.options as z.core.$ZodType[]).flatMap((option) => leaves(option, name));
    case 'optional':
    case 'default':
      return leaves(inner('innerType'), name);
    case 'record':
      return [name, ...(definition(inner('valueType')).type === 'object' ? leaves(inner('valueType'), name) : [])];
    case 'literal':
      return node.values?.every((value) => typeof value === 'string') ? [] : [name];
    default:
      return [name];
  }
};

const forms: Record<string, z.core.$ZodType> = {
  organisation: organisationContent,
  ...application.sectionSchemas,
  document: attachment.attachmentPromise,
  score: evaluation.scoreContent,
  check: contract.recordCheck.body,
  'open step': contract.openStep.body,
  'assign juror': contract.assignJuror.body,
  recusal: contract.recuse.body,
  decision: decisions.decision,
  correction: contract.correctDecision.body,
  withdrawal: contract.withdrawDecision.body,
  agreement: contract.recordAgreement.body,
  'declined wish': contract.declineJoinRequest.body,
  'find by number': contract.findByNumber.params,
};

/** Every text under its dotted key. */
const flat = (node: object, prefix = ''): [string, string][] =>
  Object.entries(node).flatMap(([key, value]) =>
    typeof value === 'string'
      ? [[`${prefix}${key}`, value] as [string, string]]
      : flat(value as object, `${prefix}${key}.`),
  );
const placeholders = (text: string) => [...text.matchAll(/{{(\w+)}}/g)].map((match) => match[1]).sort();

describe.each(languages)('the texts in %s', (language) => {
  const { fields, events, ...names } = texts[language];

  test.each(Object.entries(forms))('label every field of the form %s and ask for it', (_, schema) => {
    const named: Record<string, { label: string; ask: string }> = fields;
    const unworded = leaves(schema, '').filter((name) => !named[name]?.label || !named[name]?.ask);
    expect(unworded).toEqual([]);
  });

  test('name every value that the vocabulary enumerates', () => {
    const keys = (record: object) => Object.keys(record).sort();
    const sorted = (values: readonly string[]) => [...values].sort();
    expect(keys(names.states)).toEqual(sorted(application.applicationStates));
    expect(keys(names.stateHints)).toEqual(sorted(application.applicationStates));
    expect(keys(names.actions)).toEqual(sorted(application.applicationActions));
    expect(keys(names.actors)).toEqual(sorted(application.timelineActors));
    expect(keys(names.inKindKinds)).toEqual(sorted(decisions.inKindKinds));
    expect(keys(names.outcomes)).toEqual(sorted(decisions.outcomes));
    expect(keys(names.sections)).toEqual(sorted(application.sectionNames));
    expect(keys(names.assignmentStates)).toEqual(sorted(evaluation.assignmentStates));
    expect(keys(names.opinions)).toEqual(sorted(evaluation.opinions));
    expect(keys(names.attachmentStates)).toEqual(sorted(attachment.attachmentStates));
    expect(keys(names.rejectionReasons)).toEqual(sorted(attachment.rejectionReasons));
    expect(keys(names.legalForms)).toEqual(sorted(legalForms));
    expect(keys(names.roles)).toEqual(sorted(roles));
    expect(keys(names.roleHints)).toEqual(sorted(roles));
    expect(keys(names.languages)).toEqual(sorted(languages));
  });

  test('name every line of the budget after its account', () => {
    const lines = [
      ...budget.chargeLines,
      ...budget.productLines,
      ...budget.inKindChargeLines,
      ...budget.inKindProductLines,
    ];
    const labels: Record<string, string> = names.budgetLines;
    expect(Object.keys(labels)).toEqual(lines.map((line) => line.id));
    expect(lines.filter((line) => !labels[line.id]?.startsWith(`${line.account} – `))).toEqual([]);
  });

  test('have a sentence for every event, with no value that the event lacks', () => {
    const types = domainEvent.options.map((option) => option.shape.type.value);
    const sentences = Object.fromEntries(flat(events));
    expect(Object.keys(sentences).sort()).toEqual([...types, 'unknown'].sort());
    for (const option of domainEvent.options) {
      const { type, data } = option.shape;
      const known = [...Object.keys((data as z.ZodObject).shape), 'stepId'];
      expect(placeholders(sentences[type.value] ?? '').filter((name) => !known.includes(name ?? ''))).toEqual([]);
    }
  });

  test('carry the same values as the other language', () => {
    const valuesOf = (which: 'fr' | 'en') => flat(texts[which]).map(([key, text]) => [key, placeholders(text)]);
    expect(valuesOf('en').sort()).toEqual(valuesOf('fr').sort());
  });
});

test('every problem that the functions raise has its words', () => {
  const codes = globSync('functions/**/*.ts').flatMap((file) =>
    [...readFileSync(file, 'utf8').matchAll(/(?:DomainError\('[a-z-]+', |[cC]onflict\()'([a-z-]+)'/g)].map(
      (match) => match[1] as string,
    ),
  );
  expect([...new Set(codes)].filter((code) => !(code in texts.fr.problems))).toEqual([]);
});

test('French punctuation never begins a line, and apostrophes are curved', () => {
  const wrong = flat(texts.fr).filter(([, text]) => / [:;?!»%€]|« |'/.test(text));
  expect(wrong).toEqual([]);
});

describe('values are written as people read them', () => {
  const plain = (text: string) => text.replace(/[\u00a0\u202f]/g, ' ');

  test('money shows cents only where there are some', () => {
    expect(plain(euros(150_000, 'fr'))).toBe('1 500 €');
    expect(plain(euros(150_050, 'fr'))).toBe('1 500,50 €');
    expect(euros(150_000, 'en')).toBe('€1,500');
  });

  test('an instant late in the evening is the next day in Paris', () => {
    expect(longDayOf('2026-08-31T22:30:00Z', 'fr')).toBe('1er septembre 2026');
    expect(longDay('2026-01-11', 'fr')).toBe('11 janvier 2026');
    expect(longDayOf('2026-12-31T22:30:00Z', 'en')).toBe('31 December 2026');
    expect(plain(dayAndHour('2026-03-29T12:00:00Z', 'fr'))).toBe('29 mars 2026 à 14:00');
  });

  test('scores and sizes', () => {
    expect(plain(outOfHundred(6250, 'fr'))).toBe('62,5 / 100');
    expect(plain(fileSize(1_572_864, 'fr'))).toBe('1,5 Mo');
    expect(plain(fileSize(10 * 1024 * 1024, 'en'))).toBe('10 MB');
  });

  test('the values of an event, each by its name', () => {
    const steps = [{ id: 'score', label: { fr: 'Notation', en: 'Scoring' } }] as never;
    const values = { stepId: 'score', dueOn: '2026-03-01', amountCents: 1_000_000, number: 'ESS-2026-4F7K2' };
    expect(readable(values, 'en', { steps })).toEqual({
      stepId: 'Scoring',
      dueOn: '1 March 2026',
      amountCents: '€10,000',
      number: 'ESS-2026-4F7K2',
    });
  });
});
