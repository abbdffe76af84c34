import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { useLocation, useSearch } from 'wouter';
import type { OperationResponse } from '../../schemas/contract.ts';
import { territoryName } from '../../schemas/territory.ts';
import { api } from '../api.ts';
import { EmptyState } from '../components/empty-state.tsx';
import { Link } from '../components/link.tsx';
import { PageHeader } from '../components/page-header.tsx';
import { Pagination, useCursors } from '../components/pagination.tsx';
import { ProblemAlert } from '../components/problem-view.tsx';
import { Progress } from '../components/progress.tsx';
import { Loading } from '../components/spinner.tsx';
import { Badge } from '../components/state-badge.tsx';
import { type Column, Table } from '../components/table.tsx';
import { Tabs } from '../components/tabs.tsx';
import { TitleCell } from '../components/title-cell.tsx';
import { useFormats } from '../format.ts';
import { daysUntil, today } from '../today.ts';

/** What waits for a session of the jury stands apart: before its day, there is nothing to be done about it alone. */
const shown = ['assigned', 'session', 'submitted', 'closed', 'recused'] as const;
type Shown = (typeof shown)[number];
type Row = OperationResponse<'listAssignments'>['items'][number];

const asked = {
  assigned: { state: 'assigned', kind: 'score' },
  session: { state: 'assigned', kind: 'session' },
  submitted: { state: 'submitted' },
  closed: { state: 'closed' },
  recused: { state: 'recused' },
} as const;

/** Days ahead at which a due date is pointed out. */
const soonDays = 3;

const Due = ({ at, sessionId }: { at: string; sessionId: Row['sessionId'] }) => {
  const { t } = useTranslation('jury');
  const { shortDayOf } = useFormats();
  // What all do together is due to nobody alone.
  if (sessionId)
    return (
      <span>
        <span className="number">{shortDayOf(at)}</span>{' '}
        <Link href={`/jury/sessions/${sessionId}`}>{t('list.session')}</Link>
      </span>
    );
  return (
    <span>
      <span className="number">{shortDayOf(at)}</span>{' '}
      {new Date(at) < new Date() ? (
        <Badge tone="danger">{t('list.late')}</Badge>
      ) : (
        daysUntil(today(new Date(at))) <= soonDays && <Badge tone="warn">{t('list.dueSoon')}</Badge>
      )}
    </span>
  );
};

/** What is assigned to the juror in one state, the most urgent first. */
const Assignments = ({ state }: { state: Shown }) => {
  const { t } = useTranslation(['jury', 'scoring']);
  const { local, dayOf } = useFormats();
  const cursors = useCursors();
  const page = useQuery({
    queryKey: ['assignments', state, cursors.cursor ?? ''],
    queryFn: ({ signal }) => api('listAssignments', { query: { ...asked[state], cursor: cursors.cursor } }, { signal }),
    placeholderData: (previous) => previous,
  });
  if (page.isError) return <ProblemAlert error={page.error} retry={() => void page.refetch()} />;
  if (page.isPending) return <Loading />;
  if (page.data.items.length === 0 && cursors.page === 1)
    return (
      <EmptyState title={t(`list.empty.${state}.title`)}>
        <p>{t(`list.empty.${state}.body`)}</p>
      </EmptyState>
    );
  const columns: Column<Row>[] = [
    {
      id: 'file',
      label: t('list.columns.file'),
      heading: true,
      cell: (row) => (
        <TitleCell
          title={row.title || row.number}
          href={state === 'recused' ? undefined : `/jury/applications/${row.applicationId}`}
        >
          {row.organisationName && <>{row.organisationName} · </>}
          {row.title && <span className="number">{row.number}</span>}
        </TitleCell>
      ),
    },
    { id: 'step', label: t('list.columns.step'), cell: (row) => local(row.stepLabel) },
    {
      id: 'territories',
      label: t('list.columns.territories'),
      cell: (row) => row.territories.map(territoryName).join(', '),
    },
    ...(page.data.items.some(({ progress }) => progress)
      ? [
          {
            id: 'progress',
            label: t('scoring:progress.column'),
            cell: (row: Row) => row.progress && <Progress progress={row.progress} />,
          },
        ]
      : []),
    ...(state === 'assigned' || state === 'session'
      ? [
          {
            id: 'due',
            label: t('list.columns.due'),
            cell: (row: Row) => <Due at={row.dueAt} sessionId={row.sessionId} />,
          },
        ]
      : []),
    ...(state === 'submitted' || state === 'closed'
      ? [
          {
            id: 'submitted',
            label: t('list.columns.submitted'),
            cell: (row: Row) => {
              if (row.submittedAt) return dayOf(row.submittedAt);
              // What was heard at a session was never to be sent in.
              if (row.sessionId) return <Link href={`/jury/sessions/${row.sessionId}`}>{t('list.session')}</Link>;
              return t('list.relieved');
            },
          },
        ]
      : []),
  ];
  return (
    <div className="stack">
      <Table
        caption={t(`list.caption.${state}`)}
        hideCaption
        columns={columns}
        rows={page.data.items}
        rowKey={(row) => `${row.applicationId} ${row.stepId}`}
      />
      <Pagination cursors={cursors} nextCursor={page.data.nextCursor} />
    </div>
  );
};

/** The juror's first page: what waits for an evaluation, and what became of the rest. */
export const AssignmentsPage = () => {
  const { t } = useTranslation(['jury', 'reminders']);
  const [, navigate] = useLocation();
  const asked = new URLSearchParams(useSearch()).get('state');
  return (
    <div className="stack-l">
      <PageHeader title={t('list.title')} lead={<p>{t('list.introduction')}</p>} />
      <Tabs
        label={t('list.tabs')}
        tabs={shown.map((state) => ({
          id: state,
          label: t(`list.tab.${state}`),
          content: <Assignments key={state} state={state} />,
        }))}
        selected={shown.find((state) => state === asked) ?? 'assigned'}
        onSelect={(state) => navigate(`/jury?state=${state}`, { replace: true })}
      />
      <p>
        <Link href="/jury/reminders">{t('reminders:nav')}</Link>
      </p>
    </div>
  );
};
