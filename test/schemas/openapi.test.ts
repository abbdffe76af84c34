import { expect, it } from 'vitest';
import { contract } from '../../schemas/contract.ts';
import { openApiDocument } from '../../schemas/openapi.ts';

// biome-ignore lint/suspicious/noExplicitAny: a document of any shape is walked.
const document = openApiDocument() as any;
const text = JSON.stringify(document);

it('documents every operation of the contract, and no other', () => {
  const documented = Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.keys(methods as object).map((method) => `${method.toUpperCase()} ${path}`),
  );
  expect(documented.sort()).toEqual(
    Object.values(contract)
      .map(({ method, path }) => `${method} ${path}`)
      .sort(),
  );
});

it('refers only to schemas that it holds', () => {
  const references = [...text.matchAll(/"\$ref":"([^"]+)"/g)].map(([, reference]) => reference as string);
  const known = Object.keys(document.components.schemas).map((name) => `#/components/schemas/${name}`);
  expect(references.filter((reference) => !known.includes(reference))).toEqual([]);
  expect(references.length).toBeGreaterThan(50);
});

it('says for private operations that a token is needed, and for public ones that none is', () => {
  for (const operation of Object.values(contract)) {
    const described = document.paths[operation.path][operation.method.toLowerCase()];
    expect(described.security).toEqual(operation.audience === 'public' ? [] : [{ token: [] }]);
    expect(Object.keys(described.responses)).toEqual(
      expect.arrayContaining(operation.problems.map((status) => String(status))),
    );
  }
});
