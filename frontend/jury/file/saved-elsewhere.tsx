import { useTranslation } from 'react-i18next';
import type { ScoreStep } from '../../../schemas/call.ts';
import { scoreContent } from '../../../schemas/evaluation.ts';
import { Alert } from '../../components/alert.tsx';
import { Button } from '../../components/button.tsx';
import { Disclosure } from '../../components/disclosure.tsx';
import { EvaluationView } from '../../components/evaluation-view.tsx';
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

/** The same evaluation was saved from another tab or device: shows that version and lets the juror choose. */
export const SavedElsewhere = ({ evaluation, step }: { evaluation: Evaluation; step: ScoreStep }) => {
  const { t } = useTranslation('jury');
  const { time } = useFormats();
  const { other } = evaluation;
  if (!other) return null;
  // What can be shown of a draft: whatever of it already has the shape of an evaluation.
  const content = scoreContent.safeParse(other.content).data;
  return (
    <Alert tone="warn" title={t('elsewhere.title')} live="alert">
      <p>{t('elsewhere.body', { time: time(other.savedAt) })}</p>
      {content && (
        <Disclosure summary={t('elsewhere.see')}>
          <EvaluationView content={content} step={step} />
        </Disclosure>
      )}
      <div className="row">
        <ElsewhereChoice evaluation={evaluation} />
      </div>
    </Alert>
  );
};
