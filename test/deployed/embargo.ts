import { strict as assert } from 'node:assert';
import { addDays, dayOf } from '../../functions/domain/calendar.ts';
import type { Outputs } from '../../infra/aws/publish.ts';
import { exampleRefusal } from '../../schemas/examples/jury.ts';
import { eventually, inOrder } from './checks.ts';
import type { Emulator } from './emulator.ts';
import { mailsTo } from './mails.ts';
import { settled } from './operations.ts';
import type { Cast } from './people.ts';
import type { Waiting } from './versions.ts';

/** A decision that is kept back. */
export interface Kept extends Waiting {
  reference: string;
  announceOn: string;
}

/** Letters to a file's contact that tell of its decision. */
export const lettersOf = async (emulator: Emulator, { contact, reference }: Kept) =>
  (await mailsTo(emulator, contact)).filter(({ BodyText }) => BodyText.includes(reference));

/** Nothing that an applicant sees of a file tells of the decision. */
export const assertUntold = async (emulator: Emulator, { applicant }: Cast, kept: Kept): Promise<void> => {
  const params = { applicationId: kept.applicationId };
  const file = await applicant.ask('getApplication', { params });
  const letters = await applicant.ask('listLetters', { params });
  const story = await applicant.ask('getTimeline', { params });
  assert.deepEqual(
    [file.state, file.outcome, file.decidedOn, letters.items.length],
    ['deciding', undefined, undefined, 1],
  );
  const said = JSON.stringify([file, letters, story]);
  assert.ok(!said.includes(kept.reference) && !said.includes(exampleRefusal), said);
  const { items } = await applicant.ask('listApplications', { query: { organisationId: file.organisation.id } });
  assert.equal(items.find(({ id }) => id === kept.applicationId)?.state, 'deciding');
  assert.equal((await lettersOf(emulator, kept)).length, 0);
};

/** The applicant reads the decision, and was told of it once. */
export const assertTold = async (emulator: Emulator, { applicant }: Cast, kept: Kept): Promise<void> => {
  await eventually('The letter', async () => (await lettersOf(emulator, kept)).length === 1);
  await eventually('The letter on the file', async () => {
    const params = { applicationId: kept.applicationId };
    const file = await applicant.ask('getApplication', { params });
    const { items } = await applicant.ask('listLetters', { params });
    const read = items.filter(({ body }) => body.includes(kept.reference));
    return file.state === 'refused' && file.outcome === 'refused' && read.length === 1;
  });
};

/** Two decisions are kept back, and one is announced by staff. @returns the other. */
export const checkEmbargo = async (
  emulator: Emulator,
  outputs: Outputs,
  cast: Cast,
  waiting: readonly Waiting[],
): Promise<Kept | undefined> => {
  const story = inOrder();
  const { client: staff } = cast.staff;
  const today = dayOf(new Date().toISOString());
  const kept = waiting.map(
    (file, index): Kept => ({
      ...file,
      reference: `EXEMPLE-${today.slice(0, 4)}-10${index}`,
      announceOn: addDays(today, 3),
    }),
  );
  const [first, second] = kept;

  await story('decisions under embargo are seen by staff alone, and no letter leaves', async () => {
    assert.equal(kept.length, 2);
    for (const { applicationId, reference, announceOn } of kept) {
      const decision = {
        outcome: 'refused',
        decidedOn: today,
        reference,
        reasons: exampleRefusal,
        announceOn,
      } as const;
      const params = { applicationId };
      const { version } = await staff.ask('getStaffFile', { params });
      const file = await staff.ask('recordDecision', { params, body: { decision, version } });
      assert.deepEqual([file.state, file.announceOn, file.decision?.reference], ['refused', announceOn, reference]);
    }
    await settled(emulator, outputs, 'notify');
    for (const one of kept) await assertUntold(emulator, cast, one);
  });
  await story('staff announce one of them: its letter leaves once, and the other stays as it was', async () => {
    if (!first || !second) throw new Error('There are not two.');
    const params = { applicationId: first.applicationId };
    const { version } = await staff.ask('getStaffFile', { params });
    const announced = await staff.ask('announceDecision', { params, body: { version } });
    assert.deepEqual([announced.state, announced.announceOn], ['refused', undefined]);
    await settled(emulator, outputs, 'notify');
    await assertTold(emulator, cast, first);
    await assertUntold(emulator, cast, second);
    assert.equal((await staff.send('announceDecision', { params, body: { version: announced.version } })).status, 409);
  });
  return second;
};
