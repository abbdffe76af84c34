import { useQuery } from '@tanstack/react-query';
import { useSearch } from 'wouter';
import { api } from '../api.ts';

/** The calls, at their current version. */
export const useCalls = () =>
  useQuery({
    queryKey: ['calls'],
    queryFn: () => api('listCalls'),
    staleTime: 5 * 60_000,
    select: (data) => data.items,
  });

/** The call that the address names (`?call=`), or the first one; the whole query stays loading until it is known. */
export const useChosenCall = () => {
  const named = new URLSearchParams(useSearch()).get('call');
  const calls = useCalls();
  return { calls, chosen: calls.data?.find((call) => call.callId === named) ?? calls.data?.[0] };
};
