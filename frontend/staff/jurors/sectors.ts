import { useQuery } from '@tanstack/react-query';
import { api } from '../../api.ts';
import { useFormats } from '../../format.ts';

/** The sectors of all calls, each once, as their current versions name them. */
export const useSectors = () => {
  const { local } = useFormats();
  const calls = useQuery({
    queryKey: ['published-calls'],
    queryFn: () => api('listCalls'),
    staleTime: 5 * 60_000,
    select: ({ items }) => items,
  });
  const named = new Map(
    calls.data?.flatMap(({ sectors }) => sectors.map(({ id, label }) => [id, local(label)] as const)),
  );
  return [...named].map(([value, label]) => ({ value, label }));
};

/** A sector's name; its id where no call has it any more. */
export const useSectorName = () => {
  const sectors = useSectors();
  return (id: string) => sectors.find(({ value }) => value === id)?.label ?? id;
};
