import { useTranslation } from 'react-i18next';
import type { OperationResponse } from '../../../schemas/contract.ts';
import { EmptyState } from '../../components/empty-state.tsx';
import { PageHeader } from '../../components/page-header.tsx';
import { Pagination, useCursors } from '../../components/pagination.tsx';
import { ProblemAlert } from '../../components/problem-view.tsx';
import { Loading } from '../../components/spinner.tsx';
import { Badge } from '../../components/state-badge.tsx';
import { type Column, Table } from '../../components/table.tsx';
import { ClosedCell, TitleCell } from '../../components/title-cell.tsx';
import { useFormats } from '../../format.ts';
import { SilenceDay } from '../due.tsx';
import { StaffStateBadge } from '../state-badge.tsx';
import { useClocks } from './queries.ts';

type Row = OperationResponse<'listClocks'>['items'][number];

const ClocksTable = ({ rows, days }: { rows: readonly Row[]; days: number }) => {
  const { t } = useTranslation(['clocks', 'staff']);
  const { shortDay, shortDayOf } = useFormats();
  const columns: Column<Row>[] = [
    {
      id: 'project',
      label: t('list.columns.project'),
      heading: true,
      cell: (row) =>
        row.recusedSince ? (
          <ClosedCell />
        ) : (
          <TitleCell title={row.title} href={`/staff/applications/${row.id}`}>
            {row.organisationName}
          </TitleCell>
        ),
    },
    {
      id: 'runsOut',
      label: t('list.columns.runsOut'),
      cell: (row) => <SilenceDay day={row.runsOutOn} state={row.state} />,
    },
    {
      id: 'state',
      label: t('list.columns.state'),
      cell: (row) => (
        <div>
          <StaffStateBadge
            state={row.state}
            step={row.stepKind && row.stepLabel && { kind: row.stepKind, label: row.stepLabel }}
          />{' '}
          {row.announceOn && <Badge tone="warn">{t('staff:queue.keptBack', { date: shortDay(row.announceOn) })}</Badge>}
        </div>
      ),
    },
    { id: 'number', label: t('list.columns.number'), cell: (row) => <span className="number">{row.number}</span> },
    {
      id: 'submitted',
      label: t('list.columns.submitted'),
      cell: (row) => <span className="number">{row.submittedAt ? shortDayOf(row.submittedAt) : t('list.none')}</span>,
    },
  ];
  return <Table caption={t('list.caption', { days })} columns={columns} rows={rows} rowKey={(row) => row.id} />;
};

const ClocksList = () => {
  const { t } = useTranslation('clocks');
  const cursors = useCursors();
  const page = useClocks(cursors.cursor);
  if (page.isError) return <ProblemAlert error={page.error} retry={() => void page.refetch()} />;
  if (page.isPending) return <Loading />;
  const { items, nextCursor, warningDays: days } = page.data;
  if (items.length === 0 && cursors.page === 1)
    return (
      <EmptyState title={t('list.empty', { days })}>
        <p>{t('list.emptyBody')}</p>
      </EmptyState>
    );
  return (
    <>
      <ClocksTable rows={items} days={days} />
      <Pagination cursors={cursors} nextCursor={nextCursor} />
    </>
  );
};

/** Files of every call that the city's silence refuses soon or has refused, the most urgent first. */
export const ClocksPage = () => {
  const { t } = useTranslation('clocks');
  return (
    <div className="stack-l">
      <PageHeader title={t('title')} back={{ href: '/staff', label: t('back') }} lead={<p>{t('lead')}</p>} />
      <ClocksList />
    </div>
  );
};
