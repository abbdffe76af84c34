import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { CallVersion } from '../../../schemas/call.ts';
import { asOneAct } from '../../act.ts';
import { api, problemOf } from '../../api.ts';
import { Button } from '../../components/button.tsx';
import { Link } from '../../components/link.tsx';
import { ProblemAlert, useProblemWords } from '../../components/problem-view.tsx';
import { Badge } from '../../components/state-badge.tsx';
import { type Column, Table } from '../../components/table.tsx';
import { type Entry, runBatch } from './batch.ts';
import { forgetDraft } from './drafts.ts';
import { isUndeliverable } from './leaving-letter.tsx';
import type { ReviewedBatch } from './review-batch.tsx';

const tones = { waiting: undefined, running: 'info', done: 'good', changed: 'danger', failed: 'danger' } as const;

/** What would befall every other file as well: no answer, a session that ran out, too many requests, a fault. */
const isGeneral = (error: unknown): boolean => {
  const { status } = problemOf(error);
  return status === 0 || status === 401 || status === 429 || status >= 500;
};

/** Whether the file can still be decided; any refusal but one that says where it stands leaves that open. */
const isDecidable = ({ error }: Entry): boolean => {
  const { availableActions } = problemOf(error);
  return !availableActions || availableActions.some((action) => ['support', 'refuse', 'defer'].includes(action));
};

/** Why a decision was not recorded, and what can be done to the file now. */
const WhyNot = ({ error }: { error: unknown }) => {
  const { t } = useTranslation(['decisions', 'common', 'words']);
  const words = useProblemWords();
  const problem = problemOf(error);
  const { availableActions } = problem;
  return (
    <div className="soft">
      <div>{words(problem).detail}</div>
      {problem.fields?.map(({ path, message }) => (
        <div key={path.join('.')}>{message}</div>
      ))}
      {availableActions && (
        <div>
          {availableActions.length > 0
            ? t('batch.possible', {
                actions: availableActions.map((action) => t(`words:actions.${action}`)).join(', '),
              })
            : t('common:errors.nothingPossible')}
        </div>
      )}
    </div>
  );
};

/** The last part of a batch: one decision after the other, stopped and resumed at will, and what came of each. */
export const RunBatch = ({
  callId,
  batch,
  finish,
}: {
  callId: CallVersion['callId'];
  batch: ReviewedBatch;
  finish: (left: string[]) => void;
}) => {
  const { t } = useTranslation(['decisions', 'common']);
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
    const { error } = await asOneAct((act) =>
      runBatch(now.current, {
        record: ({ applicationId, decision, version }) =>
          api('recordDecision', { params: { applicationId }, body: { decision, version } }, { act }),
        read: (applicationId) => api('getStaffFile', { params: { applicationId } }),
        stopped: () => stop.current,
        isConflict: (problem) => problemOf(problem).status === 409,
        isGeneral,
        changed: (entry) => {
          now.current = now.current.map((each) => (each.applicationId === entry.applicationId ? entry : each));
          setEntries(now.current);
          if (entry.state === 'done') forgetDraft({ id: entry.applicationId, callId });
        },
      }),
    );
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
  // A letter that is kept back is held when its day comes, if its address still is.
  const held = entries.filter(
    ({ state, applicationId }) =>
      state === 'done' &&
      batch.entries.some(({ file, letter }) => file.id === applicationId && isUndeliverable(letter)),
  ).length;
  /** What can be read through again and decided after all. */
  const left = entries
    .filter((entry) => entry.state !== 'done' && isDecidable(entry))
    .map((entry) => entry.applicationId);
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
      long: true,
      cell: ({ state, error }) => (
        <div>
          <Badge tone={tones[state]}>{t(`batch.states.${state}`)}</Badge>
          {error !== undefined && <WhyNot error={error} />}
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
        {!running &&
          [
            t('batch.doneCount', { count: count('done') }),
            failed > 0 && t('batch.failedCount', { count: failed }),
            waiting > 0 && t('batch.waitingCount', { count: waiting }),
            held > 0 && t('batch.heldCount', { count: held }),
          ]
            .filter(Boolean)
            .join(' ')}
      </p>
      {waiting > 0 && (
        <progress max={entries.length} value={entries.length - waiting} aria-label={t('batch.steps.run')} />
      )}
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
        {!running && left.length > 0 && failed > 0 && (
          <Button variant={waiting > 0 ? 'secondary' : 'primary'} onClick={() => finish(left)}>
            {t('batch.again')}
          </Button>
        )}
        {!running && (
          <Button variant={waiting > 0 || left.length > 0 ? 'quiet' : 'primary'} onClick={() => finish([])}>
            {t('batch.finish')}
          </Button>
        )}
      </div>
    </div>
  );
};
