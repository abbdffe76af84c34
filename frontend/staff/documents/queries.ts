import { useQuery } from '@tanstack/react-query';
import { verdictHours } from '../../../schemas/attachment.ts';
import type { OperationResponse } from '../../../schemas/contract.ts';
import { api } from '../../api.ts';

export type Waiting = OperationResponse<'listWaitingDocuments'>;
export type WaitingDocument = Waiting['items'][number];

/** Whether a document stays closed since its verdict is later than the scanner ever is. */
export const isLate = ({ letThrough, waitsSince }: WaitingDocument): boolean =>
  !letThrough && Date.now() - Date.parse(waitsSince) >= verdictHours * 3_600_000;

/** A page of the documents that wait for the scanner's verdict, looked at again after so many ms: verdicts come by themselves. */
export const useWaiting = (cursor?: string, again = 5000) =>
  useQuery({
    queryKey: ['waiting-documents', cursor ?? ''],
    queryFn: ({ signal }) => api('listWaitingDocuments', { query: { cursor } }, { signal }),
    placeholderData: (previous) => previous,
    refetchInterval: again,
  });
