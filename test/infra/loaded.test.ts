import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { type Bundle, bundleFunction, bytesOf, loadedWith } from '../../infra/aws/bundle.ts';
import { audiences } from '../../schemas/contract/operation.ts';
import { bundleClients, workshop } from '../bench/clients.ts';

/**
 * Code that an API may load until it has answered its first request, above its SDK clients alone, in kB: `firstKb` where that is of
 * `first`, the part that its lists are of, `anyKb` of whatever part. Each leaves some room above what was measured for acts that grow;
 * docs/performance.md says what stands in the way of less.
 */
const limits = {
  public: { first: 'calls', firstKb: 185, anyKb: 225 },
  applicant: { first: 'list', firstKb: 216, anyKb: 275 },
  jury: { first: 'assignments', firstKb: 213, anyKb: 255 },
  staff: { first: 'lists', firstKb: 241, anyKb: 318 },
} as const;

const folder = join(workshop, `loaded-${process.pid}`);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const root = join(import.meta.dirname, '..', '..');
const textOf = (file: string) => readFileSync(join(root, file), 'utf8');

/** Each part with the modules that are imported when it is first asked for, as the sources name them. */
const partsOf = (audience: string): Map<string, string[]> => {
  const parts = new Map<string, string[]>();
  const contract = textOf(`schemas/contract/${audience}.ts`);
  for (const [, part = '', module] of contract.matchAll(/(\w+): async \(\) =>\s*\(?await import\('\.\/([^']+)'\)/g))
    parts.set(part, [`schemas/contract/${module}`]);
  const code = textOf(`functions/${audience}-api/operations.ts`);
  for (const [, part = '', module] of code.matchAll(
    /later\(\s*places\.(\w+),\s*async \(\) =>\s*\(?await import\('\.\/([^']+)'\)/g,
  ))
    parts.get(part)?.push(`functions/${audience}-api/${module}`);
  return parts;
};

describe.each(audiences)('the API of %s', (audience) => {
  const own = bundleFunction(`${audience}-api`, join(folder, audience));
  const clients = bundleClients(own, join(folder, `${audience}-clients`));
  const parts = partsOf(audience);
  /** What has been loaded once these modules were imported, above the clients, in kB. */
  const above = (modules: readonly string[]) => {
    const files = Object.entries(own.metafile.outputs).flatMap(([file, { entryPoint = '' }]) =>
      modules.includes(entryPoint) ? [file] : [],
    );
    expect(files).toHaveLength(modules.length);
    return (bytesOf(own.metafile, loadedWith(own.metafile, [...own.startFiles, ...files])) - clients.loaded) / 1000;
  };

  test('loads no part of its contract at its start, and knows the modules of each', () => {
    const loaded = inputsOf(own).filter((file) => file.startsWith(`schemas/contract/${audience}/`));
    expect(loaded).toEqual([`schemas/contract/${audience}/places.ts`]);
    expect([...parts].filter(([, modules]) => modules.length !== 2)).toEqual([]);
  });

  test('loads no more than this until its first answer', () => {
    const { first, firstKb, anyKb } = limits[audience];
    expect(above(parts.get(first) ?? [])).toBeLessThanOrEqual(firstKb);
    const [largest] = [...parts].map(([part, modules]) => [above(modules), part] as const).sort(([a], [b]) => b - a);
    expect(largest?.[0], largest?.[1]).toBeLessThanOrEqual(anyKb);
  });
});

/** Sources that a bundle loads at its start. */
const inputsOf = ({ metafile, startFiles }: Bundle): string[] =>
  startFiles.flatMap((file) => Object.keys(metafile.outputs[file]?.inputs ?? {}));
