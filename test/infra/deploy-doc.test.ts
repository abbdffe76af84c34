import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { personItem } from '../../functions/store/items/person.ts';
import { personWrite } from '../../functions/store/people.ts';
import { readItem } from '../../functions/store/stored.ts';
import { settingNames } from '../../infra/aws/settings.ts';
import { everyDuty } from '../../schemas/office.ts';

const doc = readFileSync(new URL('../../docs/deploy.md', import.meta.url), 'utf8');

type Attribute = { S?: string; N?: string; L?: Attribute[] };
/** The value of a DynamoDB attribute, of the types that the document uses. */
const plain = ({ S, N, L }: Attribute): unknown => S ?? (N === undefined ? L?.map(plain) : Number(N));

it("the first member of staff's item, as documented, is the one that the store writes and reads", () => {
  const written: Record<string, Attribute> = JSON.parse(/```json\n( *\{\n *"pk"[\s\S]*?)```/.exec(doc)?.[1] ?? '');
  const item = Object.fromEntries(Object.entries(written).map(([name, value]) => [name, plain(value)]));
  const { rev, ...person } = readItem(personItem, item);
  expect(item).toEqual(personWrite(person, rev));
  expect(person.roles).toEqual(everyDuty);
});

it('each setting of a deployment is documented', () => {
  const firstCells = [...doc.matchAll(/^\| (`[^|]+`) +\|/gm)].map((row) => row[1] as string);
  const documented = firstCells.flatMap((cell) => [...cell.matchAll(/`(\w+)`/g)].map((name) => name[1]));
  expect(documented.sort()).toEqual([...settingNames].sort());
});
