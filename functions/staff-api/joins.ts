import type { ActorRef } from '../../schemas/event.ts';
import type { Organisation } from '../../schemas/organisation.ts';
import { DomainError, notFound } from '../domain/errors.ts';
import type { Operations } from '../http.ts';
import { commit, retrying } from '../store/commit.ts';
import type { JoinItem, OrganisationHead } from '../store/items/organisation.ts';
import { answerPut, listWaitingJoins, loadJoin } from '../store/joins.ts';
import { loadMembers, membershipPut } from '../store/membership.ts';
import { loadOrganisation } from '../store/organisation-heads.ts';
import { happened } from '../store/organisations.ts';
import { loadPerson, loadPersons } from '../store/people.ts';
import type { StorePorts } from '../store/ports.ts';

type JoinOperations = Pick<
  Operations<'staff'>,
  'listJoinRequests' | 'getJoinRequest' | 'linkPerson' | 'declineJoinRequest'
>;
interface Wish {
  organisationId: Organisation['id'];
  personId: string;
}

export const joinOperations = (ports: StorePorts): JoinOperations => {
  /**
   * A wish that waits for an answer, with the organisation that it leads to now: one that was merged since leads on.
   * @throws DomainError not-found; conflict `join-answered` when somebody else answered it.
   */
  const waiting = async ({
    organisationId,
    personId,
  }: Wish): Promise<{ join: JoinItem; organisation: OrganisationHead }> => {
    const [join, organisation] = await Promise.all([
      loadJoin(ports, personId, organisationId),
      loadOrganisation(ports, organisationId),
    ]);
    if (!join || !organisation) throw notFound();
    if (join.state !== 'waiting') throw new DomainError('conflict', 'join-answered');
    return { join, organisation };
  };
  const personOf = async (personId: string) => {
    const person = await loadPerson(ports, personId);
    if (!person) throw notFound();
    return person;
  };
  const shown = ({ requestedAt, message }: JoinItem) => ({ requestedAt, message });

  return {
    async listJoinRequests({ query }) {
      const page = await listWaitingJoins(ports, query.cursor);
      const ids = [...new Set(page.items.map(({ organisationId }) => organisationId))];
      const [persons, organisations] = await Promise.all([
        loadPersons(
          ports,
          page.items.map(({ personId }) => personId),
        ),
        Promise.all(ids.map((id) => loadOrganisation(ports, id))),
      ]);
      const byId = new Map(ids.map((id, place) => [id, organisations[place]]));
      return {
        ...page,
        items: page.items.flatMap((join) => {
          const person = persons.get(join.personId);
          const organisation = byId.get(join.organisationId);
          return person && organisation
            ? [{ ...shown(join), person, organisation: { ...organisation, id: join.organisationId } }]
            : [];
        }),
      };
    },

    async getJoinRequest({ params }) {
      const [{ join, organisation }, person] = await Promise.all([waiting(params), personOf(params.personId)]);
      const members = await loadMembers(ports, organisation);
      return { ...shown(join), person, organisation: { ...organisation, id: join.organisationId }, members };
    },

    async linkPerson({ params, person: agent, at }) {
      const actor: ActorRef = { role: 'staff', personId: agent.id };
      return retrying(ports, async () => {
        const [{ join, organisation }, person] = await Promise.all([waiting(params), personOf(params.personId)]);
        await commit(ports, {
          ...happened({
            before: organisation,
            event: {
              type: 'organisation.person-linked',
              data: { organisationId: organisation.id, personId: person.id },
            },
            actor,
            at,
          }),
          also: [
            answerPut(ports, join, { state: 'linked', answeredAt: at, answeredBy: agent.id }),
            membershipPut(ports, person, [...person.organisationIds, organisation.id]),
          ],
        });
        return { done: true as const };
      });
    },

    async declineJoinRequest({ params, body: { answer }, person: agent, at }) {
      const actor: ActorRef = { role: 'staff', personId: agent.id };
      return retrying(ports, async () => {
        const { join, organisation } = await waiting(params);
        await commit(ports, {
          ...happened({
            before: organisation,
            event: {
              type: 'organisation.join-declined',
              data: { organisationId: organisation.id, personId: join.personId },
            },
            actor,
            at,
          }),
          also: [answerPut(ports, join, { state: 'declined', answeredAt: at, answeredBy: agent.id, answer })],
        });
        return { done: true as const };
      });
    },
  };
};
