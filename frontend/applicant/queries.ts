import { useQuery } from '@tanstack/react-query';
import type { OperationResponse } from '../../schemas/contract.ts';
import { api } from '../api.ts';

export type ApplicantFile = OperationResponse<'getApplication'>;
export type ListedApplication = OperationResponse<'listApplications'>['items'][number];
type ApplicationId = ApplicantFile['id'];

export const useOrganisations = () =>
  useQuery({
    queryKey: ['organisations'],
    queryFn: async ({ signal }) => (await api('listOrganisations', {}, { signal })).items,
  });

export const useApplications = (organisationId: `org_${string}`, cursor: string | undefined) =>
  useQuery({
    queryKey: ['applications', organisationId, cursor],
    queryFn: ({ signal }) => api('listApplications', { query: { organisationId, cursor } }, { signal }),
    staleTime: 0,
    // The page before stays until the next one is there; of another organisation nothing does.
    placeholderData: (before, query) => (query?.queryKey[1] === organisationId ? before : undefined),
  });

export const useCalls = () =>
  useQuery({ queryKey: ['calls'], queryFn: async ({ signal }) => (await api('listCalls', {}, { signal })).items });

export const fileKey = (applicationId: string) => ['file', applicationId] as const;

/** Milliseconds after which an upload that never arrived counts as interrupted. */
export const interruptedAfter = 60_000;

const isRecent = (instant: string) => Date.now() - Date.parse(instant) < interruptedAfter;

/**
 * In how many milliseconds something may change by itself: at once while a document is being checked, seldom once that takes
 * long, and never where none is.
 */
const nextLook = ({ attachments }: ApplicantFile): number | false => {
  const isSoon = attachments.some(
    ({ state, createdAt }) => (state === 'pending' || state === 'received') && isRecent(createdAt),
  );
  if (isSoon) return 1500;
  return attachments.some(({ state }) => state === 'received') && 30_000;
};

/** One of the applicant's files, looked at again while something is about to change by itself. */
export const useFile = (applicationId: string) =>
  useQuery({
    queryKey: fileKey(applicationId),
    queryFn: ({ signal }) =>
      api('getApplication', { params: { applicationId: applicationId as ApplicationId } }, { signal }),
    refetchInterval: ({ state }) => (state.data ? nextLook(state.data) : false),
  });

export type OwnLetters = OperationResponse<'listLetters'>;
const letters = (id: ApplicationId) => ({
  queryKey: [...fileKey(id), 'letters'],
  queryFn: ({ signal }: { signal: AbortSignal }) => api('listLetters', { params: { applicationId: id } }, { signal }),
});

/** The same once, asked for beside the file itself; an address that is none of a file's has no letters. */
export const useFirstLetters = (applicationId: string) => useQuery(letters(applicationId as ApplicationId));

/** A letter that is on its way since an act on this page: one more than there were, from an instant on. */
export interface AwaitedLetter {
  beyond: number;
  since: string;
}

/**
 * What the City wrote about a file, under the file's own key; looked at again while the acknowledgement, or the letter that
 * follows an act on this page, is on its way.
 */
export const useLetters = (
  { id, submittedAt }: Pick<ApplicantFile, 'id' | 'submittedAt'>,
  awaited: AwaitedLetter | undefined = submittedAt ? { beyond: 0, since: submittedAt } : undefined,
) =>
  useQuery({
    ...letters(id),
    refetchInterval: ({ state }) =>
      awaited && state.data && state.data.items.length <= awaited.beyond && isRecent(awaited.since) ? 1500 : false,
  });
