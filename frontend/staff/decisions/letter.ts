import type { OperationRequest, OperationResponse } from '../../../schemas/contract.ts';
import { api } from '../../api.ts';

/** A letter to the applicant, as it will leave. */
export type Letter = NonNullable<OperationResponse<'previewLetter'>['letter']>;
/** An act with what it is asked with. */
export type LetterAct = OperationRequest<'previewLetter'>['body'];
type ApplicationId = OperationRequest<'previewLetter'>['params']['applicationId'];

/**
 * The letter that the service would write for this act; nothing where the applicant is told nothing.
 * @throws ApiProblem what the act itself would be refused with.
 */
export const letterOf = async (applicationId: ApplicationId, body: LetterAct): Promise<Letter | undefined> =>
  (await api('previewLetter', { params: { applicationId }, body })).letter;

/** The same for a decision, of which the applicant is always told. */
export const letterOfDecision = async (
  applicationId: ApplicationId,
  body: Omit<Extract<LetterAct, { operation: 'recordDecision' }>, 'operation'>,
): Promise<Letter> => {
  const letter = await letterOf(applicationId, { operation: 'recordDecision', ...body });
  if (!letter) throw new Error('A decision has no letter');
  return letter;
};
