import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useLocation, useSearch } from 'wouter';
import type { CallVersion } from '../../schemas/call.ts';
import { EmptyState } from '../components/empty-state.tsx';
import { ProblemAlert } from '../components/problem-view.tsx';
import { Select } from '../components/select.tsx';
import { Loading } from '../components/spinner.tsx';
import { useFormats } from '../format.ts';
import { useChosenCall } from './calls.ts';

/** Chooses among several calls; with a single one there is nothing to choose. */
export const CallPicker = () => {
  const { t } = useTranslation('staff');
  const { local } = useFormats();
  const [path, navigate] = useLocation();
  const search = useSearch();
  const { calls, chosen } = useChosenCall();
  if (!calls.data || calls.data.length < 2 || !chosen) return null;
  return (
    <Select
      name="call"
      label={t('call.label')}
      required
      options={calls.data.map((call) => ({ value: call.callId, label: local(call.title) }))}
      value={chosen.callId}
      onChange={(call) => {
        const query = new URLSearchParams(search);
        if (call) query.set('call', call);
        navigate(`${path}?${query}`);
      }}
    />
  );
};

/** What stands on a call, once it is known which. */
export const WithCall = ({ children }: { children: (call: CallVersion) => ReactNode }) => {
  const { t } = useTranslation('staff');
  const { calls, call, chosen } = useChosenCall();
  if (chosen) return children(chosen);
  const failed = calls.isError ? calls : call.isError ? call : undefined;
  if (failed) return <ProblemAlert error={failed.error} retry={() => void failed.refetch()} />;
  if (calls.isPending || (call.isPending && calls.data?.length)) return <Loading />;
  return <EmptyState title={t('call.none')} />;
};
