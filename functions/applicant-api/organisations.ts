import { organisationContent, organisationId } from '../../schemas/organisation.ts';
import type { PerDay } from '../../schemas/per-day.ts';
import { DomainError } from '../domain/errors.ts';
import type { Operations } from '../http.ts';
import { takenOver, type VerifyIdToken } from '../session.ts';
import { retrying } from '../store/commit.ts';
import { keyedAct, once, remember } from '../store/idempotency.ts';
import type { PersonItem } from '../store/items.ts';
import { countTry } from '../store/joins.ts';
import { membershipPut } from '../store/membership.ts';
import { loadOrganisation } from '../store/organisation-heads.ts';
import { commitOrganisation } from '../store/organisations.ts';
import { loadPerson, savePerson } from '../store/people.ts';
import { oneMoreOf } from '../store/per-day.ts';
import type { StorePorts } from '../store/ports.ts';
import { SiretHeld } from '../store/sirets.ts';
import { heldSiret } from './joins.ts';
import { ownOrganisation } from './own-organisation.ts';

type OrganisationOperations = Pick<
  Operations<'applicant'>,
  'openApplicantSession' | 'listOrganisations' | 'registerOrganisation' | 'updateOrganisation'
>;

export const organisationOperations = (
  ports: StorePorts,
  verifyIdToken: VerifyIdToken,
  most: PerDay,
): OrganisationOperations => ({
  async openApplicantSession({ body, subject }) {
    const verified = await verifyIdToken(body.idToken, subject);
    return retrying(ports, async () => {
      const before = await loadPerson(ports, subject);
      const claims = takenOver(verified, before);
      const kept = before ?? { id: subject, roles: [], organisationIds: [] };
      const unchanged =
        before?.name === claims.name && before?.email === claims.email && before?.language === body.language;
      if (before && unchanged) return before;
      return savePerson(ports, { ...kept, ...claims, language: body.language }, before);
    });
  },

  async listOrganisations({ person }) {
    const found = await Promise.all(person.organisationIds.map((id) => loadOrganisation(ports, id)));
    // Two that were merged into one are that one.
    const byId = new Map(found.filter((organisation) => organisation !== undefined).map((each) => [each.id, each]));
    return { items: [...byId.values()] };
  },

  async registerOrganisation({ body, person, at }) {
    const { idempotencyKey: _key, ...content } = body;
    const keyed = keyedAct('registerOrganisation', { person, body });
    await countTry(ports, person.id, at);
    const id = organisationId.parse(`org_${ports.ulid()}`);
    return orHeld(ports, person.id, content.siret, () =>
      once(
        ports,
        keyed,
        async () => {
          const member: PersonItem = (await loadPerson(ports, person.id)) ?? person;
          return commitOrganisation(ports, {
            id,
            before: undefined,
            content,
            actor: { role: 'applicant', personId: person.id },
            at,
            also: [
              remember(ports, keyed, id),
              oneMoreOf(ports, person.id, at, 'organisations', most),
              membershipPut(ports, member, [...member.organisationIds, id]),
            ],
          });
        },
        async (earlier) => {
          const organisation = await loadOrganisation(ports, earlier);
          if (!organisation) throw new Error(`Organisation ${earlier} is remembered but gone`);
          return organisation;
        },
      ),
    );
  },

  async updateOrganisation({ params, body, person, at }) {
    const content = organisationContent.parse(body);
    const { siret } = await ownOrganisation(ports, person, params.organisationId);
    if (siret !== content.siret) await countTry(ports, person.id, at);
    return orHeld(ports, person.id, content.siret, () =>
      retrying(ports, async () => {
        const before = await ownOrganisation(ports, person, params.organisationId);
        if (before.version !== body.version) throw new DomainError('conflict', 'conflict');
        return commitOrganisation(ports, {
          id: before.id,
          before,
          content,
          actor: { role: 'applicant', personId: person.id },
          at,
        });
      }),
    );
  },
});

/** Runs an act that needs a SIRET to be free. */
const orHeld = async <T>(ports: StorePorts, personId: string, siret: string, act: () => Promise<T>): Promise<T> => {
  try {
    return await act();
  } catch (error) {
    throw error instanceof SiretHeld ? await heldSiret(ports, personId, siret) : error;
  }
};
