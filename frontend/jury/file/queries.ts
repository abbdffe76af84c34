import type { OperationResponse } from '../../../schemas/contract.ts';

export type JurorFile = OperationResponse<'getJurorFile'>;

export const jurorFileKey = (applicationId: string) => ['juror-file', applicationId] as const;

/** Where this device keeps what the juror typed for a step and the service has not taken. */
export const evaluationKey = (applicationId: string, stepId: string): string => `evaluation.${applicationId}.${stepId}`;
