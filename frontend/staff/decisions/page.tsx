import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { navigate, useHistoryState, useSearch } from 'wouter/use-browser-location';
import type { CallVersion } from '../../../schemas/call.ts';
import { PageHeader } from '../../components/page-header.tsx';
import { ProgressSteps } from '../../components/progress-steps.tsx';
import { CallPicker, WithCall } from '../call-picker.tsx';
import { ChooseFiles } from './choose.tsx';
import { FillDecisions } from './fill.tsx';
import { ReviewBatch, type ReviewedBatch } from './review-batch.tsx';
import { RunBatch } from './run.tsx';

type Stage = 'choose' | 'fill' | 'review' | 'run';
const stages = ['choose', 'fill', 'review', 'run'] as const;

/** What the history keeps of a batch at each of its parts: a reload and Back find the files that were chosen. */
interface Kept {
  chosen?: string[];
}

const Batch = ({ call }: { call: CallVersion }) => {
  const { t } = useTranslation('decisions');
  const query = new URLSearchParams(useSearch());
  const chosen = useHistoryState<Kept | null>()?.chosen ?? [];
  const [reviewed, setReviewed] = useState<ReviewedBatch>();
  const asked = stages.find((stage) => stage === query.get('step')) ?? 'choose';
  // What was read through is not kept: it is read through anew before it is recorded.
  const stage: Stage =
    asked === 'choose' || chosen.length === 0 ? 'choose' : asked !== 'fill' && !reviewed ? 'fill' : asked;
  const at = stages.indexOf(stage);
  const part = useRef<HTMLElement>(null);
  const shown = useRef(stage);
  // Another part begins at its head, for the eyes and for the keyboard.
  useEffect(() => {
    // Whatever is changed there is read through again.
    if (stage === 'choose' || stage === 'fill') setReviewed(undefined);
    if (shown.current === stage) return;
    shown.current = stage;
    window.scrollTo(0, 0);
    part.current?.focus({ preventScroll: true });
  }, [stage]);
  const show = (next: Stage, files: string[], { replace = false } = {}) => {
    query.set('step', next);
    navigate(`/staff/decisions?${query}`, { replace, state: { chosen: files } satisfies Kept });
  };
  return (
    <section ref={part} tabIndex={-1} className="stack-l" aria-label={t(`batch.steps.${stage}`)}>
      <ProgressSteps
        label={t('batch.title')}
        compact
        inline
        steps={stages.map((id, index) => ({
          id,
          label: t(`batch.steps.${id}`),
          state: index < at ? 'done' : index === at ? 'current' : 'upcoming',
        }))}
      />
      {stage === 'choose' && (
        <ChooseFiles
          call={call}
          chosen={chosen}
          choose={(files) => show('choose', files, { replace: true })}
          next={(files) => show('fill', files)}
        />
      )}
      {stage === 'fill' && (
        <FillDecisions
          call={call}
          chosen={chosen}
          back={() => show('choose', chosen)}
          next={(batch) => {
            setReviewed(batch);
            show('review', chosen);
          }}
        />
      )}
      {stage === 'review' && reviewed && (
        <ReviewBatch
          call={call}
          batch={reviewed}
          back={() => history.back()}
          // In the place of the review: what is recorded is not read through again by going back.
          next={() => show('run', chosen, { replace: true })}
        />
      )}
      {stage === 'run' && reviewed && (
        <RunBatch
          callId={call.callId}
          batch={reviewed}
          finish={(left) => show(left.length > 0 ? 'fill' : 'choose', left, { replace: true })}
        />
      )}
    </section>
  );
};

/** Several decisions of one meeting: chosen, filled in, read through with their letters, then recorded one by one. */
export const DecisionsPage = () => {
  const { t } = useTranslation('decisions');
  return (
    <div className="stack-l">
      <PageHeader title={t('batch.title')} lead={<p>{t('batch.lead')}</p>} />
      <CallPicker />
      <WithCall>{(call) => <Batch key={call.callId} call={call} />}</WithCall>
    </div>
  );
};
