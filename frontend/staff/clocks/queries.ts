import { useQuery } from '@tanstack/react-query';
import { api } from '../../api.ts';

/** A page of the files whose time to answer runs out. */
export const useClocks = (cursor?: string) =>
  useQuery({
    queryKey: ['clocks', cursor ?? ''],
    queryFn: ({ signal }) => api('listClocks', { query: { cursor } }, { signal }),
    placeholderData: (previous) => previous,
  });
