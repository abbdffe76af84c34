import { useQueryClient } from '@tanstack/react-query';
import { RefreshCw } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { unscannedHours } from '../../../schemas/attachment.ts';
import { api } from '../../api.ts';
import { Alert } from '../../components/alert.tsx';
import { useMay } from '../../components/area.tsx';
import { Button } from '../../components/button.tsx';
import { EmptyState } from '../../components/empty-state.tsx';
import { PageHeader } from '../../components/page-header.tsx';
import { Pagination, useCursors } from '../../components/pagination.tsx';
import { ProblemAlert } from '../../components/problem-view.tsx';
import { Loading } from '../../components/spinner.tsx';
import { Badge } from '../../components/state-badge.tsx';
import { type Column, Table } from '../../components/table.tsx';
import { ClosedCell, TitleCell } from '../../components/title-cell.tsx';
import { toast } from '../../components/toast.tsx';
import { usePress } from '../../components/use-press.ts';
import { useFormats } from '../../format.ts';
import { isLate, useWaiting, type Waiting, type WaitingDocument } from './queries.ts';
import { RescanAll } from './rescan-all.tsx';

/** How the scanner stands by its own words, and what to do where that is no good. */
const Standing = ({ scanner }: Pick<Waiting, 'scanner'>) => {
  const { t } = useTranslation('waiting');
  const { dayAndTime } = useFormats();
  if (!scanner) return <p className="soft">{t('scanner.unknown')}</p>;
  const since = dayAndTime(scanner.since);
  if (scanner.state === 'active') return <p className="soft">{t('scanner.active', { since })}</p>;
  return (
    <Alert tone={scanner.state === 'error' ? 'danger' : 'warn'} title={t(`scanner.${scanner.state}`, { since })}>
      <p>{t('scanner.tell')}</p>
      {scanner.reasons.length > 0 && (
        <p className="soft">
          {t('scanner.reasons')} <span lang="en">{scanner.reasons.join(', ')}</span>
        </p>
      )}
    </Alert>
  );
};

const Why = ({ document }: { document: WaitingDocument }) => {
  const { fault, letThrough, rescanAt } = document;
  const { t } = useTranslation('waiting');
  const { ago } = useFormats();
  return (
    <div>
      {letThrough && <Badge tone="warn">{t('why.letThrough')}</Badge>}
      {(fault || !letThrough) && (
        <Badge tone={fault || isLate(document) ? 'warn' : 'info'}>
          {t(`why.${fault ?? (isLate(document) ? 'late' : 'new')}`)}
        </Badge>
      )}
      {rescanAt && <p className="soft">{t('why.asked', { ago: ago(rescanAt) })}</p>}
    </div>
  );
};

const RescanOne = ({ document }: { document: WaitingDocument }) => {
  const { t } = useTranslation('waiting');
  const client = useQueryClient();
  const { about, id } = document;
  const { busy, error, press } = usePress(async () => {
    if (!about) return;
    await api('rescanDocument', { params: { applicationId: about.id, attachmentId: id }, body: {} });
    await client.invalidateQueries({ queryKey: ['waiting-documents'] });
    toast(t('rescan.done'));
  });
  if (!about || about.recusedSince) return null;
  return (
    <>
      <Button
        small
        busy={busy}
        icon={<RefreshCw size={18} aria-hidden="true" />}
        aria-label={t('rescan.oneOf', { name: about.filename })}
        onClick={() => void press()}
      >
        {t('rescan.one')}
      </Button>
      {error !== undefined && <ProblemAlert error={error} />}
    </>
  );
};

const WaitingTable = ({ rows }: { rows: readonly WaitingDocument[] }) => {
  const { t } = useTranslation('waiting');
  const may = useMay();
  const { ago, dayAndTime, local } = useFormats();
  const columns: Column<WaitingDocument>[] = [
    {
      id: 'document',
      label: t('columns.document'),
      heading: true,
      cell: ({ about }) => {
        if (!about) return t('draft');
        if (about.recusedSince) return <ClosedCell />;
        return (
          <>
            {about.label && local(about.label)} <span className="soft">{about.filename}</span>
          </>
        );
      },
    },
    {
      id: 'file',
      label: t('columns.file'),
      long: true,
      cell: ({ about }) => {
        if (!about) return <span className="soft">{t('draftNote')}</span>;
        const number = <span className="number">{about.number}</span>;
        return about.recusedSince ? (
          number
        ) : (
          <TitleCell title={about.title} href={`/staff/applications/${about.id}?tab=documents`}>
            {number}
          </TitleCell>
        );
      },
    },
    {
      id: 'since',
      label: t('columns.since'),
      cell: ({ waitsSince }) => (
        <div>
          <div>{dayAndTime(waitsSince)}</div>
          <div className="soft">{ago(waitsSince)}</div>
        </div>
      ),
    },
    { id: 'why', label: t('columns.why'), long: true, cell: (document) => <Why document={document} /> },
    ...(may('rescanDocument')
      ? [
          {
            id: 'act',
            label: t('columns.act'),
            cell: (document: WaitingDocument) => <RescanOne document={document} />,
          },
        ]
      : []),
  ];
  return <Table caption={t('caption')} hideCaption columns={columns} rows={rows} rowKey={({ id }) => id} />;
};

/** Documents of all files that wait for the scanner's verdict, and what staff can do about them. */
export const WaitingPage = () => {
  const { t } = useTranslation('waiting');
  const may = useMay();
  const cursors = useCursors('documents');
  const [failure, setFailure] = useState<{ error?: unknown; refused?: number | undefined }>({});
  const page = useWaiting(cursors.cursor);
  const isEmpty = page.data?.items.length === 0 && cursors.page === 1;
  return (
    <div className="stack-l">
      <PageHeader
        title={t('title')}
        back={{ href: '/staff', label: t('back') }}
        lead={<p>{t('lead')}</p>}
        actions={
          may('rescanWaiting') &&
          page.data &&
          !isEmpty && <RescanAll fail={(error, refused) => setFailure({ error, refused })} />
        }
      />
      {failure.error !== undefined && <ProblemAlert error={failure.error} />}
      {failure.refused !== undefined && (
        <Alert tone="warn" live="status">
          <p>{t('rescan.refused', { count: failure.refused })}</p>
        </Alert>
      )}
      {page.isError && <ProblemAlert error={page.error} retry={() => void page.refetch()} />}
      {page.isPending && <Loading />}
      {page.data && <Standing scanner={page.data.scanner} />}
      {isEmpty && (
        <EmptyState title={t('empty')}>
          <p>{t('emptyBody')}</p>
        </EmptyState>
      )}
      {page.data && !isEmpty && (
        <>
          <Alert title={t('law.title')}>
            <p>{t('law.body', { hours: unscannedHours })}</p>
          </Alert>
          <WaitingTable rows={page.data.items} />
          <Pagination cursors={cursors} nextCursor={page.data.nextCursor} />
        </>
      )}
    </div>
  );
};
