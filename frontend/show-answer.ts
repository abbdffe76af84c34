import type { QueryClient, QueryKey } from '@tanstack/react-query';

/**
 * Shows what an act was answered in place of what the page had asked for. A question that is still under way may have
 * been read before the act: its answer would show again what was before, and is not waited for. Parts that stand under the
 * same key are read again.
 */
export const showAnswer = async <Answer>(client: QueryClient, queryKey: QueryKey, answer: Answer): Promise<void> => {
  await client.cancelQueries({ queryKey });
  client.setQueryData<Answer>(queryKey, answer);
  void client.invalidateQueries({ queryKey, predicate: (query) => query.queryKey.length > queryKey.length });
};
