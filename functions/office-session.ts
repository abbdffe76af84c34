import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import type { Language } from '../schemas/fields.ts';
import { forbidden } from './domain/errors.ts';
import type { VerifyIdToken } from './session.ts';
import { retrying, Stale } from './store/commit.ts';
import type { PersonItem } from './store/items.ts';
import { loadPerson, savePerson } from './store/people.ts';
import type { StorePorts } from './store/ports.ts';

/**
 * Refreshes the profile of a juror or a member of staff from verified claims. Nobody becomes one by signing in.
 * @throws DomainError forbidden for a person without the role.
 */
export const openOfficeSession = async (
  ports: StorePorts,
  verifyIdToken: VerifyIdToken,
  role: 'juror' | 'staff',
  input: { subject: string; idToken: string; language: Language },
): Promise<PersonItem> => {
  const { subject, idToken, language } = input;
  const claims = await verifyIdToken(idToken, subject);
  return retrying(ports, async () => {
    const before = await loadPerson(ports, subject);
    if (!before?.roles.includes(role)) throw forbidden();
    const joined = before.invitedAt && !before.joinedAt ? { joinedAt: ports.now().toISOString() } : undefined;
    if (!joined && before.name === claims.name && before.email === claims.email && before.language === language)
      return before;
    try {
      return await savePerson(ports, { ...before, ...claims, ...joined, language }, before);
    } catch (error) {
      throw error instanceof ConditionalCheckFailedException ? new Stale() : error;
    }
  });
};
