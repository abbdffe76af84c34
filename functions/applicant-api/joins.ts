import { DomainError } from '../domain/errors.ts';
import type { Operations } from '../http.ts';
import { retrying } from '../store/commit.ts';
import type { JoinItem } from '../store/items/organisation.ts';
import { countTry, loadJoin, loadOwnJoins, saveJoin } from '../store/joins.ts';
import { loadPerson } from '../store/people.ts';
import type { StorePorts } from '../store/ports.ts';
import { findBySiret } from '../store/sirets.ts';
import { ownedAs } from './own-organisation.ts';

type JoinOperations = Pick<Operations<'applicant'>, 'listOwnJoinRequests' | 'requestToJoin'>;

/**
 * What to say of a SIRET that another organisation holds: to who acts for that one, so; to anybody else that it is known,
 * and nothing of whose it is.
 */
export const heldSiret = async (ports: StorePorts, personId: string, siret: string): Promise<DomainError> => {
  const [holder, person] = await Promise.all([findBySiret(ports, siret), loadPerson(ports, personId)]);
  const own = holder && person && (await ownedAs(ports, person, holder.id));
  const kind = own ? 'own' : 'known';
  return new DomainError('conflict', `organisation-${kind}`, {
    fields: [{ path: ['siret'], keys: [`fields.siret.${kind}`, 'fields.siret.ask'] }],
  });
};

export const joinOperations = (ports: StorePorts): JoinOperations => ({
  async listOwnJoinRequests({ person }) {
    return { items: await loadOwnJoins(ports, person.id) };
  },

  async requestToJoin({ body: { siret, message }, person, at }) {
    await countTry(ports, person.id, at);
    return retrying(ports, async () => {
      const organisation = await findBySiret(ports, siret);
      if (!organisation) throw new DomainError('not-found', 'organisation-unknown');
      const current = (await loadPerson(ports, person.id)) ?? person;
      if (await ownedAs(ports, current, organisation.id)) throw new DomainError('conflict', 'organisation-own');
      const earlier = await loadJoin(ports, person.id, organisation.id);
      if (earlier?.state === 'waiting') return earlier;
      const join: JoinItem = {
        personId: person.id,
        organisationId: organisation.id,
        siret,
        state: 'waiting',
        requestedAt: at,
        ...(message && { message }),
      };
      await saveJoin(ports, join);
      return join;
    });
  },
});
