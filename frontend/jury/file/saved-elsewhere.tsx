import { useTranslation } from 'react-i18next';
import type { ScoreStep } from '../../../schemas/call.ts';
import { Alert } from '../../components/alert.tsx';
import { Button } from '../../components/button.tsx';
import { useLines } from '../../components/evaluation-versions.tsx';
import { Facts } from '../../components/facts.tsx';
import { useFormats } from '../../format.ts';
import type { Evaluation } from './use-evaluation.ts';

/** Which of the two versions goes on. */
export const ElsewhereChoice = ({ evaluation }: { evaluation: Evaluation }) => {
  const { t } = useTranslation('jury');
  return (
    <>
      <Button variant="primary" small onClick={evaluation.keepMine}>
        {t('elsewhere.mine')}
      </Button>
      <Button small onClick={evaluation.takeOther}>
        {t('elsewhere.theirs')}
      </Button>
    </>
  );
};

/** What one of two versions of an evaluation says otherwise than the other, each with both texts. */
const useDifferences = (evaluation: Evaluation, step: ScoreStep) => {
  const lines = useLines(step);
  const { content, other } = evaluation;
  if (!other) return [];
  const theirs = new Map(lines(other.content ?? {}).map(({ id, value }) => [id, value]));
  return lines(content)
    .map((line) => ({ ...line, there: theirs.get(line.id) ?? '' }))
    .filter(({ value, there }) => value.trim() !== there.trim());
};

/** The names of what differs, where there is no room for the texts. */
export const WhatDiffers = ({ evaluation, step }: { evaluation: Evaluation; step: ScoreStep }) => {
  const { t } = useTranslation('jury');
  const different = useDifferences(evaluation, step);
  if (different.length === 0) return null;
  return <p>{t('elsewhere.differ', { what: different.map(({ label }) => label.replace(/\s*:$/, '')).join(', ') })}</p>;
};

/** The same evaluation was saved from another tab or device: shows what differs and lets the juror choose. */
export const SavedElsewhere = ({ evaluation, step }: { evaluation: Evaluation; step: ScoreStep }) => {
  const { t } = useTranslation('jury');
  const { time } = useFormats();
  const different = useDifferences(evaluation, step);
  const { other } = evaluation;
  if (!other) return null;
  return (
    <Alert tone="warn" title={t('elsewhere.title')} live="alert">
      <p>{t('elsewhere.body', { time: time(other.savedAt) })}</p>
      <Facts
        layout="long"
        facts={different.map(({ id, label, value, there }) => ({
          id,
          label,
          value: (
            <>
              <p className="typed">{t('elsewhere.here', { text: value || t('elsewhere.nothing') })}</p>
              <p className="typed">{t('elsewhere.there', { text: there || t('elsewhere.nothing') })}</p>
            </>
          ),
        }))}
      />
      <div className="row">
        <ElsewhereChoice evaluation={evaluation} />
      </div>
    </Alert>
  );
};
