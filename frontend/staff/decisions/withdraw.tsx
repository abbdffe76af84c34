import { useTranslation } from 'react-i18next';
import { staffDecisionsContract } from '../../../schemas/contract/staff/decisions.ts';
import { api } from '../../api.ts';
import { Checkbox } from '../../components/choices.tsx';
import { FormField } from '../../components/form-field.tsx';
import { TextArea } from '../../components/text-area.tsx';
import { useActing } from '../file/acting.tsx';
import { ActDialog } from './act-dialog.tsx';

/** What the form asks; the version of the file goes with it. */
const rules = staffDecisionsContract.withdrawDecision.body.omit({ version: true });

/** Withdraws the decision that stands, once the organisation was heard: a grant creates rights. */
export const WithdrawDecision = () => {
  const { t } = useTranslation('decisions');
  const { file, act } = useActing();
  if (!file.availableActions.includes('withdraw-decision')) return null;
  return (
    <ActDialog<{ reasons: string | undefined; heard: boolean | undefined }, { reasons: string; heard: true }>
      variant="quiet"
      danger
      label={t('withdraw.action')}
      title={t('withdraw.title')}
      confirm={t('withdraw.confirm')}
      rules={rules}
      defaults={{ reasons: '', heard: false }}
      letterFor={(body, version) => ({ operation: 'withdrawDecision', ...body, version })}
      act={(body, version) =>
        act(
          () => api('withdrawDecision', { params: { applicationId: file.id }, body: { ...body, version } }),
          t('withdraw.done'),
          body.reasons,
        )
      }
    >
      {({ control }) => (
        <>
          <p>{t(file.outcome === 'supported' ? 'withdraw.grant' : 'withdraw.refusal')}</p>
          <p>{t('withdraw.after')}</p>
          <FormField control={control} name="reasons" as={TextArea} max={3000} />
          <FormField control={control} name="heard" as={Checkbox} />
        </>
      )}
    </ActDialog>
  );
};
