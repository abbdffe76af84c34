import { useQuery } from '@tanstack/react-query';
import type { OperationRequest, OperationResponse } from '../../../schemas/contract.ts';
import { api } from '../../api.ts';

export type Unsent = OperationResponse<'listUnsentMails'>['items'][number];
/** All that reached nobody, or what of it concerns one file, session or person. */
export type UnsentOf = Pick<OperationRequest<'listUnsentMails'>['query'], 'applicationId' | 'sessionId' | 'personId'>;

/** A page of the mails that reached nobody. */
export const useUnsent = (of: UnsentOf, cursor?: string) =>
  useQuery({
    queryKey: ['unsent', of, cursor ?? ''],
    queryFn: ({ signal }) => api('listUnsentMails', { query: { ...of, cursor } }, { signal }),
    placeholderData: (previous) => previous,
    // What was sent again leaves a moment later, or comes back.
    refetchInterval: 5000,
  });
