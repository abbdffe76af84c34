import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Step } from '../../schemas/call.ts';
import type { OperationResponse } from '../../schemas/contract.ts';
import { useFormats } from '../format.ts';
import { Disclosure } from './disclosure.tsx';
import { Facts } from './facts.tsx';
import { ProblemAlert } from './problem-view.tsx';
import { Loading } from './spinner.tsx';
import { WordChanges } from './word-changes.tsx';

type Versions = OperationResponse<'listOwnVersions'>;
export interface Line {
  id: string;
  label: string;
  value: string;
}

type Words = 'comment' | 'forApplicant';
/** An evaluation, or as much of it as is typed. */
type Typed = { marks?: Record<string, { points?: unknown } & { [word in Words]?: string }> } & {
  [word in Words]?: string | undefined;
};

/** An evaluation as lines of text, each under what it is about. */
export const useLines = (step: Step | undefined) => {
  const { t } = useTranslation(['scoring', 'jury']);
  const { local } = useFormats();
  return (content: Typed): Line[] => {
    const whole = t('versions.whole');
    const criteria = step?.kind === 'score' ? step.criteria : [];
    return [
      ...criteria.flatMap(({ id, label, maxMark }) => {
        const mark = content.marks?.[id];
        const criterion = local(label);
        return [
          {
            id: `${id} mark`,
            label: t('versions.mark', { criterion }),
            value:
              typeof mark?.points === 'number' ? t('jury:view.points', { points: mark.points, maximum: maxMark }) : '',
          },
          { id: `${id} comment`, label: t('versions.comment', { criterion }), value: mark?.comment ?? '' },
          { id: `${id} applicant`, label: t('versions.applicant', { criterion }), value: mark?.forApplicant ?? '' },
        ];
      }),
      { id: 'comment', label: t('versions.comment', { criterion: whole }), value: content.comment ?? '' },
      { id: 'applicant', label: t('versions.applicant', { criterion: whole }), value: content.forApplicant ?? '' },
    ];
  };
};

/** What a correction changed, line by line. */
const Correction = ({ before, after }: { before: Line[]; after: Line[] }) => {
  const { t } = useTranslation('scoring');
  const was = new Map(before.map(({ id, value }) => [id, value]));
  const changed = after.filter(({ id, value }) => value !== was.get(id));
  if (changed.length === 0) return <p className="soft">{t('versions.same')}</p>;
  return (
    <Facts
      layout="long"
      facts={changed.map(({ id, label, value }) => ({
        id,
        label,
        value: (
          <WordChanges
            before={was.get(id) || t('versions.none')}
            after={value || t('versions.none')}
            added={t('versions.added')}
            removed={t('versions.removed')}
          />
        ),
      }))}
    />
  );
};

const History = ({ load, name, step }: { load: () => Promise<Versions>; name: string; step: Step | undefined }) => {
  const { t } = useTranslation('scoring');
  const { dayAndTime } = useFormats();
  const lines = useLines(step);
  const query = useQuery({ queryKey: ['evaluation-versions', name], queryFn: load });
  if (query.isError) return <ProblemAlert error={query.error} retry={() => void query.refetch()} />;
  if (query.isPending) return <Loading />;
  const { versions } = query.data;
  return (
    <ol className="stack">
      {versions.map(({ version, submittedAt, content }, index) => {
        const before = versions[index - 1];
        return (
          <li key={version}>
            <p>
              <strong>{t(before ? 'versions.corrected' : 'versions.first', { date: dayAndTime(submittedAt) })}</strong>
            </p>
            {before && <Correction before={lines(before.content)} after={lines(content)} />}
          </li>
        );
      })}
    </ol>
  );
};

/** For an evaluation that was corrected: what it said before, read once somebody asks for it. */
export const EvaluationVersions = ({
  versions,
  load,
  name,
  step,
}: {
  /** How often it was submitted. */
  versions: number | undefined;
  load: () => Promise<Versions>;
  /** Tells it from any other; the number of versions is part of it. */
  name: string;
  step: Step | undefined;
}) => {
  const { t } = useTranslation('scoring');
  const [opened, setOpened] = useState(false);
  if (versions === undefined || versions < 2) return null;
  return (
    <Disclosure summary={t('versions.summary', { count: versions - 1 })} onOpen={() => setOpened(true)}>
      {opened && <History load={load} name={`${name} ${versions}`} step={step} />}
    </Disclosure>
  );
};
