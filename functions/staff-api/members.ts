import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import { newJuror } from '../../schemas/juror.ts';
import type { Person } from '../../schemas/organisation.ts';
import { dayOf } from '../domain/calendar.ts';
import { DomainError, notFound } from '../domain/errors.ts';
import type { Operations } from '../http.ts';
import type { Accounts } from '../services/accounts.ts';
import { listAllAssigned, loadOpenWork } from '../store/assignments.ts';
import { retrying, Stale } from '../store/commit.ts';
import { loadDeclaration, loadDeclarations } from '../store/declarations.ts';
import type { PersonItem } from '../store/items.ts';
import { listMembers, loadPerson, savePerson } from '../store/people.ts';
import type { StorePorts } from '../store/ports.ts';

type MemberOperations = Pick<
  Operations<'staff'>,
  'listMembers' | 'inviteMember' | 'resendInvitation' | 'withdrawInvitation' | 'updateJuror' | 'setJurorStatus'
>;

const sameAddress = (one: string, other: string) => one.trim().toLowerCase() === other.trim().toLowerCase();

const yearOf = (at: string): number => Number(dayOf(at).slice(0, 4));

export const memberOperations = (ports: StorePorts, accounts: Accounts): MemberOperations => {
  /** Changes a person as strongly read, again when somebody else changed it meanwhile. */
  const change = (personId: string, act: (before: PersonItem | undefined) => Person | Promise<Person>) =>
    retrying(ports, async () => {
      const before = await loadPerson(ports, personId);
      try {
        return await savePerson(ports, await act(before), before);
      } catch (error) {
        throw error instanceof ConditionalCheckFailedException ? new Stale() : error;
      }
    });

  /** @throws DomainError not-found for who is no juror, past or present. */
  const jurorOf = (before: PersonItem | undefined): PersonItem => {
    if (!before?.juror && !before?.roles.includes('juror')) throw notFound();
    return before;
  };

  const memberOf = async (person: PersonItem, at: string) => {
    const [work, declaration] = await Promise.all([
      loadOpenWork(ports, at),
      loadDeclaration(ports, yearOf(at), person.id),
    ]);
    return juryMemberOf(person, work.get(person.id), declaration !== undefined);
  };

  /**
   * An invitation that still stands.
   * @throws DomainError not-found for who was never invited; conflict `already-joined` once the person has come.
   */
  const invitedOf = (before: PersonItem | undefined): PersonItem => {
    if (!before?.invitedAt || before.roles.length === 0) throw notFound();
    if (before.joinedAt) throw new DomainError('conflict', 'already-joined');
    return before;
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
        staff: [...staff, ...jurors.filter(({ roles }) => roles.includes('staff'))],
      };
    },

    async inviteMember({ body, at }) {
      const { role, name, email, language } = body;
      const members = (await Promise.all([listMembers(ports, 'juror'), listMembers(ports, 'staff')])).flat();
      const known = members.find((member) => sameAddress(member.email, email));
      if (known?.roles.includes(role))
        throw new DomainError('conflict', known.joinedAt || !known.invitedAt ? 'already-member' : 'already-invited');
      // Who has an account already gets the role with it; otherwise the issuer makes one and mails the invitation.
      const personId =
        body.personId ?? known?.id ?? (await accounts.invite({ email: email.toLowerCase(), name, language }));
      return change(personId, (before) => {
        const person: Person = before ?? { id: personId, name, email, language, roles: [], organisationIds: [] };
        return {
          ...person,
          // Somebody without a part in the office comes, or comes back, by this invitation.
          ...(person.roles.length === 0 && { name, email: email.toLowerCase(), language, invitedAt: at }),
          roles: [...person.roles, role].filter((held, place, all) => all.indexOf(held) === place),
          ...(role === 'juror' && { juror: { ...newJuror, ...person.juror, status: 'active', leftAt: undefined } }),
        };
      });
    },

    async resendInvitation({ params }) {
      const person = invitedOf(await loadPerson(ports, params.personId));
      const sub = await accounts.invite(person);
      if (sub !== person.id) throw new DomainError('conflict', 'account-exists');
      return person;
    },

    async withdrawInvitation({ params }) {
      if ((await listAllAssigned(ports, params.personId)).length > 0) throw new DomainError('conflict', 'open-work');
      return change(params.personId, (before) => {
        const { invitedAt: _at, juror: _juror, ...rest } = invitedOf(before);
        return { ...rest, roles: [] };
      });
    },

    async updateJuror({ params, body, at }) {
      const saved = await change(params.jurorId, (before) => {
        const person = jurorOf(before);
        return { ...person, juror: { ...newJuror, ...person.juror, ...body, openFiles: body.openFiles } };
      });
      return memberOf(saved, at);
    },

    async setJurorStatus({ params, body, at }) {
      const { status } = body;
      const saved = await change(params.jurorId, async (before) => {
        const person = jurorOf(before);
        if (status === 'left' && (await listAllAssigned(ports, person.id)).length > 0)
          throw new DomainError('conflict', 'open-work');
        const others = person.roles.filter((role) => role !== 'juror');
        return {
          ...person,
          roles: status === 'left' ? others : [...others, 'juror'],
          juror: { ...newJuror, ...person.juror, status, leftAt: status === 'active' ? undefined : at },
        };
      });
      return memberOf(saved, at);
    },
  };
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
