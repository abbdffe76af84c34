import { useTranslation } from 'react-i18next';
import { staffDecisionsContract } from '../../../schemas/contract/staff/decisions.ts';
import { api } from '../../api.ts';
import { DateField } from '../../components/date-field.tsx';
import { FormField } from '../../components/form-field.tsx';
import { TextField } from '../../components/text-field.tsx';
import { useFormats } from '../../format.ts';
import { today } from '../../today.ts';
import { useActing } from '../file/acting.tsx';
import { ActDialog } from './act-dialog.tsx';

const rules = staffDecisionsContract.recordAgreement.body.omit({ version: true });

/** Whether the agreement on a grant was signed, and the way to say so. */
export const AgreementSigned = () => {
  const { t } = useTranslation(['decisions', 'words']);
  const { day } = useFormats();
  const { file, act } = useActing();
  const { agreement } = file;
  const can = file.availableActions.includes('record-agreement');
  if (!agreement && !can) return null;
  return (
    <div className="row">
      <span>
        {!agreement
          ? t('agreement.none')
          : agreement.reference
            ? t('agreement.signedReference', { date: day(agreement.signedOn), reference: agreement.reference })
            : t('agreement.signed', { date: day(agreement.signedOn) })}
        {agreement && (
          <span className="soft"> {t('agreement.by', { name: file.agreedByName ?? t('words:unknownAgent') })}</span>
        )}
      </span>
      {can && (
        <ActDialog
          label={t('agreement.action')}
          title={t('agreement.title')}
          confirm={t('agreement.confirm')}
          rules={rules}
          defaults={{ signedOn: agreement?.signedOn ?? today(), reference: agreement?.reference ?? '' }}
          act={(typed, version) =>
            act(
              () => api('recordAgreement', { params: { applicationId: file.id }, body: { ...typed, version } }),
              t('agreement.done'),
              typed.reference,
            )
          }
        >
          {({ control }) => (
            <>
              <FormField control={control} name="signedOn" as={DateField} max={today()} />
              <FormField control={control} name="reference" as={TextField} autoComplete="off" short />
            </>
          )}
        </ActDialog>
      )}
    </div>
  );
};
