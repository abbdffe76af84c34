import { keepPreviousData, queryOptions, useQuery } from '@tanstack/react-query';
import type { OperationResponse } from '../../../schemas/contract.ts';
import { api } from '../../api.ts';

export type JurorFile = OperationResponse<'getJurorFile'>;

export const jurorFileKey = (applicationId: string) => ['juror-file', applicationId] as const;

type Id = JurorFile['id'];

/**
 * Parts of a file, each read once the juror looks at it. They stand under the file's own key: whoever has that read again has
 * them read again as well, and what closes the file closes them.
 */
export const ownEvaluationQuery = (applicationId: Id, stepId: string) =>
  queryOptions({
    queryKey: [...jurorFileKey(applicationId), 'own', stepId],
    queryFn: ({ signal }) => api('getOwnEvaluation', { params: { applicationId, stepId } }, { signal }),
  });
export type OwnEvaluation = NonNullable<OperationResponse<'getOwnEvaluation'>['evaluation']>;

export const usePeers = (applicationId: Id, stepId: string, cursor: string | undefined, enabled: boolean) =>
  useQuery({
    queryKey: [...jurorFileKey(applicationId), 'peers', stepId, cursor],
    queryFn: ({ signal }) =>
      api('listPeerEvaluations', { params: { applicationId, stepId }, query: { cursor } }, { signal }),
    placeholderData: keepPreviousData,
    enabled,
  });

/** Where this device keeps what the juror typed for a step and the service has not taken. */
export const evaluationKey = (applicationId: string, stepId: string): string => `evaluation.${applicationId}.${stepId}`;

export const conflictCheckKey = (applicationId: string) => ['conflict-check', applicationId] as const;

/** A session that the juror sits in; without its id, all of them. */
export const jurySessionKey = (sessionId?: string) => ['jury-session', ...(sessionId ? [sessionId] : [])] as const;
