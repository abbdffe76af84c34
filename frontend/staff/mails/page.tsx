import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Alert } from '../../components/alert.tsx';
import { useMay } from '../../components/area.tsx';
import { EmptyState } from '../../components/empty-state.tsx';
import { Link } from '../../components/link.tsx';
import { PageHeader } from '../../components/page-header.tsx';
import { Pagination, useCursors } from '../../components/pagination.tsx';
import { ProblemAlert } from '../../components/problem-view.tsx';
import { Loading } from '../../components/spinner.tsx';
import { Badge } from '../../components/state-badge.tsx';
import { type Column, Table } from '../../components/table.tsx';
import { ClosedCell, TitleCell } from '../../components/title-cell.tsx';
import { useFormats } from '../../format.ts';
import { type Unsent, type UnsentOf, useUnsent } from './queries.ts';
import { SettleMail } from './settle.tsx';

/** What SES's codes come to, in words; its own follow. Any other is told by its words alone. */
const known = ['MessageRejected', 'InvalidParameterValue', 'NobodyToTell'] as const;

/** Why a mail reached nobody, in plain words, with the mail service's own. */
const Why = ({ mail }: { mail: Unsent }) => {
  const { t } = useTranslation('mail');
  const { dayAndTime } = useFormats();
  const code = known.find((one) => one === mail.refusal?.code);
  return (
    <div>
      <Badge tone={mail.why === 'undelivered' ? 'warn' : 'danger'}>{t(`unsent.why.${mail.why}`)}</Badge>{' '}
      <span className="soft">{dayAndTime(mail.at)}</span>
      {mail.refusal && <div>{t(code ? `unsent.codes.${code}` : 'unsent.codes.other')}</div>}
      {mail.refusal?.words && (
        <div className="soft">
          {t('unsent.words')} <span lang="en">{mail.refusal.words}</span>
        </div>
      )}
    </div>
  );
};

/** Whether the reader is recused from the file: its number is told, and no name. */
const isClosed = (about: Unsent['about']): boolean => about.type === 'application' && about.recusedSince !== undefined;

const UnsentTable = ({ rows, fail }: { rows: readonly Unsent[]; fail: (error: unknown) => void }) => {
  const { t } = useTranslation('mail');
  const may = useMay();
  const columns: Column<Unsent>[] = [
    {
      id: 'about',
      label: t('unsent.columns.about'),
      heading: true,
      cell: ({ about }) => {
        const under = about.type === 'session' ? t('unsent.session') : <span className="number">{about.number}</span>;
        if (isClosed(about))
          return (
            <>
              <ClosedCell /> {under}
            </>
          );
        const href =
          about.type === 'session' ? `/staff/sessions/${about.id}` : `/staff/applications/${about.id}?tab=letters`;
        return (
          <TitleCell title={about.title} href={href}>
            {under}
          </TitleCell>
        );
      },
    },
    {
      id: 'recipient',
      label: t('unsent.columns.recipient'),
      cell: ({ about, recipientName, template }) => (
        <div>
          <div>{recipientName || (!isClosed(about) && t('unsent.nobody'))}</div>
          <div className="soft">{t(template ? `unsent.templates.${template}` : 'unsent.templates.other')}</div>
        </div>
      ),
    },
    { id: 'why', label: t('unsent.columns.why'), long: true, cell: (mail) => <Why mail={mail} /> },
    ...(may('settleMail')
      ? [
          {
            id: 'act',
            label: t('unsent.columns.act'),
            long: true,
            cell: (mail: Unsent) => !isClosed(mail.about) && <SettleMail mail={mail} fail={fail} />,
          },
        ]
      : []),
  ];
  return (
    <Table
      caption={t('unsent.title')}
      hideCaption
      columns={columns}
      rows={rows}
      rowKey={({ act, about, seq, recipient }) => `${act} ${about.id} ${seq} ${recipient}`}
    />
  );
};

const List = ({ of, quiet = false }: { of: UnsentOf; quiet?: boolean }) => {
  const { t } = useTranslation('mail');
  const cursors = useCursors('mails');
  const [failure, setFailure] = useState<unknown>();
  const page = useUnsent(of, cursors.cursor);
  if (page.isError) return quiet ? null : <ProblemAlert error={page.error} retry={() => void page.refetch()} />;
  if (page.isPending) return quiet ? null : <Loading />;
  const { items, nextCursor } = page.data;
  const problem = failure !== undefined && <ProblemAlert error={failure} />;
  if (items.length === 0 && cursors.page === 1)
    return (
      <>
        {problem}
        {!quiet && (
          <EmptyState title={t('unsent.empty')}>
            <p>{t('unsent.emptyBody')}</p>
          </EmptyState>
        )}
      </>
    );
  return (
    <section className="stack" aria-label={t('unsent.title')}>
      {quiet && <h2>{t('unsent.title')}</h2>}
      {problem}
      <UnsentTable rows={items} fail={setFailure} />
      <Pagination cursors={cursors} nextCursor={nextCursor} />
    </section>
  );
};

/** Mails of one file, session or person that reached nobody; nothing while all is well. */
export const UnsentMails = ({ of }: { of: UnsentOf }) => <List of={of} quiet />;

/** How many mails reached nobody, with the way to them; nothing when none did. */
export const UnsentPanel = () => {
  const { t } = useTranslation('mail');
  const { data } = useUnsent({});
  if (!data || data.items.length === 0) return null;
  return (
    <section aria-label={t('unsent.title')}>
      <Alert tone="danger">
        <p>{t(data.nextCursor ? 'unsent.many' : 'unsent.some', { count: data.items.length })}</p>
        <p>
          <Link href="/staff/mails">{t('unsent.open')}</Link>
        </p>
      </Alert>
    </section>
  );
};

/** Mails of all files and sessions that reached nobody, the latest first. */
export const UnsentPage = () => {
  const { t } = useTranslation('mail');
  return (
    <div className="stack-l">
      <PageHeader
        title={t('unsent.title')}
        back={{ href: '/staff', label: t('unsent.back') }}
        lead={<p>{t('unsent.lead')}</p>}
      />
      <List of={{}} />
    </div>
  );
};
