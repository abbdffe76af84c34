import { SETTLED_MS, settleOrganisation } from '../../functions/store/merging.ts';
import { anApplicant, anOrganisation } from '../factories/people.ts';
import { storeFileOf } from '../factories/stored.ts';
import { storeTwin } from '../factories/twins.ts';
import { type City, people } from '../support/city.ts';
import { key } from '../support/files.ts';
import { type Act, counted } from './life.ts';

/** Once each what one SIRET for one organisation leads to: persons who wish to be linked, and a twin that is merged. */
export const organisationActs = async (city: City, act: Act): Promise<void> => {
  await wishes(city, act);
  await twins(city, act);
};

const { staff } = people;

const signIn = async (city: City, place: number): Promise<string> => {
  const { id, name, email } = anApplicant(place);
  await city.ask('openApplicantSession', id, { body: { idToken: JSON.stringify({ name, email }), language: 'fr' } });
  return id;
};

/** One person is linked to an organisation that has files, another is not. */
const wishes = async (city: City, act: Act): Promise<void> => {
  const { ask } = counted(city, act);
  const { id: organisationId, content } = anOrganisation(0);
  const wish = async (place: number) => {
    const personId = await signIn(city, place);
    await ask('requestToJoin', personId, { body: { siret: content.siret, message: 'Trésorière depuis mai' } });
    return { params: { organisationId, personId } };
  };
  const linked = await wish(8);
  const declined = await wish(9);
  await ask('listOwnJoinRequests', linked.params.personId);
  await ask('listJoinRequests', staff.id);
  await ask('getJoinRequest', staff.id, linked);
  await ask('linkPerson', staff.id, { ...linked, body: {} });
  await ask('declineJoinRequest', staff.id, { ...declined, body: { answer: 'Appelez d’abord la présidente.' } });
};

/** An organisation that was registered twice, the second time with a person, a draft and a file that was supported. */
const twins = async (city: City, act: Act): Promise<void> => {
  const { ask } = counted(city, act);
  const registration = { ...anOrganisation(5).content, idempotencyKey: key() };
  const { id: intoId } = await city.ask('registerOrganisation', await signIn(city, 5), { body: registration });
  const fromId = await storeTwin(city.ports, 5, 6, await signIn(city, 6));
  for (const id of [intoId, fromId]) await settleOrganisation(city.ports, id);
  for (const state of ['draft', 'supported'] as const) await storeFileOf(city.ports, fromId, state);

  await ask('listTwins', staff.id);
  const params = { organisationId: fromId };
  const { from, into } = await ask('previewMerge', staff.id, { params, query: { intoId } });
  const body = { intoId, version: from.version, intoVersion: into.version };
  await act('mergeOrganisations (its person and two files move)', () =>
    city.ask('mergeOrganisations', staff.id, { params, body }),
  );
  // Once no list is behind any more.
  city.ports.clock.advance({ milliseconds: SETTLED_MS });
  const { done } = await act('mergeOrganisations (its end)', () =>
    city.ask('mergeOrganisations', staff.id, { params, body }),
  );
  if (!done) throw new Error('The merge is not over');
};
