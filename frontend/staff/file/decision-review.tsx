import { useTranslation } from 'react-i18next';
import { type Decision, keptBackUntil } from '../../../schemas/decision.ts';
import { today } from '../../today.ts';
import { LeavingLetter } from '../decisions/leaving-letter.tsx';
import type { Letter } from '../decisions/letter.ts';
import { ReviewDialog } from './review-dialog.tsx';

/** A decision that the service has looked through, with the letter that it wrote for it. */
export interface Reviewed {
  decision: Decision;
  /** The version of the file that it was taken on: it is recorded of this one only. */
  version: number;
  letter: Letter;
}

/** A decision about to be recorded, with its letter exactly as it will leave. */
export const DecisionReview = ({
  value,
  onClose,
  act,
}: {
  value: Reviewed | undefined;
  onClose: () => void;
  act: (value: Reviewed) => Promise<unknown>;
}) => {
  const { t } = useTranslation('staff');
  const outcome = value?.decision.outcome ?? 'supported';
  return (
    <ReviewDialog
      value={value}
      title={t(`decision.confirmTitle.${outcome}`)}
      confirm={t(value && keptBackUntil(value.decision, today()) ? 'decision.confirmLater' : 'decision.confirm')}
      danger={outcome === 'refused'}
      onClose={onClose}
      act={act}
    >
      {({ decision, letter }) => (
        <>
          <LeavingLetter letter={letter} announceOn={decision.announceOn} />
          {decision.outcome !== 'deferred' && <p>{t('decision.final')}</p>}
        </>
      )}
    </ReviewDialog>
  );
};
