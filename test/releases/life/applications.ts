import { noteStanding } from '../../../functions/scan-attachment/scan.ts';
import { loadHead } from '../../../functions/store/applications.ts';
import { takeOffAttachment } from '../../../functions/store/attachments.ts';
import { exampleClosing, exampleReopening, exampleSilence } from '../../../schemas/examples/jury.ts';
import { aContent } from '../../factories/application.ts';
import { asRead, checkFile } from '../../support/files.ts';
import { apply, at, attach, begin, ownerOf, passChecks, prepare, save, staff, today } from './acts.ts';
import type { Part, Town } from './town.ts';

/** Files until they are before the jury: drafts, documents, submissions, checks, what was asked for, and early ends. */

const check = (town: Town, name: string, verdict?: 'passed' | 'complements' | 'ineligible') =>
  checkFile(town, town.files.of(name), verdict);
const discard = (town: Town, name: string) => town.ask('discardDraft', ownerOf(town, name), { params: at(town, name) });

/** Answers what was asked for: a document more, and a line of the form put right. */
const complete = async (town: Town, name: string, example: number): Promise<void> => {
  await attach(town, name, 'accounts');
  const { commitments } = aContent(example, today(town));
  await save(town, name, 'commitments', { ...commitments, contactPhone: '03 53 01 00 99' }, 1);
  await town.ask('provideComplements', ownerOf(town, name), {
    params: at(town, name),
    body: { idempotencyKey: town.key() },
  });
};

/** Ends a file without a decision, or opens it again. */
const end = async (
  town: Town,
  name: string,
  operation: 'closeApplication' | 'recordSilence' | 'reopenApplication',
  reasons: string,
) =>
  town.ask(operation, staff.id, { params: at(town, name), body: await asRead(town, town.files.of(name), { reasons }) });

export const applications: Part = {
  '2026-09-02': async (town) => {
    await apply(town, 'workshop', 'canal', 0);
    await apply(town, 'bicycles', 'canal', 3);
    await apply(town, 'garden', 'ruche', 1);
    await apply(town, 'canteen', 'ruche', 4);
    await apply(town, 'radio', 'fil', 2);
    await apply(town, 'orchestra', 'fil', 5);
    await apply(town, 'lodge', 'ruche', 6);
    await apply(town, 'faraway', 'canal', 7);
    await apply(town, 'given-up', 'ruche', 8);
    await apply(town, 'unheard', 'canal', 27);
    await apply(town, 'mute', 'fil', 28);
    await apply(town, 'back', 'ruche', 29);
  },

  '2026-09-04': async (town) => {
    const districts = town.calls.of('districts');
    await apply(town, 'square', 'canal', 9, districts);
    await apply(town, 'arcade', 'fil', 10, districts);
    await apply(town, 'lane', 'ruche', 11, districts);
    for (const name of ['square', 'arcade', 'lane']) await check(town, name);
    // Begun and thrown away: the night removes what is left of its documents.
    await prepare(town, 'forgotten', 'canal', 12);
    // Begun and left: its association is warned in November.
    await prepare(town, 'dormant', 'canal', 13);
    await discard(town, 'forgotten');
  },

  '2026-09-09': async (town) => {
    await check(town, 'workshop', 'complements');
    await check(town, 'faraway');
    await check(town, 'faraway', 'ineligible');
    await town.ask('withdrawApplication', ownerOf(town, 'given-up'), { params: at(town, 'given-up'), body: {} });
    // Nobody ever answers these two.
    await check(town, 'mute', 'complements');
    await check(town, 'back', 'complements');
    await passChecks(town, 'bicycles', 'garden', 'canteen', 'radio', 'orchestra', 'lodge');
  },

  '2026-09-16': async (town) => {
    await complete(town, 'workshop', 0);
    await passChecks(town, 'workshop');
  },

  // From here on files have the second version of the call.
  '2026-10-12': async (town) => {
    const later = ['market', 'library', 'caravan', 'tabled', 'heard', 'counted'];
    for (const [place, name] of later.entries()) await apply(town, name, place % 2 === 0 ? 'canal' : 'fil', 12 + place);
    await passChecks(town, ...later);
  },

  '2026-10-15': async (town) => {
    await end(town, 'mute', 'closeApplication', exampleClosing);
    await end(town, 'back', 'closeApplication', exampleClosing);
  },

  '2026-10-19': async (town) => {
    await end(town, 'back', 'reopenApplication', exampleReopening);
  },

  '2026-11-10': async (town) => {
    await end(town, 'unheard', 'recordSilence', exampleSilence);
    await apply(town, 'waiting', 'ruche', 20);
    await passChecks(town, 'waiting');
    await apply(town, 'papers', 'fil', 21);
  },

  '2026-11-16': async (town) => {
    await check(town, 'papers', 'complements');
  },

  // What cannot be scanned is handed over as it is, and staff let it through.
  '2026-11-17': async (town) => {
    const released = await attach(town, 'papers', 'accounts', { filename: 'released.pdf', scan: 'UNSUPPORTED' });
    town.documents.note('released', released);
    const unscanned = await attach(town, 'papers', 'accounts', { filename: 'unscanned.pdf', scan: 'later' });
    town.documents.note('unscanned', unscanned);
    // And somebody else is to be the contact: the one before had confirmed, and is told.
    const { commitments } = aContent(21, today(town));
    await save(town, 'papers', 'commitments', { ...commitments, contactEmail: 'releve@fil.example' }, 1);
    await town.ask('provideComplements', ownerOf(town, 'papers'), {
      params: at(town, 'papers'),
      body: { idempotencyKey: town.key() },
    });
    await town.ask('releaseAttachment', staff.id, {
      params: { ...at(town, 'papers'), attachmentId: released },
      body: {},
    });
    await check(town, 'papers', 'complements');
  },

  // The scanner stopped: what had no verdict for a day is let through, and what it failed at goes on waiting.
  '2026-11-19': async (town) => {
    const detail = { statusReasons: [{ code: 'UNAUTHORIZED_TO_ASSUME_ROLE' }] };
    await noteStanding(town.ports, { state: 'error', at: town.ports.now().toISOString(), event: 'scanner-1', detail });
    await town.ask('releaseAttachment', staff.id, {
      params: { ...at(town, 'papers'), attachmentId: town.documents.of('unscanned') },
      body: {},
    });
    const failed = await attach(town, 'papers', 'accounts', { filename: 'failed.pdf', scan: 'FAILED' });
    town.documents.note('failed', failed);
    await town.ask('rescanWaiting', staff.id, { body: {} });
  },

  '2026-11-24': async (town) => {
    await apply(town, 'fresh', 'canal', 22);
  },

  // What is in hand at the end: drafts, documents in every state, a file of the last hour.
  '2026-11-27': async (town) => {
    await begin(town, 'begun', 'canal');
    await save(town, 'begun', 'project', { title: 'Un jardin à commencer' });
    await save(town, 'begun', 'project', { title: 'Un jardin à partager' }, 1);
    await attach(town, 'begun', 'statutes', { bytes: 'never' });
    await prepare(town, 'prepared', 'ruche', 23, town.calls.of('districts'));
    await prepare(town, 'thrown-away', 'fil', 24);
    await discard(town, 'thrown-away');

    const note = async (name: string, how: Parameters<typeof attach>[3]) =>
      town.documents.note(name, await attach(town, 'papers', 'accounts', { filename: `${name}.pdf`, ...how }));
    await note('promised', { bytes: 'never' });
    await note('arrived', { scan: 'later' });
    await note('clean', {});
    await note('harmful', { scan: 'THREATS_FOUND' });
    await note('mistaken', { bytes: 'others', scan: 'later' });
    await note('unreadable', { scan: 'UNSUPPORTED' });
    const removed = await attach(town, 'papers', 'activity-report');
    // Whoever takes it off is cut short before the bytes have gone: the next night finishes it.
    const papers = await loadHead(town.ports, town.files.of('papers'));
    if (papers) await takeOffAttachment(town.ports, papers, removed);
    await apply(town, 'last-hour', 'canal', 25);
    await apply(town, 'last-minute', 'fil', 26);
  },
};
