import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import type { OperationRequest, OperationResponse } from '../../../schemas/contract.ts';

export type SupportedProject = OperationResponse<'listSupported'>['items'][number];

import type { TerritoryId } from '../../../schemas/territory.ts';
import { api } from '../../api.ts';

type CallId = OperationRequest<'getMonitoring'>['query']['callId'];

/** The figures of a range; those of the range before stay in sight while new ones are on the way. */
export const useFigures = (callId: CallId, from: string, to: string) =>
  useQuery({
    queryKey: ['monitoring', callId, from, to],
    queryFn: ({ signal }) => api('getMonitoring', { query: { callId, from, to } }, { signal }),
    placeholderData: (previous) => previous,
  });

/** A place in the lists behind a figure: a quarter, and how far in it. */
interface Place {
  index: number;
  cursor?: string | undefined;
}

/** Projects gathered before the page shows them and offers to go on. */
const enough = 25;

/**
 * The projects behind a figure. The API lists one quarter at a time, so the quarters are walked in turn until a page is
 * full.
 */
export const useSupported = (
  callId: CallId,
  quarters: string[],
  { territoryId, kept }: { territoryId: TerritoryId | undefined; kept: boolean | undefined },
) =>
  useInfiniteQuery({
    queryKey: ['supported', callId, territoryId ?? 'all', quarters, kept ?? false],
    initialPageParam: { index: 0 } as Place,
    queryFn: async ({ pageParam, signal }) => {
      const items: SupportedProject[] = [];
      let place: Place | undefined = pageParam;
      while (place && items.length < enough) {
        const quarter = quarters[place.index];
        if (quarter === undefined) place = undefined;
        else {
          const query = {
            callId,
            quarter,
            territoryId,
            cursor: place.cursor,
            ...(kept && { kept: 'too' as const }),
          };
          const page: { items: SupportedProject[]; nextCursor?: string | undefined } = await api(
            'listSupported',
            { query },
            { signal },
          );
          items.push(...page.items);
          const next: number = place.index + 1;
          place = page.nextCursor
            ? { index: place.index, cursor: page.nextCursor }
            : next < quarters.length
              ? { index: next }
              : undefined;
        }
      }
      return { items, next: place };
    },
    getNextPageParam: (page) => page.next,
  });
