import { useQuery } from '@tanstack/react-query';
import { useSearch } from 'wouter';
import { api } from '../api.ts';
import { type CallId, useStaffCalls } from './calls/queries.ts';

/** The calls that were published, open or paused: files of a paused one still go on. */
export const useCalls = () => {
  const query = useStaffCalls();
  return { ...query, data: query.data?.items.filter(({ version }) => version !== undefined) };
};

/** A call at its current version; waits while it is not known which. */
export const useCall = (callId: string | undefined) =>
  useQuery({
    queryKey: ['call', callId],
    queryFn: ({ signal }) => api('getCall', { params: { callId: callId as CallId } }, { signal }),
    enabled: callId !== undefined,
    staleTime: 5 * 60_000,
  });

/** The call that the address names (`?call=`), or the first one, at its current version. */
export const useChosenCall = () => {
  const named = new URLSearchParams(useSearch()).get('call');
  const calls = useCalls();
  const callId = (calls.data?.find((call) => call.callId === named) ?? calls.data?.[0])?.callId;
  const call = useCall(callId);
  return { calls, call, chosen: call.data };
};
