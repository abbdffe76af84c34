import { useQuery } from '@tanstack/react-query';
import type { OperationResponse } from '../schemas/contract.ts';
import type { Language } from '../schemas/fields.ts';
import { api } from './api.ts';
import { currentUser, type PrivateAudience, resumeSession } from './session.ts';

export type SignedInPerson = OperationResponse<'openApplicantSession'>;

const openSession = {
  applicant: 'openApplicantSession',
  jury: 'openJurySession',
  staff: 'openStaffSession',
} as const;

/** Nobody, unless the issuer still knows who it is: then the page is left meanwhile. */
const resumed = async (audience: PrivateAudience): Promise<null> => {
  await resumeSession(audience);
  return null;
};

/**
 * Opens the service's session from the ID token: the profile is made or refreshed, and mails follow the language.
 * @returns the person, or null when nobody is signed in.
 * @throws ApiProblem 403 when this person has no part in the audience.
 */
export const openPersonSession = async (audience: PrivateAudience): Promise<SignedInPerson | null> => {
  const user = await currentUser(audience);
  if (!user?.id_token) return resumed(audience);
  const language = document.documentElement.lang as Language;
  const key = `person.${audience}.${user.profile.sub}.${language}`;
  const kept = sessionStorage.getItem(key);
  if (kept) return JSON.parse(kept) as SignedInPerson;
  const person = await api(openSession[audience], { body: { idToken: user.id_token, language } });
  // Of one language at a time: whoever changes back to the former is asked for again, and mails follow.
  forgetPerson(audience);
  sessionStorage.setItem(key, JSON.stringify(person));
  return person;
};

/** Has the service asked again who somebody is: the roles may have changed. */
export const forgetPerson = (audience: PrivateAudience): void => {
  for (const key of Object.keys(sessionStorage))
    if (key.startsWith(`person.${audience}.`)) sessionStorage.removeItem(key);
};

/** The person signed in for an audience: `data` is null when nobody is. */
export const usePerson = (audience: PrivateAudience) =>
  useQuery({
    queryKey: ['person', audience],
    queryFn: () => openPersonSession(audience),
    staleTime: Number.POSITIVE_INFINITY,
    refetchOnWindowFocus: false,
  });
