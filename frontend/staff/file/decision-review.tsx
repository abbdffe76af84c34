import { useTranslation } from 'react-i18next';
import type { Decision } from '../../../schemas/application.ts';
import { Facts } from '../../components/facts.tsx';
import { useFormats } from '../../format.ts';
import { useActing } from './acting.tsx';
import { LetterPreview } from './letter-preview.tsx';
import { ReviewDialog } from './review-dialog.tsx';

/** A decision about to be recorded, with the essentials of its letter. */
export const DecisionReview = ({
  value,
  onClose,
  act,
}: {
  value: Decision | undefined;
  onClose: () => void;
  act: (value: Decision) => Promise<unknown>;
}) => {
  const { t } = useTranslation('staff');
  const { money, day } = useFormats();
  const { file } = useActing();
  const outcome = value?.outcome ?? 'supported';
  return (
    <ReviewDialog
      value={value}
      title={t(`decision.confirmTitle.${outcome}`)}
      confirm={t('decision.confirm')}
      danger={outcome === 'refused'}
      onClose={onClose}
      act={act}
    >
      {(reviewed) => (
        <>
          <LetterPreview
            subject={t(`preview.${reviewed.outcome}Subject`, { number: file.number })}
            remedies={reviewed.outcome === 'refused'}
          >
            {reviewed.outcome === 'supported' && (
              <p>
                <strong>{t('preview.amount', { amount: money(reviewed.amountCents) })}</strong>
              </p>
            )}
            <p>{t('preview.decidedOn', { date: day(reviewed.decidedOn) })}</p>
            {reviewed.reference && <p>{t('preview.reference', { reference: reviewed.reference })}</p>}
            <Facts layout="long" facts={[{ id: 'reasons', label: t('preview.reasons'), value: reviewed.reasons }]} />
          </LetterPreview>
          {reviewed.outcome !== 'deferred' && <p>{t('decision.final')}</p>}
        </>
      )}
    </ReviewDialog>
  );
};
