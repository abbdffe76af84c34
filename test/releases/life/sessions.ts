import type { Ballot } from '../../../schemas/evaluation.ts';
import { exampleNotes, exampleRecusal } from '../../../schemas/examples/jury.ts';
import { conclude, openSession, pointIn, run, schedule, vote, voteOn } from '../../support/sessions.ts';
import { at, jurors, ownerOf, staff } from './acts.ts';
import type { Part, Town } from './town.ts';

/** Sessions of the jury: planned, changed, convened, cancelled, held and closed, with minutes; and three under way. */

const on = (town: Town, name: string) => ({ sessionId: town.sessions.of(name) });

/** Three in the afternoon in Paris, or two in winter. */
const hour = (day: string) => `${day}T13:00:00.000Z`;

const plan = async (
  town: Town,
  name: string,
  day: string,
  memberIds: readonly string[],
  call = 'city',
): Promise<string> => {
  const body = {
    callId: town.calls.of(call),
    title: `Comité de sélection (${name})`,
    place: 'Hôtel de ville, salle inventée',
    startsAt: hour(day),
    memberIds,
  };
  const { id } = await town.ask('planSession', staff.id, { body });
  return town.sessions.note(name, id);
};
const convene = (town: Town, name: string) =>
  town.ask('conveneSession', staff.id, { params: on(town, name), body: {} });
const agenda = (town: Town, name: string, file: string) => schedule(town, town.sessions.of(name), town.files.of(file));
const notes = (town: Town, name: string, file: string, text: string, revision = 0) =>
  town.ask('saveNotes', staff.id, { params: { ...on(town, name), ...at(town, file) }, body: { text, revision } });
const all = (members: readonly string[], ballot: Ballot): Record<string, Ballot> =>
  Object.fromEntries(members.map((id) => [id, ballot]));
const close = (town: Town, name: string) => town.ask('closeSession', staff.id, { params: on(town, name), body: {} });
const postpone = async (town: Town, name: string, file: string) => {
  const { rev } = await pointIn(town, town.sessions.of(name), town.files.of(file));
  return town.ask('postponePoint', staff.id, { params: { ...on(town, name), ...at(town, file) }, body: { rev } });
};
const change = async (town: Town, name: string, day: string, memberIds: readonly string[]) => {
  const { version, title, place } = await town.ask('getSession', staff.id, { params: on(town, name) });
  const body = { title, place: `${place}, à l’étage`, startsAt: hour(day), memberIds, version };
  return town.ask('changeSession', staff.id, { params: on(town, name), body });
};

/** Hears a file, all in favour, at a session that is open. */
const settle = async (town: Town, name: string, file: string, members: readonly string[], proposedCents?: number) => {
  await voteOn(town, town.sessions.of(name), town.files.of(file), all(members, 'favourable'));
  await conclude(town, town.sessions.of(name), town.files.of(file), { ...(proposedCents && { proposedCents }) });
};

export const sessions: Part = {
  '2026-09-22': async (town) => {
    await plan(town, 'september', '2026-09-28', jurors(town, 1, 2, 3, 4));
    await convene(town, 'september');
    for (const file of ['workshop', 'bicycles', 'garden', 'canteen']) await agenda(town, 'september', file);
    const order = ['garden', 'workshop', 'bicycles', 'canteen'].map((file) => town.files.of(file));
    await town.ask('orderAgenda', staff.id, { params: on(town, 'september'), body: { applicationIds: order } });
  },

  // One of four is away and excused, one steps back from a file, one file is put off.
  '2026-09-28': async (town) => {
    const present = jurors(town, 1, 2, 3);
    const [first, second, third] = present as [string, string, string];
    const september = town.sessions.of('september');
    await openSession(town, september, present);
    const [away = ''] = jurors(town, 4);
    const absence = { params: { ...on(town, 'september'), personId: away }, body: { present: false, excused: true } };
    await town.ask('markPresence', staff.id, absence);
    await settle(town, 'september', 'garden', present, 600_000);

    const workshop = town.files.of('workshop');
    await run(town, september, workshop, 'hear');
    await run(town, september, workshop, 'reveal');
    await notes(town, 'september', 'workshop', exampleNotes(0));
    await notes(town, 'september', 'workshop', exampleNotes(1), 1);
    await run(town, september, workshop, 'open-vote');
    await vote(town, september, workshop, first, 'unfavourable');
    await vote(town, september, workshop, first, 'favourable');
    await vote(town, september, workshop, second, 'favourable');
    await vote(town, september, workshop, third, 'reserved');
    await run(town, september, workshop, 'count');
    await conclude(town, september, workshop, { proposedCents: 400_000 });

    await town.ask('recuse', third, { params: at(town, 'bicycles'), body: { ...exampleRecusal, confirm: true } });
    await voteOn(town, september, town.files.of('bicycles'), all([first, second], 'unfavourable'));
    await conclude(town, september, town.files.of('bicycles'), { opinion: 'unfavourable' });

    await voteOn(town, september, town.files.of('canteen'), all(present, 'deferred'));
    await postpone(town, 'september', 'canteen');
    await close(town, 'september');
  },

  // The minutes are drawn, corrected twice and approved; those of the next session are corrected and no more.
  '2026-10-02': async (town) => {
    const params = on(town, 'september');
    let { content, revision } = await town.ask('getMinutes', staff.id, { params });
    for (const word of ['relu', 'relu et complété']) {
      const body = { content: { ...content, title: `${content.title} (${word})` }, revision };
      ({ content, revision } = await town.ask('saveMinutes', staff.id, { params, body }));
    }
    await town.ask('approveMinutes', staff.id, { params, body: { content, revision, forAll: [0, 1] } });
  },

  '2026-10-12': async (town) => {
    const members = [...jurors(town, 1, 2, 3), town.members.of('ursula')];
    await plan(town, 'october', '2026-10-19', members);
    await convene(town, 'october');
    for (const file of ['canteen', 'radio', 'orchestra', 'lodge']) await agenda(town, 'october', file);
  },

  '2026-10-19': async (town) => {
    const members = [...jurors(town, 1, 2, 3), town.members.of('ursula')];
    await openSession(town, town.sessions.of('october'), members);
    for (const file of ['canteen', 'radio', 'orchestra']) await settle(town, 'october', file, members, 300_000);
    // One alone votes on the last file, and the opinion is given all the same.
    const lodge = town.files.of('lodge');
    await voteOn(town, town.sessions.of('october'), lodge, all(members.slice(0, 1), 'favourable'));
    await conclude(town, town.sessions.of('october'), lodge, { proposedCents: 300_000, belowQuorum: true });
    await close(town, 'october');
    const params = on(town, 'october');
    const { content, revision } = await town.ask('getMinutes', staff.id, { params, query: { language: 'en' } });
    await town.ask('saveMinutes', staff.id, { params, body: { content, revision } });
  },

  // The districts' call is heard twice; its minutes stay as the sessions draw them.
  '2026-10-26': async (town) => {
    const members = jurors(town, 1, 2);
    for (const name of ['meeting', 'committee']) {
      await plan(town, name, '2026-10-26', members, 'districts');
      await agenda(town, name, 'square');
      await openSession(town, town.sessions.of(name), members);
      await settle(town, name, 'square', members);
      await close(town, name);
    }
  },

  '2026-11-02': async (town) => {
    await plan(town, 'cancelled', '2026-11-16', jurors(town, 1, 2));
    await convene(town, 'cancelled');
    for (const file of ['library', 'caravan']) await agenda(town, 'cancelled', file);
  },

  // A file is taken off by hand, another with the session.
  '2026-11-09': async (town) => {
    await town.ask('unscheduleFile', staff.id, { params: { ...on(town, 'cancelled'), ...at(town, 'caravan') } });
    await town.ask('cancelSession', staff.id, { params: on(town, 'cancelled'), body: {} });
    await plan(town, 'unsaid', '2026-12-17', jurors(town, 1, 2, 3));
  },

  // One member comes and one leaves before the agenda is made; then the session moves with its files.
  '2026-11-23': async (town) => {
    await plan(town, 'december', '2026-12-03', jurors(town, 1, 2, 3));
    await convene(town, 'december');
    await change(town, 'december', '2026-12-03', jurors(town, 1, 2, 5));
    for (const file of ['library', 'caravan']) await agenda(town, 'december', file);
    await town.ask('withdrawApplication', ownerOf(town, 'caravan'), { params: at(town, 'caravan'), body: {} });
    await change(town, 'december', '2026-12-10', jurors(town, 1, 2, 5));
  },

  // Three tables at once, so that a file is at each point of its hearing.
  '2026-11-27': async (town) => {
    const members = jurors(town, 1, 2, 3);
    const [first = '', second = '', third = ''] = members;
    for (const name of ['red', 'green', 'blue']) await plan(town, name, '2026-11-27', members);
    await agenda(town, 'red', 'tabled');
    await agenda(town, 'green', 'heard');
    await agenda(town, 'blue', 'counted');
    for (const name of ['red', 'green', 'blue']) await openSession(town, town.sessions.of(name), members);

    await town.ask('recuse', third, { params: at(town, 'tabled'), body: { ...exampleRecusal, confirm: true } });
    for (const step of ['hear', 'reveal', 'open-vote'])
      await run(town, town.sessions.of('red'), town.files.of('tabled'), step);
    await vote(town, town.sessions.of('red'), town.files.of('tabled'), first, 'reserved');
    await run(town, town.sessions.of('green'), town.files.of('heard'), 'hear');
    await notes(town, 'green', 'heard', 'Le débat commence.');
    await voteOn(town, town.sessions.of('blue'), town.files.of('counted'), {
      [first]: 'favourable',
      [second]: 'reserved',
      [third]: 'favourable',
    });

    // The last act of the life: a change that one of the members is not told of yet.
    await change(town, 'december', '2026-12-11', jurors(town, 1, 2, 5));
  },
};
