import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { anchorAggregate } from '../../../functions/anchor/anchor.ts';
import { publishDigests } from '../../../functions/publish-digest/publish.ts';
import { HEAD, partitionOf } from '../../../functions/store/keys.ts';
import { SETTLED_MS, settleOrganisation } from '../../../functions/store/merging.ts';
import { exportTable } from '../../../infra/ops/table.ts';
import { isWhole, verifyExport } from '../../../infra/ops/verify.ts';
import { anOrganisation } from '../../factories/people.ts';
import { storeTwin } from '../../factories/twins.ts';
import { type City, openCity, people } from '../../support/city.ts';
import { draftFile, fileIn } from '../../support/files.ts';
import { tableOf } from './table-of.ts';

const { applicant, staff, stranger } = people;
const [from, into] = [anOrganisation(0).id, anOrganisation(5).id];

let folder: string;
let city: City;
let lines: string[];

/** An organisation that is merged into its twin with a draft and a file, whose draft is thrown away afterwards. */
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'merged-'));
  city = await openCity();
  const { ports } = city;
  const [draft, file] = [await draftFile(city), await fileIn(city, 'supported', 1)];
  await storeTwin(ports, 0, 5, stranger.id);
  await settleOrganisation(ports, into);
  const { siret } = anOrganisation(0).content;
  await city.ask('updateOrganisation', applicant.id, {
    params: { organisationId: from },
    body: { ...anOrganisation(0).content, phone: '03 53 01 00 99', version: 1 },
  });
  const merge = () =>
    city.ask('mergeOrganisations', staff.id, {
      params: { organisationId: from },
      body: { intoId: into, version: 2, intoVersion: 1 },
    });
  await merge();
  ports.clock.advance({ milliseconds: SETTLED_MS });
  expect((await merge()).done).toBe(true);
  const body = {
    idToken: JSON.stringify({ name: 'Ariel Nouveau', email: 'ariel@associations.example' }),
    language: 'fr',
  };
  await city.ask('openApplicantSession', 'new-person', { body });
  await city.ask('requestToJoin', 'new-person', { body: { siret } });
  const params = { organisationId: into, personId: 'new-person' };
  await city.ask('declineJoinRequest', staff.id, { params, body: { answer: 'Appelez-nous.' } });
  for (const id of [draft, file]) await anchorAggregate(ports, { type: 'application', id });
  for (const id of [from, into]) await anchorAggregate(ports, { type: 'organisation', id });
  await city.ask('discardDraft', applicant.id, { params: { applicationId: draft } });
  ports.clock.advance({ days: 1 });
  await publishDigests(ports);
  const path = join(folder, 'whole.jsonl');
  await exportTable(tableOf(ports), path);
  lines = (await readFile(path, 'utf8')).trimEnd().split('\n');
}, 120_000);
afterAll(() => rm(folder, { recursive: true }));

const verifyLines = async (changed: readonly string[]) => {
  const path = join(folder, 'changed.jsonl');
  await writeFile(path, `${changed.join('\n')}\n`);
  return verifyExport([path]);
};
const withHead = (id: string, change: (line: string) => string) => {
  const pk = partitionOf('organisation', id);
  const index = lines.findIndex((line) => line.includes(`"pk":{"S":"${pk}"}`) && line.includes(`"sk":{"S":"${HEAD}"}`));
  expect(index).toBeGreaterThanOrEqual(0);
  expect(change(lines[index] as string)).not.toBe(lines[index]);
  return verifyLines(lines.with(index, change(lines[index] as string)));
};

test('an export of organisations that were merged is whole, days and all, though a draft that moved was thrown away', async () => {
  const report = await verifyLines(lines);
  expect(report).toMatchObject({ faults: [], erased: [], unreadable: [], digests: { faults: [], days: 1 } });
  // What the merged one said of itself before its correction.
  expect(report.replaced).toBe(1);
  expect(isWhole(report)).toBe(true);
});

test('a head that says of another organisation than its events that it was merged into it is found', async () => {
  const other = anOrganisation(1).id;
  const moved = await withHead(from, (line) =>
    line.replace(`"mergedIntoId":{"S":"${into}"}`, `"mergedIntoId":{"S":"${other}"}`),
  );
  expect(moved.faults).toMatchObject([{ aggregate: { id: from }, what: 'replays to another head' }]);
  const alone = await withHead(into, (line) => line.replace('"absorbedIds"', '"formerIds"'));
  expect(alone.faults).toMatchObject([{ aggregate: { id: into }, seq: 1, what: 'content changed' }]);
});

test('what a merged organisation says of itself is held to the last event that said it', async () => {
  const changed = await withHead(from, (line) => line.replace('03 53 01 00 99', '03 53 01 00 98'));
  expect(changed.faults).toMatchObject([{ aggregate: { id: from }, seq: 2, what: 'content changed' }]);
});
