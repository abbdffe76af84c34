import { type QueryKey, useQuery } from '@tanstack/react-query';
import type { CallContent } from '../../schemas/call.ts';
import type { OperationResponse } from '../../schemas/contract.ts';
import { Part } from './part.tsx';
import { Timeline } from './timeline.tsx';

/** What happened to a file, read once it is looked at. */
export const Story = ({
  queryKey,
  load,
  call,
}: {
  queryKey: QueryKey;
  load: (signal: AbortSignal) => Promise<OperationResponse<'getStaffTimeline'>>;
  call: Pick<CallContent, 'steps'>;
}) => {
  const query = useQuery({ queryKey, queryFn: ({ signal }) => load(signal) });
  return <Part query={query}>{({ items }) => <Timeline entries={items} call={call} />}</Part>;
};
