import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type * as z from 'zod';
import type { CheckStep } from '../../../schemas/call.ts';
import type { staffFilesContract } from '../../../schemas/contract/staff/files.ts';
import { Part } from '../../components/part.tsx';
import { useFormats } from '../../format.ts';
import { LeavingLetter } from '../decisions/leaving-letter.tsx';
import { letterOf } from '../decisions/letter.ts';
import { useActing } from './acting.tsx';
import { ReviewDialog } from './review-dialog.tsx';

/** How a check comes out, as it is sent. */
export type CheckVerdict = z.output<typeof staffFilesContract.recordCheck.body>;
type WithLetter = Exclude<CheckVerdict, { verdict: 'passed' }>;

/** The letter of a check that asks for something, or ends the file. */
const CheckLetter = ({ stepId, verdict }: { stepId: string; verdict: WithLetter }) => {
  const { file } = useActing();
  const { id, version } = file;
  const query = useQuery({
    queryKey: ['check-letter', id, version, stepId, verdict],
    queryFn: async () => ({
      letter: await letterOf(id, { operation: 'recordCheck', ...verdict, stepId, version }),
    }),
    gcTime: 0,
    retry: false,
  });
  return <Part query={query}>{({ letter }) => letter && <LeavingLetter letter={letter} />}</Part>;
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
  const { local } = useFormats();
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
          <CheckLetter stepId={step.id} verdict={reviewed} />
        )
      }
    </ReviewDialog>
  );
};
