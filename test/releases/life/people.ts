import { claimAddress } from '../../../functions/store/member-address.ts';
import { changeAddress } from '../../../infra/ops/change-address.ts';
import { exampleSkills } from '../../../schemas/examples/jurors.ts';
import { exampleRecusal } from '../../../schemas/examples/jury.ts';
import { anApplicant, anOrganisation, aStaffMember } from '../../factories/people.ts';
import { associations, juror, staff } from './acts.ts';
import type { Part, Town } from './town.ts';

/** Who there is: agents, jurors and associations, as they come, say what they are bound to, choose, and leave. */

const [, thomas, ursula] = [0, 1, 2].map((place) => aStaffMember(place)) as [never, Person, Person];
type Person = ReturnType<typeof aStaffMember>;

/** A sign-in: the ID token of tests is its claims. */
const signIn = (name: string, email: string, language: 'fr' | 'en' = 'fr') => ({
  body: { idToken: JSON.stringify({ name, email }), language },
});

const invite = async (town: Town, name: string, body: Record<string, unknown>): Promise<void> => {
  const { id } = await town.ask('inviteMember', staff.id, { body: { language: 'fr', ...body } });
  if (!town.members.ids.has(name)) town.members.note(name, id);
};

const declare = (town: Town, jurorId: string, organisations: unknown[], revision = 0) =>
  town.ask('saveDeclaration', jurorId, { body: { none: organisations.length === 0, organisations, revision } });

export const people: Part = {
  '2026-09-01': async (town) => {
    await town.ask('openStaffSession', staff.id, signIn(staff.name, staff.email));
    // One agent signs in in English, another is a juror as well.
    await invite(town, 'thomas', {
      roles: ['case-officer', 'manager', 'finance', 'administrator'],
      name: thomas.name,
      email: thomas.email,
      personId: thomas.id,
    });
    await town.ask('openStaffSession', thomas.id, signIn(thomas.name, thomas.email, 'en'));
    await town.ask('saveStaffReminders', thomas.id, { body: { choice: 'weekly' } });
    for (const role of ['case-officer', 'juror'])
      await invite(town, 'ursula', { roles: [role], name: ursula.name, email: ursula.email, personId: ursula.id });
    await town.ask('openJurySession', ursula.id, signIn(ursula.name, ursula.email));
    // Of three who are invited, one comes, one is asked again, and one is not to come after all.
    await invite(town, 'ines', { roles: ['juror'], name: 'Ines Exemple', email: 'Ines@jury.example' });
    await invite(town, 'paul', { roles: ['juror'], name: 'Paul Témoin', email: 'paul@jury.example', language: 'en' });
    await invite(town, 'zoe', { roles: ['reader'], name: 'Zoé Fictif', email: 'zoe@ville.example' });

    for (const [jurorId, skills] of exampleSkills)
      await town.ask('updateJuror', staff.id, {
        params: { jurorId },
        body: { ...skills, ...(jurorId === juror(town, 2) && { openFiles: 12 }) },
      });
  },

  '2026-09-02': async (town) => {
    const { name, email } = anApplicant(1);
    await town.ask('openApplicantSession', associations.ruche.person, signIn(name, email, 'en'));
    const newcomer = anApplicant(3);
    await town.ask('openApplicantSession', newcomer.id, signIn(newcomer.name, newcomer.email));
    const registration = { body: { ...anOrganisation(3).content, idempotencyKey: town.key() } };
    const { id } = await town.ask('registerOrganisation', newcomer.id, registration);
    // Sent twice, it is one organisation.
    await town.ask('registerOrganisation', newcomer.id, registration);
    town.organisations.note('fil', id);
  },

  '2026-09-03': async (town) => {
    await town.ask('openJurySession', town.members.of('ines'), signIn('Ines Exemple', 'ines@jury.example'));
    await town.ask('resendInvitation', staff.id, { params: { personId: town.members.of('paul') }, body: {} });
    await town.ask('withdrawInvitation', staff.id, { params: { personId: town.members.of('zoe') }, body: {} });

    const { name, siret } = anOrganisation(0).content;
    await declare(town, juror(town, 1), []);
    await declare(town, juror(town, 2), [{ name, siret, interest: 'member' }]);
    await declare(town, juror(town, 3), [{ name: 'Comité d’habitants', interest: 'kin' }]);
    await declare(town, ursula.id, []);
    await town.ask('saveStaffDeclaration', thomas.id, { body: { none: true, organisations: [], revision: 0 } });
    await town.ask('saveJuryReminders', juror(town, 3), { body: { choice: 'weekly' } });
    await town.ask('saveJuryReminders', juror(town, 2), { body: { choice: 'none' } });
    // The City gives somebody of an association another address; the pool, which is none of ours, takes it.
    const pool = { id: 'pool', client: { send: async () => ({}) } as never };
    const change = { person: associations.fil.person, address: 'nouvelle-adresse@fil-de-wazemmes.example' };
    await changeAddress(town.ports, pool, change);
  },

  '2026-09-14': async (town) => {
    const { content } = anOrganisation(3);
    await town.ask('updateOrganisation', associations.fil.person, {
      params: { organisationId: town.organisations.of('fil') },
      body: { ...content, address: '54 rue de l’Exemple', version: 1 },
    });
    await declare(town, juror(town, 1), [{ name: 'Une école de musique', interest: 'employee' }], 1);
  },

  '2026-11-16': async (town) => {
    const status = (jurorId: string, status: string) =>
      town.ask('setJurorStatus', staff.id, { params: { jurorId }, body: { status } });
    // One gets a role more and loses it again; one steps back from a file in every role.
    const finance = { personId: ursula.id };
    await town.ask('giveRole', staff.id, { params: finance, body: { role: 'finance' } });
    await town.ask('takeRole', staff.id, { params: { ...finance, role: 'finance' }, body: { confirm: true } });
    await town.ask('stepBack', thomas.id, {
      params: { applicationId: town.files.of('library') },
      body: { ...exampleRecusal, confirm: true },
    });
    // One goes and comes back, one hands over what is open, another has nothing open and is gone.
    await status(juror(town, 5), 'leaving');
    await status(juror(town, 5), 'active');
    await status(juror(town, 6), 'leaving');
    await status(town.members.of('ines'), 'leaving');
    await status(town.members.of('ines'), 'left');
    // An invitation ended before anybody had an account by it.
    await claimAddress(town.ports, 'personne@jury.example', {}, () => new Error('The address is taken'));
  },
};
