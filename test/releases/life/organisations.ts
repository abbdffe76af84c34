import { SETTLED_MS, settleOrganisation } from '../../../functions/store/merging.ts';
import { anApplicant, anOrganisation } from '../../factories/people.ts';
import { storeTwin } from '../../factories/twins.ts';
import { apply, associations, staff } from './acts.ts';
import type { Part, Town } from './town.ts';

/** One SIRET, one organisation: persons who wish to be linked, and organisations that were registered twice. */

const signIn = async (town: Town, place: number) => {
  const { id, name, email } = anApplicant(place);
  await town.ask('openApplicantSession', id, { body: { idToken: JSON.stringify({ name, email }), language: 'fr' } });
  return id;
};

/** Who waits at the end for an answer, and for which organisation. */
export const waiting = { organisationId: anOrganisation(0).id as string, personId: anApplicant(10).id };
/** Those that are still two at the end. */
export const twins = { holderId: anOrganisation(1).id as string, twinId: anOrganisation(8).id as string };

export const organisations: Part = {
  '2026-09-07': async (town) => {
    const { siret } = anOrganisation(0).content;
    const organisationId = anOrganisation(0).id;
    const ask = async (place: number, message?: string) => {
      const personId = await signIn(town, place);
      await town.ask('requestToJoin', personId, { body: { siret, ...(message && { message }) } });
      return { params: { organisationId, personId } };
    };
    // One is linked, one is not, one waits.
    await town.ask('linkPerson', staff.id, { ...(await ask(8, 'Trésorière depuis mai')), body: {} });
    await town.ask('declineJoinRequest', staff.id, {
      ...(await ask(9)),
      body: { answer: 'Appelez d’abord la présidente.' },
    });
    await ask(10, 'Bénévole');
  },

  '2026-09-08': async (town) => {
    // As releases let happen that knew of no holder of a number.
    const person = await signIn(town, 5);
    const registration = { ...anOrganisation(5).content, idempotencyKey: town.key() };
    const { id } = await town.ask('registerOrganisation', person, { body: registration });
    town.organisations.note('recyclerie', id);
    await storeTwin(town.ports, 5, 6, await signIn(town, 6));
    await storeTwin(town.ports, 1, 8);
    for (const one of [id, anOrganisation(6).id, twins.twinId]) await settleOrganisation(town.ports, one);
    await apply(town, 'doubled', 'double', 15);
    const draft = { callId: town.callId, organisationId: anOrganisation(6).id, idempotencyKey: town.key() };
    await town.ask('startApplication', associations.double.person, { body: draft });
  },

  '2026-09-10': async (town) => {
    const intoId = town.organisations.of('recyclerie');
    const params = { organisationId: anOrganisation(6).id };
    const { from, into } = await town.ask('previewMerge', staff.id, { params, query: { intoId } });
    const body = { intoId, version: from.version, intoVersion: into.version };
    await town.ask('mergeOrganisations', staff.id, { params, body });
    town.ports.clock.advance({ milliseconds: SETTLED_MS });
    await town.ask('mergeOrganisations', staff.id, { params, body });
  },
};
