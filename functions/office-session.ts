import type { Language } from '../schemas/fields.ts';
import { isAgent } from '../schemas/office.ts';
import { forbidden } from './domain/errors.ts';
import { takenOver, type VerifyIdToken } from './session.ts';
import { retrying, Stale } from './store/commit.ts';
import type { PersonItem } from './store/items.ts';
import { savePerson } from './store/people.ts';
import { countAdministrator, ensureChain, loadStanding } from './store/person-chain.ts';
import type { StorePorts } from './store/ports.ts';

/** Whether a person has a part in an audience of the office. */
export const hasPartIn = (audience: 'jury' | 'staff', person: Pick<PersonItem, 'roles'>): boolean =>
  audience === 'jury' ? person.roles.includes('juror') : isAgent(person);

/**
 * Refreshes the profile of a juror or an agent from verified claims, and begins the chain of who was there before persons
 * had one. Nobody becomes one by signing in.
 * @throws DomainError forbidden for a person without the role.
 */
export const openOfficeSession = async (
  ports: StorePorts,
  verifyIdToken: VerifyIdToken,
  audience: 'jury' | 'staff',
  input: { subject: string; idToken: string; language: Language },
): Promise<PersonItem> => {
  const { subject, idToken, language } = input;
  const verified = await verifyIdToken(idToken, subject);
  return retrying(ports, async () => {
    const { person: before, core } = await loadStanding(ports, subject);
    if (!before || !hasPartIn(audience, before)) throw forbidden();
    const at = ports.now().toISOString();
    // Begun once; what is written beside it later is for an administrator to see, and taken over by the next act.
    if (!core || before.version === undefined) {
      await ensureChain(ports, subject, at);
      throw new Stale();
    }
    const claims = takenOver(verified, before);
    const joined = before.invitedAt && !before.joinedAt ? { joinedAt: at } : undefined;
    if (!joined && before.name === claims.name && before.email === claims.email && before.language === language)
      return before;
    const person = { ...before, ...claims, ...joined, language };
    return savePerson(ports, person, before, joined ? countAdministrator(ports, person) : []);
  });
};
