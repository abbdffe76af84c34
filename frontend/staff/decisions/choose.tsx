import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { CallVersion } from '../../../schemas/call.ts';
import type { OperationResponse } from '../../../schemas/contract.ts';
import { api } from '../../api.ts';
import { Alert } from '../../components/alert.tsx';
import { Button } from '../../components/button.tsx';
import { EmptyState } from '../../components/empty-state.tsx';
import { ProblemAlert } from '../../components/problem-view.tsx';
import { Select } from '../../components/select.tsx';
import { Loading } from '../../components/spinner.tsx';
import { type Column, Table } from '../../components/table.tsx';
import { TitleCell } from '../../components/title-cell.tsx';
import { everyPage } from '../../every-page.ts';
import { useFormats } from '../../format.ts';
import { SilenceDay } from '../due.tsx';
import { type SessionId, useEverySession } from '../sessions/queries.ts';
import styles from './choose.module.css';

type Row = OperationResponse<'listQueue'>['items'][number];

/** Pages of the queue that are read: more files than anybody decides in one go. */
const mostPages = 12;
/** Files of one batch: as many as a person reads through. */
const mostFiles = 40;

/** Every file that awaits a decision, the longest waiting first; `cut` when there are more. */
const useDeciding = (callId: CallVersion['callId']) =>
  useQuery({
    queryKey: ['queue', callId, 'deciding', 'all'],
    queryFn: ({ signal }) =>
      everyPage<Row>(mostPages, (cursor) =>
        api('listQueue', { query: { callId, state: 'deciding', cursor } }, { signal }),
      ),
  });

/** The files that a session of the jury heard. */
const useHeard = (sessionId: string | undefined) =>
  useQuery({
    queryKey: ['session', sessionId],
    queryFn: ({ signal }) => api('getSession', { params: { sessionId: sessionId as SessionId } }, { signal }),
    enabled: sessionId !== undefined,
    select: ({ points }) => new Set<string>(points.map(({ applicationId }) => applicationId)),
  });

const BySession = ({
  callId,
  value,
  onChange,
}: {
  callId: CallVersion['callId'];
  value: string;
  onChange: (value: string) => void;
}) => {
  const { t } = useTranslation('decisions');
  const { dayOf } = useFormats();
  const sessions = useEverySession(callId, 'closed');
  if (!sessions.data?.items.length) return null;
  return (
    <Select
      name="session"
      label={t('batch.session')}
      required
      options={[
        { value: '', label: t('batch.everySession') },
        ...sessions.data.items.map(({ id, title, startsAt }) => ({ value: id, label: `${title}, ${dayOf(startsAt)}` })),
      ]}
      value={value}
      onChange={(chosen) => onChange(chosen ?? '')}
    />
  );
};

/** The first part of a batch: which files, in sight one by one. */
export const ChooseFiles = ({
  call,
  chosen,
  choose,
  next,
}: {
  call: CallVersion;
  chosen: readonly string[];
  choose: (ids: string[]) => void;
  next: (ids: string[]) => void;
}) => {
  const { t } = useTranslation(['decisions', 'words']);
  const { money, score: points } = useFormats();
  const [session, setSession] = useState('');
  const files = useDeciding(call.callId);
  const heard = useHeard(session || undefined);
  const error = files.error ?? heard.error;
  if (error) return <ProblemAlert error={error} retry={() => void (files.error ? files : heard).refetch()} />;
  if (!files.data || (session && !heard.data)) return <Loading />;
  // What silence refuses first stands first.
  const rows = files.data.items
    .filter(({ id }) => !session || heard.data?.has(id))
    .toSorted((one, other) => (one.runsOutOn ?? '~').localeCompare(other.runsOutOn ?? '~'));
  // Nothing is chosen that does not show.
  const picked = new Set(chosen.filter((id) => rows.some((row) => row.id === id)));
  /** These in the order of the list. */
  const ordered = (ids: Iterable<string>) => {
    const wanted = new Set(ids);
    return rows.map(({ id }) => id).filter((id) => wanted.has(id));
  };
  const set = (ids: Iterable<string>) => choose(ordered(ids));
  if (files.data.items.length === 0)
    return (
      <EmptyState title={t('batch.empty')}>
        <p>{t('batch.emptyBody')}</p>
      </EmptyState>
    );
  const columns: Column<Row>[] = [
    {
      id: 'project',
      label: t('batch.columns.project'),
      heading: true,
      cell: (row) => (
        <TitleCell title={row.title} href={`/staff/applications/${row.id}`}>
          {row.organisationName}
        </TitleCell>
      ),
    },
    {
      id: 'pick',
      label: t('batch.columns.pick'),
      cell: (row) => (
        <label className={styles.pick}>
          <input
            type="checkbox"
            aria-label={t('batch.pick', { title: row.title })}
            checked={picked.has(row.id)}
            onChange={() => set(picked.has(row.id) ? [...picked].filter((id) => id !== row.id) : [...picked, row.id])}
          />
        </label>
      ),
    },
    { id: 'number', label: t('batch.columns.number'), cell: (row) => <span className="number">{row.number}</span> },
    {
      id: 'asked',
      label: t('batch.columns.asked'),
      end: true,
      cell: (row) => <span className="number">{money(row.amountAskedCents)}</span>,
    },
    {
      id: 'opinion',
      label: t('batch.columns.opinion'),
      cell: (row) => (row.opinion ? t(`words:opinions.${row.opinion}`) : t('batch.none')),
    },
    {
      id: 'score',
      label: t('batch.columns.score'),
      end: true,
      cell: (row) => <span className="number">{row.score === undefined ? t('batch.none') : points(row.score)}</span>,
    },
    {
      id: 'proposed',
      label: t('batch.columns.proposed'),
      end: true,
      cell: (row) => (
        <span className="number">{row.proposedCents === undefined ? t('batch.none') : money(row.proposedCents)}</span>
      ),
    },
    {
      id: 'silence',
      label: t('batch.columns.silence'),
      cell: (row) => (row.runsOutOn ? <SilenceDay day={row.runsOutOn} state={row.state} /> : t('batch.none')),
    },
  ];
  return (
    <div className="stack">
      <BySession
        callId={call.callId}
        value={session}
        onChange={(value) => {
          setSession(value);
          choose([]);
        }}
      />
      {files.data.cut && (
        <Alert tone="warn">
          <p>{t('batch.cut', { count: files.data.items.length })}</p>
        </Alert>
      )}
      {rows.length === 0 ? (
        <EmptyState title={t('batch.emptySession')} />
      ) : (
        <>
          <div className="row">
            <Button small onClick={() => set(rows.slice(0, mostFiles).map(({ id }) => id))}>
              {rows.length > mostFiles
                ? t('batch.pickFirst', { count: mostFiles, total: rows.length })
                : t('batch.pickAll', { count: rows.length })}
            </Button>
            {picked.size > 0 && (
              <Button small variant="quiet" onClick={() => choose([])}>
                {t('batch.pickNone')}
              </Button>
            )}
            {rows.length > mostFiles && <span className="soft">{t('batch.atMost', { count: mostFiles })}</span>}
          </div>
          <Table caption={t('batch.caption')} columns={columns} rows={rows} rowKey={({ id }) => id} />
          <div className="row">
            <Button
              variant="primary"
              disabled={picked.size === 0 || picked.size > mostFiles}
              onClick={() => next(ordered(picked))}
            >
              {t('batch.toFill')}
            </Button>
            <span role="status">
              {t('batch.chosen', { count: picked.size })}
              {picked.size > mostFiles && ` ${t('batch.atMost', { count: mostFiles })}`}
            </span>
          </div>
        </>
      )}
    </div>
  );
};
