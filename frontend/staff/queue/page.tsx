import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { useSearch } from 'wouter';
import { isFinal } from '../../../schemas/application.ts';
import type { CallVersion } from '../../../schemas/call.ts';
import { api } from '../../api.ts';
import { EmptyState } from '../../components/empty-state.tsx';
import { Link } from '../../components/link.tsx';
import { PageHeader } from '../../components/page-header.tsx';
import { Pagination, useCursors } from '../../components/pagination.tsx';
import { ProblemAlert } from '../../components/problem-view.tsx';
import { Loading } from '../../components/spinner.tsx';
import { CallPicker, WithCall } from '../call-picker.tsx';
import { ClocksPanel } from '../clocks/panel.tsx';
import { WaitingPanel } from '../documents/panel.tsx';
import { UnsentPanel } from '../mails/page.tsx';
import { QueueFilters } from './filters.tsx';
import { FindByNumber } from './find.tsx';
import { type QueueState, queueGroups, readState } from './groups.ts';
import { QueueTable } from './queue-table.tsx';

/** One state's files, 25 at a time. */
const QueueList = ({ call, state }: { call: CallVersion; state: QueueState }) => {
  const { t } = useTranslation('staff');
  const cursors = useCursors();
  const page = useQuery({
    queryKey: ['queue', call.callId, state, cursors.cursor ?? ''],
    queryFn: ({ signal }) =>
      api('listQueue', { query: { callId: call.callId, state, cursor: cursors.cursor } }, { signal }),
    placeholderData: (previous) => previous,
  });
  if (page.isError) return <ProblemAlert error={page.error} retry={() => void page.refetch()} />;
  if (page.isPending) return <Loading />;
  const ours = (queueGroups.ours as readonly QueueState[]).includes(state);
  if (page.data.items.length === 0 && cursors.page === 1)
    return (
      <EmptyState title={t('queue.empty.title')}>
        <p>{ours && !isFinal(state) ? t('queue.empty.ours') : t('queue.empty.body')}</p>
      </EmptyState>
    );
  return (
    <>
      <QueueTable callId={call.callId} state={state} rows={page.data.items} />
      <Pagination cursors={cursors} nextCursor={page.data.nextCursor} />
    </>
  );
};

const Queue = ({ call }: { call: CallVersion }) => {
  const search = useSearch();
  const state = readState(search);
  const named = new URLSearchParams(search).get('call');
  const counts = useQuery({
    queryKey: ['queue-counts', call.callId],
    queryFn: ({ signal }) => api('countQueue', { query: { callId: call.callId } }, { signal }),
  });
  return (
    <>
      <QueueFilters
        chosen={state}
        counts={counts.data?.counts}
        addressOf={(chosen) => `/staff?${new URLSearchParams({ state: chosen, ...(named && { call: named }) })}`}
      />
      <QueueList key={`${call.callId} ${state}`} call={call} state={state} />
    </>
  );
};

/** The staff's first page: what waits, state by state, and a way to any file by its number. */
export const QueuePage = () => {
  const { t } = useTranslation(['staff', 'reminders']);
  return (
    <div className="stack-l">
      <PageHeader title={t('queue.title')} actions={<FindByNumber />} />
      <ClocksPanel />
      <UnsentPanel />
      <WaitingPanel />
      <CallPicker />
      <WithCall>{(call) => <Queue call={call} />}</WithCall>
      <p>
        <Link href="/staff/reminders">{t('reminders:nav')}</Link>
      </p>
    </div>
  );
};
