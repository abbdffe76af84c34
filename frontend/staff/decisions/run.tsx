import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api, problemOf } from '../../api.ts';
import { Button } from '../../components/button.tsx';
import { Link } from '../../components/link.tsx';
import { ProblemAlert } from '../../components/problem-view.tsx';
import { Badge } from '../../components/state-badge.tsx';
import { type Column, Table } from '../../components/table.tsx';
import { type Entry, runBatch } from './batch.ts';
import type { ReviewedBatch } from './review-batch.tsx';

const tones = { waiting: undefined, running: 'info', done: 'good', changed: 'danger', failed: 'danger' } as const;

/** What would befall every other file as well: no answer, a session that ran out, too many requests, a fault. */
const isGeneral = (error: unknown): boolean => {
  const { status } = problemOf(error);
  return status === 0 || status === 401 || status === 429 || status >= 500;
};

/** The last part of a batch: one decision after the other, stopped and resumed at will, and what came of each. */
export const RunBatch = ({ batch, finish }: { batch: ReviewedBatch; finish: (left: string[]) => void }) => {
  const { t } = useTranslation('decisions');
  const client = useQueryClient();
  const [entries, setEntries] = useState<Entry[]>(() =>
    batch.entries.map(({ file, decision }) => ({
      applicationId: file.id,
      version: file.version,
      decision,
      state: 'waiting',
    })),
  );
  const now = useRef(entries);
  const [running, setRunning] = useState(false);
  const [failure, setFailure] = useState<unknown>();
  const stop = useRef(false);
  const started = useRef(false);
  const titleOf = (id: string) => batch.entries.find(({ file }) => file.id === id)?.file.title ?? id;

  const run = async () => {
    stop.current = false;
    setFailure(undefined);
    setRunning(true);
    const { error } = await runBatch(now.current, {
      versionOf: async (applicationId) => (await api('getStaffFile', { params: { applicationId } })).version,
      record: (applicationId, body) => api('recordDecision', { params: { applicationId }, body }),
      stopped: () => stop.current,
      isConflict: (problem) => problemOf(problem).status === 409,
      isGeneral,
      changed: (entry) => {
        now.current = now.current.map((each) => (each.applicationId === entry.applicationId ? entry : each));
        setEntries(now.current);
      },
    });
    setRunning(false);
    setFailure(error);
    for (const list of ['queue', 'queue-counts', 'monitoring', 'supported', 'call-envelope', 'staff-file'])
      void client.invalidateQueries({ queryKey: [list] });
  };
  // The press that led here is the order to record: it is given once, and leaving the page ends it after the file under way.
  // biome-ignore lint/correctness/useExhaustiveDependencies: once, when this part begins
  useEffect(() => {
    stop.current = false;
    if (!started.current) void run();
    started.current = true;
    return () => {
      stop.current = true;
    };
  }, []);

  const count = (...states: Entry['state'][]) => entries.filter(({ state }) => states.includes(state)).length;
  const waiting = count('waiting', 'running');
  const failed = count('changed', 'failed');
  const columns: Column<Entry>[] = [
    {
      id: 'project',
      label: t('batch.columns.project'),
      heading: true,
      cell: ({ applicationId }) => <Link href={`/staff/applications/${applicationId}`}>{titleOf(applicationId)}</Link>,
    },
    {
      id: 'state',
      label: t('standing.outcome'),
      cell: ({ state, error }) => (
        <div>
          <Badge tone={tones[state]}>{t(`batch.states.${state}`)}</Badge>
          {state === 'changed' && <div className="soft">{t('batch.changed')}</div>}
          {error !== undefined && <div className="soft">{problemOf(error).detail ?? problemOf(error).title}</div>}
        </div>
      ),
    },
  ];
  return (
    <div className="stack">
      <p role="status">
        <strong>
          {running
            ? t('batch.progress', { done: entries.length - waiting, total: entries.length })
            : waiting > 0
              ? t('batch.stopped')
              : t('batch.over')}
        </strong>{' '}
        {!running && t('batch.summary', { done: count('done'), failed, waiting })}
      </p>
      <progress max={entries.length} value={entries.length - waiting} aria-label={t('batch.steps.run')} />
      {failure !== undefined && <ProblemAlert error={failure} />}
      <Table
        caption={t('batch.steps.run')}
        hideCaption
        columns={columns}
        rows={entries}
        rowKey={({ applicationId }) => applicationId}
      />
      <div className="row">
        {running && <Button onClick={() => (stop.current = true)}>{t('batch.stop')}</Button>}
        {!running && waiting > 0 && (
          <Button variant="primary" onClick={() => void run()}>
            {t('batch.resume')}
          </Button>
        )}
        {!running && failed > 0 && (
          <Button
            onClick={() =>
              finish(entries.flatMap(({ state, applicationId }) => (state === 'done' ? [] : [applicationId])))
            }
          >
            {t('batch.again')}
          </Button>
        )}
        {!running && (
          <Button variant={waiting > 0 ? 'quiet' : 'primary'} onClick={() => finish([])}>
            {t('batch.finish')}
          </Button>
        )}
      </div>
    </div>
  );
};
