import { keepPreviousData, queryOptions, useQuery } from '@tanstack/react-query';
import type { OperationResponse } from '../../../schemas/contract.ts';
import { api } from '../../api.ts';

export type StaffFile = OperationResponse<'getStaffFile'>;

/**
 * Parts of a file, each read once somebody looks at it. They stand under the file's own key: whoever has that read again, or
 * shows an answer in its place, has them read again as well.
 */
export const fileKey = (applicationId: string) => ['staff-file', applicationId] as const;

type Id = StaffFile['id'];

export const useRevisions = (applicationId: Id, { enabled }: { enabled: boolean }) =>
  useQuery({
    queryKey: [...fileKey(applicationId), 'revisions'],
    queryFn: ({ signal }) => api('listRevisions', { params: { applicationId } }, { signal }),
    enabled,
  });

export type StaffJury = OperationResponse<'getStaffJury'>;
export const useJury = (applicationId: Id) =>
  useQuery({
    queryKey: [...fileKey(applicationId), 'jury'],
    queryFn: ({ signal }) => api('getStaffJury', { params: { applicationId } }, { signal }),
  });

export const useEvaluations = (applicationId: Id, stepId: string, cursor: string | undefined) =>
  useQuery({
    queryKey: [...fileKey(applicationId), 'evaluations', stepId, cursor],
    queryFn: ({ signal }) =>
      api('listEvaluations', { params: { applicationId }, query: { stepId, cursor } }, { signal }),
    placeholderData: keepPreviousData,
  });

export type JuryWords = OperationResponse<'getJuryWords'>;
export const juryWordsQuery = (applicationId: Id) =>
  queryOptions({
    queryKey: [...fileKey(applicationId), 'words'],
    queryFn: ({ signal }) => api('getJuryWords', { params: { applicationId } }, { signal }),
  });

export const useLetters = (applicationId: Id) =>
  useQuery({
    queryKey: [...fileKey(applicationId), 'letters'],
    queryFn: ({ signal }) => api('listStaffLetters', { params: { applicationId } }, { signal }),
  });

export const timelineQuery = (applicationId: Id) =>
  queryOptions({
    queryKey: [...fileKey(applicationId), 'timeline'],
    queryFn: ({ signal }) => api('getStaffTimeline', { params: { applicationId } }, { signal }),
  });

/** Whose mails do not arrive: every page of a file tells it. */
export const useMail = (applicationId: Id) =>
  useQuery({
    queryKey: [...fileKey(applicationId), 'mail'],
    queryFn: ({ signal }) => api('getStaffMail', { params: { applicationId } }, { signal }),
  });

/** The same of a juror, beside the juror's present part and not beside what is over. */
export const useJurorMail = (applicationId: Id, { assignments }: Pick<StaffJury, 'assignments'>) => {
  const { data } = useMail(applicationId);
  return (assignment: StaffJury['assignments'][number]) => {
    const isPresent = assignments.findLast(({ jurorId }) => jurorId === assignment.jurorId) === assignment;
    return isPresent ? data?.jurors.find(({ jurorId }) => jurorId === assignment.jurorId)?.mail : undefined;
  };
};
