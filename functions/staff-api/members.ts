import { newJuror } from '../../schemas/juror.ts';
import { isAgent } from '../../schemas/office.ts';
import type { Person } from '../../schemas/organisation.ts';
import type { OfficePerDay } from '../../schemas/per-day.ts';
import { dayOf } from '../domain/calendar.ts';
import { DomainError } from '../domain/errors.ts';
import { giveRole, invite, jurorAmong, setStatus, standingInvitation, takeRole } from '../domain/person/change-part.ts';
import type { Operations } from '../http.ts';
import type { Accounts } from '../services/accounts.ts';
import { loadOpenWork } from '../store/assignments.ts';
import { retrying } from '../store/commit.ts';
import { loadDeclaration, loadDeclarations } from '../store/declarations.ts';
import type { PersonItem } from '../store/items.ts';
import {
  type AddressHolder,
  claimAddress,
  holderOfAddress,
  leaveAddress,
  sameAddress,
  takeAddress,
} from '../store/member-address.ts';
import { listMembers, loadPerson, savePerson } from '../store/people.ts';
import { actOnPerson, administratorGone, ensureChain } from '../store/person-chain.ts';
import type { StorePorts } from '../store/ports.ts';
import { jurorGone, loadRoster, openFilesOf } from '../store/roster.ts';
import { transact } from '../store/transact.ts';
import { counting } from './mailing.ts';
import { memberView } from './member-view.ts';

type MemberOperations = Pick<
  Operations<'staff'>,
  | 'listMembers'
  | 'getMember'
  | 'inviteMember'
  | 'resendInvitation'
  | 'withdrawInvitation'
  | 'giveRole'
  | 'takeRole'
  | 'updateJuror'
  | 'setJurorStatus'
>;

const yearOf = (at: string): number => Number(dayOf(at).slice(0, 4));

const by = (person: PersonItem, at: string) => ({ actor: { role: 'staff' as const, personId: person.id }, at });

export const memberOperations = (ports: StorePorts, accounts: Accounts, most: OfficePerDay): MemberOperations => {
  const memberOf = async (person: PersonItem, at: string) => {
    const [work, declaration] = await Promise.all([
      loadOpenWork(ports, at),
      loadDeclaration(ports, yearOf(at), person.id),
    ]);
    return juryMemberOf(person, work.get(person.id), declaration !== undefined);
  };

  /**
   * The guard of an act after which a person has no files to evaluate.
   * @throws DomainError conflict `open-work` while one waits.
   */
  const withoutWork = async (personId: string) => {
    const roster = await loadRoster(ports);
    if ((await openFilesOf(ports, personId)).length > 0) throw new DomainError('conflict', 'open-work');
    return jurorGone(ports, roster);
  };

  /** Counts an invitation before the issuer mails it: nothing takes that back. */
  const countInvitation = (by: PersonItem, at: string, to?: PersonItem) =>
    retrying(ports, () =>
      transact(
        ports,
        counting(ports, { by, most, of: 'invitations', at, ...(to && { to: { id: to.id, of: 'invited' } }) }),
      ),
    );

  /** The account of somebody new; the address is free again where none is made. */
  const madeFor = async (claim: AddressHolder, person: Parameters<Accounts['invite']>[0]): Promise<string> => {
    try {
      return await accounts.invite(person);
    } catch (error) {
      await leaveAddress(ports, person.email, claim);
      throw error;
    }
  };

  return {
    async listMembers({ at }) {
      const year = yearOf(at);
      const [jurors, staff, work, declarations] = await Promise.all([
        listMembers(ports, 'juror'),
        listMembers(ports, 'staff'),
        loadOpenWork(ports, at),
        loadDeclarations(ports, year),
      ]);
      return {
        year,
        jurors: jurors.map((person) => juryMemberOf(person, work.get(person.id), declarations.has(person.id))),
        staff: [...staff, ...jurors.filter(isAgent)],
      };
    },

    async getMember({ params }) {
      return memberView(ports, params.personId);
    },

    async inviteMember({ body, person: inviter, at }) {
      const { roles, name, language } = body;
      const email = body.email.trim().toLowerCase();
      const holder = await holderOfAddress(ports, email);
      // Members from before addresses were noted are found by the lists.
      const listed = holder.person
        ? undefined
        : (await Promise.all([listMembers(ports, 'juror'), listMembers(ports, 'staff')]))
            .flat()
            .find((member) => sameAddress(member.email, email));
      const known = holder.person ?? listed;
      if (known) invite(known, roles);
      if (body.personId !== undefined) fits(await loadPerson(ports, body.personId), known, { ...body, email });
      const taken = () => new DomainError('conflict', 'already-invited');
      // Who has an account already gets the roles with it; otherwise the issuer makes one and mails the invitation.
      const had = body.personId ?? known?.id;
      if (had === undefined) await countInvitation(inviter, at);
      const claim = had === undefined ? await claimAddress(ports, email, holder, taken) : holder;
      const personId = had ?? (await madeFor(claim, { email, name, language }));
      // One event each: several roles of somebody who has a part already are given one after the other.
      for (;;) {
        const saved = await actOnPerson(ports, personId, by(inviter, at), (before) => {
          const person: Person = before ?? { id: personId, name, email, language, roles: [], organisationIds: [] };
          const event = invite(before, roles);
          const juror =
            event.type === 'person.invited'
              ? event.data.roles.includes('juror')
              : 'role' in event.data && event.data.role === 'juror';
          return {
            event,
            profile: {
              ...person,
              // Somebody without a part in the office comes, or comes back, by this invitation.
              ...(person.roles.length === 0 && { name, email, language, invitedAt: at }),
              ...(juror && { juror: { ...newJuror, ...person.juror, status: 'active', leftAt: undefined } }),
            },
            also: [takeAddress(ports, email, claim, personId, taken)],
          };
        });
        if (roles.every((role) => saved.roles.includes(role))) return saved;
      }
    },

    async resendInvitation({ params, person: agent, at }) {
      const person = standingInvitation(await loadPerson(ports, params.personId));
      await countInvitation(agent, at, person);
      const sub = await accounts.invite(person);
      if (sub !== person.id) throw new DomainError('conflict', 'account-exists');
      return person;
    },

    async withdrawInvitation({ params, person, at }) {
      return actOnPerson(ports, params.personId, by(person, at), async (before) => {
        const { invitedAt: _at, juror: _juror, ...rest } = standingInvitation(before);
        const guard = await withoutWork(params.personId);
        return { event: { type: 'person.invitation-withdrawn', data: {} }, profile: rest, also: [guard] };
      });
    },

    async giveRole({ params, body, person, at }) {
      await actOnPerson(ports, params.personId, by(person, at), (before) => ({
        event: giveRole(before, body.role),
        profile: before as PersonItem,
      }));
      return memberView(ports, params.personId);
    },

    async takeRole({ params, person, at }) {
      // Whoever acts is an administrator too, also where nobody counted them yet.
      await ensureChain(ports, person.id, at);
      await actOnPerson(ports, params.personId, by(person, at), (before) => ({
        event: takeRole(before, params.role),
        profile: before as PersonItem,
        also: params.role === 'administrator' ? [administratorGone(ports, params.personId)] : [],
      }));
      return memberView(ports, params.personId);
    },

    async updateJuror({ params, body, at }) {
      const saved = await retrying(ports, async () => {
        const person = jurorAmong(await loadPerson(ports, params.jurorId));
        const juror = { ...newJuror, ...person.juror, ...body, openFiles: body.openFiles };
        return savePerson(ports, { ...person, juror }, person);
      });
      return memberOf(saved, at);
    },

    async setJurorStatus({ params, body, person: agent, at }) {
      const { status } = body;
      const saved = await actOnPerson(ports, params.jurorId, by(agent, at), async (before) => {
        const person = jurorAmong(before);
        const event = setStatus(person, status);
        if (!event) return undefined;
        const also =
          status === 'active'
            ? []
            : [status === 'left' ? await withoutWork(person.id) : jurorGone(ports, await loadRoster(ports))];
        return {
          event,
          profile: {
            ...person,
            juror: { ...newJuror, ...person.juror, status, leftAt: status === 'active' ? undefined : at },
          },
          also,
        };
      });
      return memberOf(saved, at);
    },
  };
};

/**
 * Holds an id that was typed to whom it is said to be: one of somebody else would give that person the roles.
 * @throws DomainError invalid for the id of who has another address, or, as a member, another name; or an address of who has
 * another id.
 */
const fits = (
  person: PersonItem | undefined,
  holder: PersonItem | undefined,
  typed: { personId?: string | undefined; name: string; email: string },
): void => {
  const isOther =
    (holder && holder.id !== typed.personId) ||
    (person && !sameAddress(person.email, typed.email)) ||
    (person && person.roles.length > 0 && person.name !== typed.name);
  if (isOther)
    throw new DomainError('invalid', 'invalid', { fields: [{ path: ['personId'], keys: ['fields.personId.other'] }] });
};

/** A juror with what waits; without a profile of one's own, a juror is at work and knows nothing best. */
const juryMemberOf = (person: PersonItem, work: { open: number; late: number } | undefined, declared: boolean) => ({
  ...newJuror,
  ...person.juror,
  ...person,
  open: work?.open ?? 0,
  late: work?.late ?? 0,
  declared,
});
