import { useQueries, useQuery } from '@tanstack/react-query';
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

/** A session of the jury, and which of the files that await a decision it heard. */
interface Heard {
  id: SessionId;
  label: string;
  files: ReadonlySet<string>;
}

/**
 * The sessions that files still await a decision of, the latest first. Those that were held while such a file was concluded
 * are asked for their agendas, and no others.
 */
const useHeard = (callId: CallVersion['callId'], rows: readonly Row[]): { heard: Heard[]; error: unknown } => {
  const { dayOf } = useFormats();
  const [closed, open] = [useEverySession(callId, 'closed'), useEverySession(callId, 'open')];
  const held = [...(open.data?.items ?? []), ...(closed.data?.items ?? [])].filter(({ openedAt, closedAt }) =>
    rows.some(({ heardAt }) => heardAt && openedAt && openedAt <= heardAt && (!closedAt || heardAt <= closedAt)),
  );
  const agendas = useQueries({
    queries: held.map(({ id }) => ({
      queryKey: ['session', id],
      queryFn: ({ signal }: { signal: AbortSignal }) => api('getSession', { params: { sessionId: id } }, { signal }),
    })),
  });
  const heard = held.flatMap(({ id, title, startsAt }, index) => {
    const concluded = agendas[index]?.data?.points.filter(({ state }) => state === 'concluded') ?? [];
    const files = new Set<string>(concluded.map(({ applicationId }) => applicationId));
    const waiting = rows.filter((row) => files.has(row.id)).length;
    return waiting > 0 ? [{ id, label: `${title}, ${dayOf(startsAt)} (${waiting})`, files }] : [];
  });
  return { heard, error: closed.error ?? open.error ?? agendas.find(({ isError }) => isError)?.error };
};

const BySession = ({
  heard,
  count,
  value,
  onChange,
}: {
  heard: readonly Heard[];
  /** How many files await a decision in all. */
  count: number;
  value: string;
  onChange: (value: string) => void;
}) => {
  const { t } = useTranslation('decisions');
  if (heard.length === 0) return null;
  return (
    <Select
      name="session"
      label={t('batch.session')}
      required
      options={[
        { value: '', label: `${t('batch.everySession')} (${count})` },
        ...heard.map(({ id, label }) => ({ value: id, label })),
      ]}
      value={value}
      onChange={(chosen) => onChange(chosen ?? '')}
    />
  );
};

/** A box that chooses a file, or all of them. */
const Pick = ({
  label,
  checked,
  some = false,
  onChange,
}: {
  label: string;
  checked: boolean;
  some?: boolean;
  onChange: () => void;
}) => (
  <label className={styles.pick}>
    <input
      type="checkbox"
      aria-label={label}
      checked={checked}
      ref={(box) => {
        if (box) box.indeterminate = some;
      }}
      onChange={onChange}
    />
  </label>
);

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
  // A file that the agent is recused from is decided by somebody else.
  const waiting = files.data?.items.filter(({ recusedSince }) => !recusedSince) ?? [];
  const { heard, error } = useHeard(call.callId, waiting);
  if (files.error) return <ProblemAlert error={files.error} retry={() => void files.refetch()} />;
  if (!files.data) return <Loading />;
  const chosenSession = heard.find(({ id }) => id === session);
  // What silence refuses first stands first.
  const rows = waiting
    .filter(({ id }) => !chosenSession || chosenSession.files.has(id))
    .toSorted((one, other) => (one.runsOutOn ?? '~').localeCompare(other.runsOutOn ?? '~'));
  // Nothing is chosen that does not show.
  const picked = new Set(chosen.filter((id) => rows.some((row) => row.id === id)));
  /** These in the order of the list. */
  const ordered = (ids: Iterable<string>) => {
    const wanted = new Set(ids);
    return rows.map(({ id }) => id).filter((id) => wanted.has(id));
  };
  const set = (ids: Iterable<string>) => choose(ordered(ids));
  if (waiting.length === 0)
    return (
      <EmptyState title={t('batch.empty')}>
        <p>{t('batch.emptyBody')}</p>
      </EmptyState>
    );
  const all = rows.slice(0, mostFiles).map(({ id }) => id);
  const everyPicked = all.every((id) => picked.has(id));
  const nameOfAll =
    rows.length > mostFiles
      ? t('batch.pickFirst', { count: mostFiles, total: rows.length })
      : t('batch.pickAll', { count: rows.length });
  const columns: Column<Row>[] = [
    {
      id: 'pick',
      label: t('batch.columns.pick'),
      head: (
        <Pick
          label={nameOfAll}
          checked={everyPicked}
          some={picked.size > 0 && !everyPicked}
          onChange={() => set(everyPicked ? [] : all)}
        />
      ),
      cell: (row) => (
        <Pick
          label={t('batch.pick', { title: row.title })}
          checked={picked.has(row.id)}
          onChange={() => set(picked.has(row.id) ? [...picked].filter((id) => id !== row.id) : [...picked, row.id])}
        />
      ),
    },
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
        heard={heard}
        count={waiting.length}
        value={chosenSession?.id ?? ''}
        onChange={(value) => {
          setSession(value);
          choose([]);
        }}
      />
      {error !== undefined && error !== null && <ProblemAlert error={error} />}
      {files.data.cut && (
        <Alert tone="warn">
          <p>{t('batch.cut', { count: files.data.items.length })}</p>
        </Alert>
      )}
      {rows.length > mostFiles && <p className="soft">{t('batch.atMost', { count: mostFiles })}</p>}
      <div className={styles.onNarrow}>
        <Button small onClick={() => set(everyPicked ? [] : all)}>
          {everyPicked ? t('batch.pickNone') : nameOfAll}
        </Button>
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
    </div>
  );
};
