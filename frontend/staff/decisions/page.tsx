import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
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

const Batch = ({ call }: { call: CallVersion }) => {
  const { t } = useTranslation('decisions');
  const [stage, showStage] = useState<Stage>('choose');
  const [chosen, setChosen] = useState<string[]>([]);
  const [reviewed, setReviewed] = useState<ReviewedBatch>();
  const at = stages.indexOf(stage);
  const part = useRef<HTMLElement>(null);
  const [moves, setMoves] = useState(0);
  // Another part begins at its head, for the eyes and for the keyboard.
  useEffect(() => {
    if (moves === 0) return;
    window.scrollTo(0, 0);
    part.current?.focus({ preventScroll: true });
  }, [moves]);
  const setStage = (next: Stage) => {
    showStage(next);
    setMoves((count) => count + 1);
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
        <ChooseFiles call={call} chosen={chosen} choose={setChosen} next={() => setStage('fill')} />
      )}
      {stage === 'fill' && (
        <FillDecisions
          call={call}
          chosen={chosen}
          back={() => setStage('choose')}
          next={(batch) => {
            setReviewed(batch);
            setStage('review');
          }}
        />
      )}
      {stage === 'review' && reviewed && (
        <ReviewBatch call={call} batch={reviewed} back={() => setStage('fill')} next={() => setStage('run')} />
      )}
      {stage === 'run' && reviewed && (
        <RunBatch
          callId={call.callId}
          batch={reviewed}
          finish={(left) => {
            setChosen(left);
            setReviewed(undefined);
            setStage(left.length > 0 ? 'fill' : 'choose');
          }}
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
