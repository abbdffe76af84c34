import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { useLocation, useSearch } from 'wouter';
import type { CallVersion } from '../../../schemas/call.ts';
import type { OperationResponse } from '../../../schemas/contract.ts';
import { sessionStates } from '../../../schemas/session.ts';
import { api } from '../../api.ts';
import { useMay } from '../../components/area.tsx';
import { ButtonLink } from '../../components/button.tsx';
import { EmptyState } from '../../components/empty-state.tsx';
import { PageHeader } from '../../components/page-header.tsx';
import { Pagination, useCursors } from '../../components/pagination.tsx';
import { ProblemAlert } from '../../components/problem-view.tsx';
import { SessionBadge } from '../../components/session-badge.tsx';
import { Loading } from '../../components/spinner.tsx';
import { Badge } from '../../components/state-badge.tsx';
import { type Column, Table } from '../../components/table.tsx';
import { Tabs } from '../../components/tabs.tsx';
import { TitleCell } from '../../components/title-cell.tsx';
import { useFormats } from '../../format.ts';
import { CallPicker, WithCall } from '../call-picker.tsx';

type Row = OperationResponse<'listSessions'>['items'][number];
type State = Row['state'];

const Sessions = ({ call, state }: { call: CallVersion; state: State }) => {
  const { t } = useTranslation('sessions');
  const { dayAndTime } = useFormats();
  const cursors = useCursors();
  const page = useQuery({
    queryKey: ['sessions', call.callId, state, cursors.cursor ?? ''],
    queryFn: ({ signal }) =>
      api('listSessions', { query: { callId: call.callId, state, cursor: cursors.cursor } }, { signal }),
  });
  if (page.isError) return <ProblemAlert error={page.error} retry={() => void page.refetch()} />;
  if (page.isPending) return <Loading />;
  if (page.data.items.length === 0 && cursors.page === 1)
    return (
      <EmptyState title={t(`list.empty.${state}`)}>{state === 'planned' && <p>{t('list.emptyBody')}</p>}</EmptyState>
    );
  const columns: Column<Row>[] = [
    {
      id: 'title',
      label: t('list.columns.title'),
      heading: true,
      cell: (row) => (
        <TitleCell title={row.title} href={`/staff/sessions/${row.id}`}>
          {row.place}
        </TitleCell>
      ),
    },
    { id: 'when', label: t('list.columns.when'), cell: (row) => dayAndTime(row.startsAt) },
    { id: 'members', label: t('list.columns.members'), end: true, cell: (row) => row.memberIds.length },
    {
      id: 'state',
      label: t('list.columns.state'),
      cell: (row) => (
        <span className="row">
          <SessionBadge state={row.state} />
          {row.state === 'planned' && !row.convenedAt && <Badge tone="warn">{t('list.notConvened')}</Badge>}
          {row.state === 'closed' && (
            <Badge tone={row.minutesApprovedAt ? 'good' : 'warn'}>
              {t(row.minutesApprovedAt ? 'list.minutesApproved' : 'list.minutesDraft')}
            </Badge>
          )}
        </span>
      ),
    },
  ];
  return (
    <div className="stack">
      <Table
        caption={t(`list.caption.${state}`)}
        hideCaption
        columns={columns}
        rows={page.data.items}
        rowKey={({ id }) => id}
      />
      <Pagination cursors={cursors} nextCursor={page.data.nextCursor} />
    </div>
  );
};

/** The sessions of the jury, by where they stand. */
export const SessionsPage = () => {
  const { t } = useTranslation(['sessions', 'words']);
  const may = useMay();
  const [, navigate] = useLocation();
  const search = new URLSearchParams(useSearch());
  const asked = search.get('state');
  const named = search.get('call');
  const address = (state: string) => `/staff/sessions?${new URLSearchParams({ state, ...(named && { call: named }) })}`;
  return (
    <div className="stack-l">
      <PageHeader
        title={t('list.title')}
        lead={<p>{t('list.lead')}</p>}
        actions={
          may('planSession') && (
            <ButtonLink variant="primary" href={`/staff/sessions/new${named ? `?call=${named}` : ''}`}>
              {t('list.plan')}
            </ButtonLink>
          )
        }
      />
      <CallPicker />
      <WithCall>
        {(call) => (
          <Tabs
            label={t('list.tabs')}
            tabs={sessionStates.map((state) => ({
              id: state,
              label: t(`list.tab.${state}`),
              content: <Sessions key={`${call.callId} ${state}`} call={call} state={state} />,
            }))}
            selected={sessionStates.find((state) => state === asked) ?? 'planned'}
            onSelect={(state) => navigate(address(state), { replace: true })}
          />
        )}
      </WithCall>
    </div>
  );
};
