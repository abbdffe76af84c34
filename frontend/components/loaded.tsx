import type { UseQueryResult } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { ProblemPage } from './problem-view.tsx';
import { Loading } from './spinner.tsx';

/** A page that stands on one query: loading, refused with a way out, or there. Data already shown stays. */
export const Loaded = <T,>({
  query,
  home,
  children,
}: {
  query: UseQueryResult<T>;
  home?: string;
  children: (data: T) => ReactNode;
}) => {
  if (query.data !== undefined) return children(query.data);
  if (query.isError)
    return <ProblemPage error={query.error} retry={() => void query.refetch()} {...(home ? { home } : {})} />;
  return <Loading />;
};
