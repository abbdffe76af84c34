import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { DomainError } from '../../functions/domain/errors.ts';
import { MethodNotAllowed, router } from '../../functions/router.ts';
import { applicantPlaces } from '../../schemas/contract/applicant/places.ts';
import { juryPlaces } from '../../schemas/contract/jury/places.ts';
import { publicPlaces } from '../../schemas/contract/public/places.ts';
import { staffPlaces } from '../../schemas/contract/staff/places.ts';
import { type Audience, audiences, contract, type Operation } from '../../schemas/contract.ts';

const operations = Object.entries<Operation>(contract);
const finders = {
  public: router(publicPlaces),
  applicant: router(applicantPlaces),
  jury: router(juryPlaces),
  staff: router(staffPlaces),
};
const namesOf = (path: string) => [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name as string);
const filled = (path: string, params: Record<string, string>) =>
  path.replace(/\{(\w+)\}/g, (_, name: string) => params[name] ?? '');

/** What a request comes to: an operation, the methods that there are, or nothing. */
const outcome = async (audience: Audience, method: string, path: string): Promise<unknown> => {
  try {
    const { id, params } = await finders[audience](method, path);
    return { id, params };
  } catch (error) {
    if (error instanceof MethodNotAllowed) return [...error.allowed].sort();
    if (error instanceof DomainError) return error.code;
    throw error;
  }
};
/** Any of its contract's paths; its parameters may be whatever one part of a path can be. */
const aPlace = fc.constantFrom(...operations).chain(([id, operation]) =>
  fc
    .record(
      Object.fromEntries(
        namesOf(operation.path).map((name) => [name, fc.string({ unit: 'binary', minLength: 1 })]),
      ) as Record<string, fc.Arbitrary<string>>,
    )
    .map((params) => ({
      id,
      operation,
      params: Object.fromEntries(Object.entries(params).map(([name, value]) => [name, value.replaceAll('/', '~')])),
    })),
);
/** A request that several places fit is the one with the word, not the parameter, in it. */
const fits = (path: string) =>
  operations.filter(([, other]) =>
    new RegExp(`^${other.path.replace(/[.]/g, '\\.').replace(/\{\w+\}/g, '[^/]+')}$`).test(path),
  );

describe('the router', () => {
  test('finds every operation with its parameters, with or without a slash at the end', async () => {
    await fc.assert(
      fc.asyncProperty(aPlace, fc.boolean(), async ({ id, operation, params }, slash) => {
        const path = filled(operation.path, params);
        fc.pre(fits(path).every(([, other]) => other.path === operation.path));
        expect(await outcome(operation.audience, operation.method, slash ? `${path}/` : path)).toEqual({ id, params });
      }),
    );
  });

  test('finds one operation at most: no two have a method and a path that may be the same, but for a word', () => {
    for (const [id, { method, path }] of operations) {
      const same = fits(path.replace(/\{\w+\}/g, 'x')).filter(([, other]) => other.method === method);
      expect(same.map(([other]) => other)).toEqual([id]);
    }
  });

  test('names the methods of a path to whoever asks with another, HEAD and OPTIONS among them', async () => {
    for (const [, { audience, path }] of operations) {
      const params = Object.fromEntries(namesOf(path).map((name) => [name, 'x']));
      const methods = operations.flatMap(([, other]) => (other.path === path ? [other.method] : [])).sort();
      for (const method of ['HEAD', 'OPTIONS', 'PATCH', 'TRACE', 'get', '__proto__', 'constructor'])
        expect([path, method, await outcome(audience, method, filled(path, params))]).toEqual([path, method, methods]);
    }
  });

  test('finds no operation of another audience, and answers a path of any shape', async () => {
    const part = fc.oneof(
      fc.constantFrom(
        '',
        '.',
        '..',
        '%2F',
        '%2e%2e',
        '%',
        '%00',
        '__proto__',
        'constructor',
        'toString',
        '{proxy+}',
        ' ',
      ),
      fc.constantFrom(...new Set(operations.flatMap(([, { path }]) => path.split('/')))),
      fc.string({ unit: 'binary' }),
      fc.integer({ min: 0, max: 20_000 }).map((length) => 'x'.repeat(length)),
    );
    const aPath = fc.array(part, { minLength: 1, maxLength: 9 }).map((parts) => `/${parts.join('/')}`);
    const method = fc.constantFrom('GET', 'POST', 'PUT', 'DELETE', 'HEAD', 'OPTIONS', 'PATCH');
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...audiences), method, aPath, async (audience, asked, path) => {
        const found = await outcome(audience, asked, path);
        if (found === 'not-found') return;
        expect(path.startsWith(`/api/${audience}/`)).toBe(true);
        if (!Array.isArray(found))
          expect(contract[(found as { id: keyof typeof contract }).id].audience).toBe(audience);
      }),
      { numRuns: 1000 },
    );
  });
});
