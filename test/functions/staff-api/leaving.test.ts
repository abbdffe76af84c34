import { describe, expect, test } from 'vitest';
import { loadHead } from '../../../functions/store/applications.ts';
import { loadPerson } from '../../../functions/store/people.ts';
import { openFilesOf } from '../../../functions/store/roster.ts';
import { stepsTwice, stepsWith } from '../../factories/call.ts';
import { interleave } from '../../support/actors.ts';
import { type City, openCity, people } from '../../support/city.ts';
import { asRead, evaluate, fileIn, scoredFile } from '../../support/files.ts';
import { lagging } from '../../support/lagging.ts';
import { testPorts } from '../../support/ports.ts';
import { planSession } from '../../support/sessions.ts';

const { staff } = people;
const leave =
  (city: City, jurorId: string, status = 'left') =>
  (ports: City['ports']) =>
    city.send('setJurorStatus', staff.id, { params: { jurorId }, body: { status } }, ports);
const holding = async (city: City, applicationId: string, jurorId: string) =>
  (await loadHead(city.ports, applicationId))?.jury?.jurorIds.includes(jurorId) === true;
const isJuror = async (city: City, jurorId: string) =>
  (await loadPerson(city.ports, jurorId))?.roles.includes('juror') === true;

/** Each ahead of the other by so many calls, and some alternations. */
const orders: (readonly number[])[] = [
  ...[3, 5, 6].map((bits) => Array.from({ length: 24 }, (_, place) => (bits >> (place % 4)) & 1)),
  ...[0, 2, 4, 6].flatMap((ahead) =>
    [0, 1].map((first) => [...Array(ahead).fill(first), ...Array(30).fill(1 - first)]),
  ),
];

describe('a juror who leaves and a file that comes, on indexes that lag without end', () => {
  test.each(orders.map((order, turn) => [turn, order] as const))(
    'cannot both win: assigned one more, order %i',
    async (_, order) => {
      const city = await openCity({ ports: lagging(await testPorts()) });
      const juror = city.jurors[3] as string;
      const applicationId = await fileIn(city, 'evaluating');
      const assign = (ports: City['ports']) =>
        city.send('assignJuror', staff.id, { params: { applicationId }, body: { jurorId: juror } }, ports);
      const answers = await interleave(city.ports, order, [leave(city, juror), assign]);
      const statuses = answers.map((answer) => (answer.status === 'fulfilled' ? answer.value.status : 0));
      const [left, given] = [!(await isJuror(city, juror)), await holding(city, applicationId, juror)];
      expect([left, given]).toEqual([!given, given]);
      expect(statuses).toEqual(given ? [409, 200] : [200, 422]);
      expect(await openFilesOf(city.ports, juror)).toEqual(given ? [applicationId] : []);
    },
  );

  test.each(orders.slice(0, 7).map((order, turn) => [turn, order] as const))(
    'cannot both win: a step that opens, order %i',
    async (_, order) => {
      const city = await openCity({ ports: lagging(await testPorts()) });
      const juror = city.jurors[0] as string;
      const applicationId = await fileIn(city, 'ready');
      const body = await asRead(city, applicationId, { jurorIds: city.jurors.slice(0, 3) });
      const open = (ports: City['ports']) =>
        city.send('openStep', staff.id, { params: { applicationId }, body }, ports);
      await interleave(city.ports, order, [open, leave(city, juror)]);
      expect(await isJuror(city, juror)).toBe(await holding(city, applicationId, juror));
    },
  );

  test.each(orders.slice(0, 5).map((order, turn) => [turn, order] as const))(
    'cannot both win: an invitation taken back, order %i',
    async (_, order) => {
      const city = await openCity({ ports: lagging(await testPorts()) });
      const body = { roles: ['juror'], name: 'Inès Exemple', email: 'ines@jury.example', language: 'fr' };
      const { id: juror } = await city.ask('inviteMember', staff.id, { body });
      const applicationId = await fileIn(city, 'evaluating');
      await interleave(city.ports, order, [
        (ports) => city.send('withdrawInvitation', staff.id, { params: { personId: juror }, body: {} }, ports),
        (ports) => city.send('assignJuror', staff.id, { params: { applicationId }, body: { jurorId: juror } }, ports),
      ]);
      expect(await isJuror(city, juror)).toBe(await holding(city, applicationId, juror));
    },
  );
});

describe('a juror who left', () => {
  test('is not among those with whom the next step opens, though the last one counts the evaluation', async () => {
    const city = await openCity({ call: { steps: stepsTwice() } });
    const [first, second, third] = city.jurors as [string, string, string];
    const applicationId = await fileIn(city, 'evaluating');
    for (const juror of [first, second]) await evaluate(city, applicationId, juror);
    expect((await leave(city, first)(city.ports)).status).toBe(200);
    await evaluate(city, applicationId, third);
    expect(await city.wake(applicationId)).toBe(true);
    const head = await loadHead(city.ports, applicationId);
    expect([head?.jury?.stepId, head?.jury?.jurorIds, head?.results[0]?.evaluations]).toEqual([
      'evaluation-again',
      [second, third],
      3,
    ]);
  });

  test('and sits on a session is given no file of its agenda', async () => {
    const city = await openCity();
    const applicationId = await scoredFile(city);
    const sessionId = await planSession(city);
    const [first, ...others] = city.jurors.slice(0, 3) as [string, ...string[]];
    expect((await leave(city, first)(city.ports)).status).toBe(200);
    await city.ask('scheduleFile', staff.id, { params: { sessionId }, body: { applicationId } });
    expect((await loadHead(city.ports, applicationId))?.jury?.jurorIds).toEqual(others);
  });
});

test('sixty jurors have room in one transaction', async () => {
  const city = await openCity({ jurors: 60, call: { steps: stepsWith({ wanted: 60, quorum: 30 }) } });
  const applicationId = await fileIn(city, 'ready');
  const body = await asRead(city, applicationId, { jurorIds: city.jurors });
  await city.ask('openStep', staff.id, { params: { applicationId }, body });
  expect((await loadHead(city.ports, applicationId))?.jury?.jurorIds).toHaveLength(60);
});
