import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { useSearch } from 'wouter';
import type { OperationRequest } from '../../../schemas/contract.ts';
import { api, problemOf } from '../../api.ts';
import { EmptyState } from '../../components/empty-state.tsx';
import { Link } from '../../components/link.tsx';
import { PageHeader } from '../../components/page-header.tsx';
import { Pagination, useCursors } from '../../components/pagination.tsx';
import { ProblemAlert } from '../../components/problem-view.tsx';
import { Loading } from '../../components/spinner.tsx';
import { type Column, Table } from '../../components/table.tsx';
import { useFormats } from '../../format.ts';
import { type Asked, readAsked } from './asked.ts';
import { ExportButton } from './export.tsx';
import { Filters } from './filters.tsx';
import { type Row, useWords } from './words.ts';

type Query = OperationRequest<'listAudit'>['query'];

const useAudit = ({ personId, number, from, to }: Asked, cursor: string | undefined) =>
  useQuery({
    queryKey: ['audit', personId ?? '', number ?? '', from, to, cursor ?? ''],
    queryFn: ({ signal }) =>
      api('listAudit', { query: { personId: personId as Query['personId'], number, from, to, cursor } }, { signal }),
    retry: (count, error) => problemOf(error).status >= 500 && count < 2,
  });

/** Where a subject is found; an organisation has no page of its own. */
const hrefOf = ({ about }: Row): string | undefined => {
  if (!about) return undefined;
  const id = encodeURIComponent(about.id);
  const pages = {
    application: `/staff/applications/${id}`,
    session: `/staff/sessions/${id}`,
    call: `/staff/calls/${id}`,
    person: `/staff/members/${id}`,
    organisation: undefined,
  };
  return pages[about.type];
};

const AuditTable = ({ rows, asked }: { rows: readonly Row[]; asked: Asked }) => {
  const { t } = useTranslation('audit');
  const { day, dayAndTime } = useFormats();
  const { what, who, as, about } = useWords();
  const columns: Column<Row & { place: number }>[] = [
    { id: 'at', label: t('columns.at'), cell: (row) => <time dateTime={row.at}>{dayAndTime(row.at)}</time> },
    {
      id: 'person',
      label: t('columns.person'),
      cell: (row) => (
        <span>
          {who(row)} <span className="soft">({as(row)})</span>
        </span>
      ),
    },
    { id: 'what', label: t('columns.what'), heading: true, cell: what },
    {
      id: 'about',
      label: t('columns.about'),
      cell: (row) => {
        const href = hrefOf(row);
        return href ? <Link href={href}>{about(row)}</Link> : about(row);
      },
    },
  ];
  return (
    <Table
      caption={t('caption', { from: day(asked.from), to: day(asked.to) })}
      columns={columns}
      rows={rows.map((row, place) => ({ ...row, place }))}
      rowKey={({ place }) => String(place)}
    />
  );
};

const AuditList = ({ asked }: { asked: Asked }) => {
  const { t } = useTranslation('audit');
  const { day } = useFormats();
  const cursors = useCursors();
  const page = useAudit(asked, cursors.cursor);
  const unknown = page.isError && problemOf(page.error).status === 404 ? asked.number : undefined;
  const list = () => {
    if (unknown) return null;
    if (page.isError) return <ProblemAlert error={page.error} retry={() => void page.refetch()} />;
    if (page.isPending) return <Loading />;
    const { items, nextCursor, keptDays, leftOut } = page.data;
    return (
      <>
        {items.length === 0 && cursors.page === 1 ? (
          <EmptyState title={t('empty.title', { from: day(asked.from), to: day(asked.to) })}>
            <p>{t('empty.body')}</p>
          </EmptyState>
        ) : (
          <>
            <ExportButton asked={asked} />
            <AuditTable rows={items} asked={asked} />
            <Pagination cursors={cursors} nextCursor={nextCursor} />
          </>
        )}
        <p className="soft prose">{t('note', { days: keptDays })}</p>
        {leftOut && <p className="soft">{t('leftOut')}</p>}
      </>
    );
  };
  return (
    <>
      <Filters asked={asked} unknown={unknown} />
      {list()}
    </>
  );
};

/** Who did and who opened what: by person, file and period, the latest first. */
export const AuditPage = () => {
  const { t } = useTranslation('audit');
  const search = useSearch();
  return (
    <div className="stack-l">
      <PageHeader title={t('title')} lead={<p>{t('lead')}</p>} />
      <AuditList key={search} asked={readAsked(search, new Date())} />
    </div>
  );
};
