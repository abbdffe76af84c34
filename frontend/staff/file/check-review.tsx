import { useTranslation } from 'react-i18next';
import type { CheckStep } from '../../../schemas/call.ts';
import { useFormats } from '../../format.ts';
import { today } from '../../today.ts';
import { useActing } from './acting.tsx';
import type { CheckVerdict } from './check-form.tsx';
import { LetterPreview } from './letter-preview.tsx';
import { ReviewDialog } from './review-dialog.tsx';

const dayAfter = (days: number): string => {
  const day = new Date(today());
  day.setUTCDate(day.getUTCDate() + days);
  return day.toISOString().slice(0, 10);
};

/** What a check is about to do, with the letter that goes with it. */
export const CheckReview = ({
  step,
  value,
  onClose,
  act,
}: {
  step: CheckStep;
  value: CheckVerdict | undefined;
  onClose: () => void;
  act: (value: CheckVerdict) => Promise<unknown>;
}) => {
  const { t } = useTranslation('staff');
  const { day, local } = useFormats();
  const { file } = useActing();
  const verdict = value?.verdict ?? 'passed';
  const next = file.call.steps[file.call.steps.findIndex(({ id }) => id === step.id) + 1];
  return (
    <ReviewDialog
      value={value}
      title={t(`check.confirmTitle.${verdict}`)}
      confirm={t(`check.confirm.${verdict}`)}
      danger={verdict === 'ineligible'}
      onClose={onClose}
      act={act}
    >
      {(reviewed) =>
        reviewed.verdict === 'passed' ? (
          <>
            <p>{t('check.hints.passed', { next: next ? local(next.label) : '' })}</p>
            <p className="soft">{t('preview.none')}</p>
          </>
        ) : (
          <LetterPreview
            subject={t(`preview.${reviewed.verdict}Subject`, {
              number: file.number,
              date: reviewed.verdict === 'complements' ? day(dayAfter(reviewed.answerWithinDays)) : '',
            })}
            remedies={reviewed.verdict === 'ineligible'}
          >
            <p className="typed">{reviewed.message}</p>
            {reviewed.verdict === 'complements' && (
              <p>{t('preview.answerBefore', { date: day(dayAfter(reviewed.answerWithinDays)) })}</p>
            )}
          </LetterPreview>
        )
      }
    </ReviewDialog>
  );
};
