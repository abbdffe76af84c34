import { describe, expect, test } from 'vitest';
import * as z from 'zod';
import { applicationContent } from '../../schemas/application.ts';
import { callVersion } from '../../schemas/call.ts';
import { contract, type Operation } from '../../schemas/contract.ts';
import { readable } from '../../schemas/readable.ts';
import { aContent } from '../factories/application.ts';
import { aCall } from '../factories/call.ts';

describe('what may be read', () => {
  test('is what was accepted, though rules were made since', () => {
    const call = aCall();
    const tightened = { ...call, title: { fr: '', en: 'x'.repeat(3000) }, steps: [call.steps[0]], documents: [] };
    expect(callVersion.safeParse(tightened).success).toBe(false);
    expect(readable(callVersion).parse(tightened)).toEqual(tightened);
    const content = aContent();
    const short = { ...content, project: { ...content.project, summary: '', endsOn: 'some day', beneficiaries: -1.5 } };
    expect(applicationContent.safeParse(short).success).toBe(false);
    expect(readable(applicationContent).parse(short)).toEqual(short);
  });

  test('still has its shape: a missing part, another type or a kind that is none is refused', () => {
    const { steps: _steps, ...cut } = aCall();
    expect(readable(callVersion).safeParse(cut).success).toBe(false);
    expect(readable(callVersion).safeParse({ ...aCall(), version: 'one' }).success).toBe(false);
    expect(readable(callVersion).safeParse({ ...aCall(), steps: [{ kind: 'dance' }] }).success).toBe(false);
  });

  test('does not let through what the schema does not name', () => {
    const answer = readable(z.object({ known: z.string(), inner: z.array(z.object({ known: z.int() })) })).parse({
      known: 'yes',
      secret: 'no',
      inner: [{ known: 1, secret: 'no' }],
    });
    expect(answer).toEqual({ known: 'yes', inner: [{ known: 1 }] });
  });

  test('is made for the answer of every operation', () => {
    for (const operation of Object.values<Operation>(contract))
      expect(readable(operation.response)).toBe(readable(operation.response));
  });
});
