import { callLille } from '../../../schemas/examples/call-lille.ts';
import { callLilleNext } from '../../../schemas/examples/call-lille-next.ts';
import { aDecideStep, aDeliberateStep, aScoreStep } from '../../factories/call.ts';
import { staff } from './acts.ts';
import type { Part, Town } from './town.ts';

/** The calls: published, published anew, paused, typed and never published, thrown away. */

const [criterion] = aScoreStep().criteria.map((entry) => ({ ...entry, weight: 100 }));
const said = (fr: string, en: string) => ({ fr, en });

/**
 * A call of the districts, which leads a file everywhere that the example call does not: scored twice, first without
 * names, where too low a mark leads straight to the decision, then heard at two sessions.
 */
const districts = {
  ...callLille,
  title: said('Appel des quartiers', 'Call of the districts'),
  introduction: said('De petites actions, dans un quartier.', 'Small actions in one district.'),
  // Its jurors are shown bank details too, since it says so.
  documents: callLille.documents.slice(0, 2).map((document) => ({ ...document, keptFromJury: false })),
  eligibility: callLille.eligibility.slice(0, 1),
  envelopeCents: 5_000_000,
  steps: [
    callLille.steps[0],
    aScoreStep({
      id: 'first-look',
      label: said('Premier regard', 'First look'),
      wanted: 2,
      quorum: 2,
      criteria: criterion ? [criterion] : [],
      threshold: { percent: 50, mode: 'required' },
      blind: { applicant: true, peers: true },
    }),
    aScoreStep({
      id: 'second-look',
      label: said('Second regard', 'Second look'),
      wanted: 2,
      quorum: 1,
      criteria: criterion ? [criterion] : [],
    }),
    aDeliberateStep({ id: 'meeting', label: said('Rencontre', 'Meeting'), quorum: 1 }),
    aDeliberateStep(),
    aDecideStep(),
  ],
};

const create = async (town: Town, name: string): Promise<string> => {
  const body = { from: town.callId, idempotencyKey: town.key() };
  const { callId } = await town.ask('createCall', staff.id, { body });
  return town.calls.note(name, callId);
};
const type = (town: Town, callId: string, content: unknown, revision: number, basedOn: number) =>
  town.ask('saveCallDraft', staff.id, { params: { callId }, body: { content, revision, basedOn } });
const publish = (town: Town, callId: string, body: { revision?: number; content?: unknown; basedOn: number }) =>
  town.ask('publishCall', staff.id, { params: { callId }, body });

export const calls: Part = {
  '2026-09-01': async (town) => {
    town.calls.note('city', town.callId);
    const callId = await create(town, 'districts');
    await type(town, callId, districts, 1, 0);
    await publish(town, callId, { revision: 2, basedOn: 0 });
  },

  // Files that were submitted until now keep the first version.
  '2026-09-08': async (town) => {
    await publish(town, town.calls.of('city'), { content: callLilleNext, basedOn: 1 });
  },

  '2026-09-15': async (town) => {
    const callId = await create(town, 'summer');
    const summer = { ...districts, title: said('Appel de l’été', 'Summer call'), steps: callLille.steps.slice(-2) };
    await type(town, callId, summer, 1, 0);
    await publish(town, callId, { revision: 2, basedOn: 0 });
    await publish(town, callId, { content: { ...summer, paused: true }, basedOn: 1 });
  },

  '2026-11-23': async (town) => {
    const abandoned = await create(town, 'abandoned');
    await town.ask('discardCallDraft', staff.id, { params: { callId: abandoned }, body: { revision: 1 } });
    const begun = await create(town, 'begun');
    await type(town, begun, { title: said('Appel de l’an prochain', '') }, 1, 0);
    // Typed over a call that goes on meanwhile.
    await type(town, town.calls.of('city'), { title: callLille.title, silenceMonths: 3 }, 0, 2);
  },
};
