import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type Act, asOneAct } from '../../act.ts';
import { problemOf } from '../../api.ts';
import { Alert } from '../../components/alert.tsx';

/** One act of many, and the file that it is about. */
export interface Task {
  id: string;
  label: string;
  act: (all: Act) => Promise<unknown>;
}

interface Run {
  total: number;
  done: string[];
  failed: { label: string; why: string }[];
  isOver: boolean;
}

/** Does many things one after the other as one act, goes on when one fails, and remembers which did and why. */
export const useRun = () => {
  const [run, setRun] = useState<Run>();
  const start = async (tasks: readonly Task[]) => {
    const now: Run = { total: tasks.length, done: [], failed: [], isOver: false };
    const show = () => setRun({ ...now, done: [...now.done], failed: [...now.failed] });
    show();
    await asOneAct(async (all) => {
      for (const { label, act } of tasks) {
        try {
          await act(all);
          now.done.push(label);
        } catch (error) {
          const { title, detail, fields } = problemOf(error);
          now.failed.push({ label, why: fields?.[0]?.message ?? detail ?? title });
        }
        show();
      }
    });
    now.isOver = true;
    show();
  };
  return { run, start, forget: () => setRun(undefined) };
};

/** How far the acts are, then exactly what was done, what was not, and why. */
export const RunView = ({ run }: { run: Run | undefined }) => {
  const { t } = useTranslation('jurors');
  if (!run) return null;
  const handled = run.done.length + run.failed.length;
  if (!run.isOver)
    return (
      <div className="stack" role="status">
        <p id="run-progress">{t('run.progress', { done: handled, total: run.total })}</p>
        <progress value={handled} max={run.total} aria-labelledby="run-progress" />
        <p className="soft">{t('run.stay')}</p>
      </div>
    );
  return (
    <div className="stack" role="status">
      {run.done.length > 0 && (
        <Alert tone="good" title={t('run.done', { count: run.done.length })}>
          <ul>
            {run.done.map((label) => (
              <li key={label}>{label}</li>
            ))}
          </ul>
        </Alert>
      )}
      {run.failed.length > 0 && (
        <Alert tone="danger" title={t('run.failed', { count: run.failed.length })}>
          <ul>
            {run.failed.map(({ label, why }) => (
              <li key={label}>
                {label} : {why}
              </li>
            ))}
          </ul>
        </Alert>
      )}
    </div>
  );
};
