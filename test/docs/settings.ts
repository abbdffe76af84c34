import { readFileSync, writeFileSync } from 'node:fs';
import * as z from 'zod';
import { written } from '../../infra/aws/settings.ts';

/** `npm run docs:settings`: the JSON schema of `stages/*.json`, for editors, with the words of docs/deploy.md. */

export const file = new URL('../../stages/settings.schema.json', import.meta.url);

/** What the table of docs/deploy.md says of each setting. */
const meanings = (): Map<string, string> => {
  const page = readFileSync(new URL('../../docs/deploy.md', import.meta.url), 'utf8');
  return new Map(
    [...page.matchAll(/^\| (`[^|]+`) +\|[^|]+\| ([^|]+?) +\|$/gm)].flatMap(([, names = '', meaning = '']) =>
      [...names.matchAll(/`(\w+)`/g)].map(([, name = '']): [string, string] => [name, meaning.replaceAll('`', '')]),
    ),
  );
};

export const settingsSchema = (): string => {
  const { properties = {}, required, ...schema } = z.toJSONSchema(written, { io: 'input' });
  const said = meanings();
  const described = Object.entries(properties).map(([name, property]) => [
    name,
    { description: said.get(name), ...(property as object) },
  ]);
  return `${JSON.stringify(
    { ...schema, properties: { $schema: { type: 'string' }, ...Object.fromEntries(described) }, required },
    undefined,
    2,
  )}\n`;
};

if (import.meta.main) writeFileSync(file, settingsSchema());
