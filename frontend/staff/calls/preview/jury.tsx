import { useState } from 'react';
import { type FieldValues, useForm, useWatch } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import { type CallVersion, isForJury, isJuryStep, type ScoreStep } from '../../../../schemas/call.ts';
import type { ScoreContent } from '../../../../schemas/evaluation.ts';
import { Card } from '../../../components/card.tsx';
import { RadioGroup } from '../../../components/choices.tsx';
import { EmptyState } from '../../../components/empty-state.tsx';
import { Facts } from '../../../components/facts.tsx';
import { Select } from '../../../components/select.tsx';
import { useFormats } from '../../../format.ts';
import { RunningMark } from '../../../jury/file/running-mark.tsx';
import { ScoreFields } from '../../../jury/file/score-fields.tsx';
import { Preview } from './frame.tsx';

const Grid = ({ step }: { step: ScoreStep }) => {
  const form = useForm<FieldValues, unknown, ScoreContent>({ defaultValues: { marks: {} } });
  const content = useWatch({ control: form.control });
  return (
    <>
      <ScoreFields step={step} control={form.control} />
      <RunningMark step={step} content={content} />
    </>
  );
};

/** What a blind step hides, tried both ways. */
const Blind = ({ step }: { step: ScoreStep }) => {
  const { t } = useTranslation('calls');
  const [shown, setShown] = useState('set');
  const hidden = shown === 'set' ? step.blind.applicant : shown === 'blind';
  return (
    <>
      <RadioGroup
        name={`blind.${step.id}`}
        label={t('preview.blind')}
        inline
        options={[
          { value: 'set', label: t('preview.asSet') },
          { value: 'blind', label: t('preview.asBlind') },
          { value: 'open', label: t('preview.asOpen') },
        ]}
        value={shown}
        onChange={(value) => setShown(value ?? 'set')}
      />
      <Facts
        facts={[
          {
            id: 'who',
            label: t('preview.who'),
            value: t(hidden ? 'preview.whoHidden' : 'preview.whoShown'),
          },
        ]}
      />
      <p className="soft">{t(hidden ? 'preview.blindOn' : 'preview.blindOff')}</p>
      <p className="soft">{t(step.blind.peers ? 'preview.peersOn' : 'preview.peersOff')}</p>
    </>
  );
};

/** One step at a time, as a juror has one before them. */
const Steps = ({ call }: { call: CallVersion }) => {
  const { t } = useTranslation('calls');
  const { local } = useFormats();
  const steps = call.steps.filter(isJuryStep);
  const [chosen, setChosen] = useState(steps[0]?.id);
  const step = steps.find(({ id }) => id === chosen);
  if (!step) return <EmptyState title={t('preview.noGrid')} />;
  return (
    <>
      <Select
        name="step"
        label={t('fields.steps')}
        required
        options={steps.map(({ id, label }) => ({ value: id, label: local(label) }))}
        value={step.id}
        onChange={setChosen}
      />
      <Card key={step.id} as="section">
        <h2>{local(step.label)}</h2>
        <p className="soft">{local(step.hint)}</p>
        {step.kind === 'score' ? (
          <>
            <Blind step={step} />
            <Grid step={step} />
          </>
        ) : (
          <p>{t('preview.session', { quorum: step.quorum })}</p>
        )}
      </Card>
    </>
  );
};

/** Which of the documents that applicants hand over jurors are shown. */
const Shown = ({ call }: { call: CallVersion }) => {
  const { t } = useTranslation('calls');
  const { local } = useFormats();
  return (
    <Card as="section">
      <h2>{t('preview.documents')}</h2>
      <Facts
        facts={call.documents.map(({ id, label }) => ({
          id,
          label: local(label),
          value: t(isForJury(call, id) ? 'preview.documentShown' : 'preview.documentKept'),
        }))}
      />
    </Card>
  );
};

/** The grids of the jury's steps, with the components that jurors see. */
export const JuryPreview = ({ callId }: { callId: string }) => {
  const { t } = useTranslation(['calls', 'jury']);
  return (
    <Preview callId={callId} title={t('preview.jury')}>
      {(call) => (
        <>
          {call.documents.length > 0 && <Shown call={call} />}
          <Steps call={call} />
        </>
      )}
    </Preview>
  );
};
