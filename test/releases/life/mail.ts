import { loadPerson } from '../../../functions/store/people.ts';
import { aBounce, aComplaint, aRejection } from '../../factories/mail.ts';
import { aJuror } from '../../factories/people.ts';
import { linkIn } from '../../support/mails.ts';
import { type Association, associations, at, juror, staff } from './acts.ts';
import type { Part, Town } from './town.ts';

/** What became of the mails: some come back, some are unwanted, some wait until staff have them sent again. */

/** Where letters of an association go: to whoever submits its files. */
const mailsOf = (town: Town, by: Association) =>
  loadPerson(town.ports, associations[by].person).then((person) => person?.email ?? '');
const addressOf = (place: number): string => aJuror(place - 1).email;

/** The last mail to a person of a file or session, as SES speaks of it; each time that it speaks has an id of its own. */
const about = (town: Town, id: string, recipient = 'applicant') => {
  const { about, to } = town.post.lastOf(id, recipient);
  return { about, email: to, feedbackId: `feedback-${town.post.taken.length}-${id}-${recipient}` };
};
const resume = (town: Town, file: string, recipient = 'applicant') =>
  town.ask('resumeMail', staff.id, { params: at(town, file), body: { recipient } });

export const mail: Part = {
  '2026-09-03': async (town) => {
    await town.consumers.told(aBounce(about(town, town.files.of('garden'))));
    await town.consumers.told(aBounce({ ...about(town, town.files.of('canteen')), bounceType: 'Transient' }));
  },
  // Contacts who were asked: one wants copies, one does not, others do not answer.
  '2026-09-08': async (town) => {
    for (const [name, answer] of [
      ['garden', 'confirmed'],
      ['radio', 'declined'],
    ] as const)
      await town.ask('answerContact', '', {
        body: { token: linkIn([town.post.lastOf(town.files.of(name), 'contact')]), answer },
      });
  },
  '2026-09-10': async (town) => {
    await town.consumers.told(aRejection(about(town, town.files.of('workshop'))));
  },
  '2026-09-11': async (town) => {
    await resume(town, 'workshop');
  },
  // A juror finds our mails unwanted: what comes later is held back. One mail about a session does not arrive.
  '2026-09-23': async (town) => {
    await town.consumers.told(aComplaint(about(town, town.files.of('bicycles'), juror(town, 4))));
    await town.consumers.told(
      aBounce({ ...about(town, town.sessions.of('september'), juror(town, 3)), bounceType: 'Transient' }),
    );
  },
  // The decision on the garden was held back since its contact's address had bounced: now it leaves.
  '2026-10-05': async (town) => {
    await resume(town, 'garden');
  },
  '2026-11-12': async (town) => {
    await town.ask('answerContact', '', {
      body: { token: linkIn([town.post.lastOf(town.files.of('papers'), 'contact')]), answer: 'confirmed' },
    });
  },
  // An address that the post never takes: what it was to be told is posted, handed over and given up; the last one waits
  // for staff, and so does what a mailbox that is full was to be told.
  '2026-11-16': async (town) => {
    town.post.troubles.set(await mailsOf(town, 'fil'), 'never-takes');
  },
  '2026-11-18': async (town) => {
    town.post.troubles.clear();
    const { items } = await town.ask('listUnsentMails', staff.id, { query: at(town, 'papers') });
    const ends = [
      { outcome: 'posted', on: '2026-11-18' },
      { outcome: 'handed-over', on: '2026-11-18' },
      { outcome: 'given-up', reason: 'Le dossier a été complété entre-temps.' },
    ];
    for (const [place, settle] of ends.entries()) {
      const { act, about, seq, recipient } = items[place] as (typeof items)[number];
      const aggregate = { type: about.type, id: about.id };
      await town.ask('settleMail', staff.id, { body: { act, aggregate, seq, recipient, settle } });
    }
  },
  '2026-11-24': async (town) => {
    town.post.troubles.set(await mailsOf(town, 'canal'), 'never-takes');
  },
  // Four addresses are not reached any more: what they were to be told waits when the life ends.
  '2026-11-27': async (town) => {
    town.post.troubles.set(await mailsOf(town, 'canal'), 'refuses');
    town.post.troubles.set(await mailsOf(town, 'fil'), 'falls-silent');
    town.post.troubles.set(addressOf(2), 'falls-silent');
    town.post.troubles.set(addressOf(5), 'falls-silent');
  },
};
