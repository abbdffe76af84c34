import type { OperationResponse } from '../../../schemas/contract.ts';

export type JurorFile = OperationResponse<'getJurorFile'>;

export const jurorFileKey = (applicationId: string) => ['juror-file', applicationId] as const;

/** Where this device keeps what the juror typed for a step and the service has not taken. */
export const evaluationKey = (applicationId: string, stepId: string): string => `evaluation.${applicationId}.${stepId}`;

export const conflictCheckKey = (applicationId: string) => ['conflict-check', applicationId] as const;

/** A session that the juror sits in; without its id, all of them. */
export const jurySessionKey = (sessionId?: string) => ['jury-session', ...(sessionId ? [sessionId] : [])] as const;
