import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { staffClosingsContract } from '../../../schemas/contract/staff/closings.ts';
import { api } from '../../api.ts';
import { Facts } from '../../components/facts.tsx';
import { FormField } from '../../components/form-field.tsx';
import { TextArea } from '../../components/text-area.tsx';
import { useFormats } from '../../format.ts';
import { useActing } from '../file/acting.tsx';
import type { StaffFile } from '../file/parts.ts';
import { ActDialog } from './act-dialog.tsx';

/** What each of these acts asks; the version of the file goes with it. */
const rules = staffClosingsContract.closeApplication.body.omit({ version: true });

const acts = {
  close: { action: 'close-unanswered', operation: 'closeApplication' },
  silence: { action: 'record-silence', operation: 'recordSilence' },
  reopen: { action: 'reopen', operation: 'reopenApplication' },
} as const satisfies Record<string, { action: StaffFile['availableActions'][number]; operation: string }>;

/** A button to end the file or to open it again, with the reasons that the letter gives; nothing where it is not possible. */
const WithReasons = ({ name, children }: { name: keyof typeof acts; children: ReactNode }) => {
  const { t } = useTranslation('decisions');
  const { file, act } = useActing();
  const { action, operation } = acts[name];
  if (!file.availableActions.includes(action)) return null;
  return (
    <div>
      <ActDialog<{ reasons: string | undefined }, { reasons: string }>
        variant={name === 'close' ? 'primary' : 'secondary'}
        danger={name !== 'reopen'}
        label={t(`closing.${name}.action`)}
        title={t(`closing.${name}.title`)}
        confirm={t(`closing.${name}.confirm`)}
        rules={rules}
        defaults={{ reasons: '' }}
        letterFor={(body, version) => ({ operation, ...body, version })}
        act={(body, version) =>
          act(
            () => api(operation, { params: { applicationId: file.id }, body: { ...body, version } }),
            t(`closing.${name}.done`),
            body.reasons,
          )
        }
      >
        {({ control }) => (
          <>
            {children}
            <FormField control={control} name="reasons" as={TextArea} max={3000} />
          </>
        )}
      </ActDialog>
    </div>
  );
};

/** Closes a file whose applicant never answered. */
export const CloseUnanswered = () => {
  const { t } = useTranslation('decisions');
  const { day } = useFormats();
  const { complementsDueOn = '' } = useActing().file;
  return (
    <WithReasons name="close">
      <p>{t('closing.close.body', { date: complementsDueOn && day(complementsDueOn) })}</p>
    </WithReasons>
  );
};

/** Records that silence refused the file, which ends it. */
export const RecordSilence = () => {
  const { t } = useTranslation('decisions');
  return (
    <WithReasons name="silence">
      <p>{t('closing.silence.body')}</p>
    </WithReasons>
  );
};

/** How a file ended without a decision, why, and the way back. */
export const StandingClosing = () => {
  const { t } = useTranslation(['decisions', 'words']);
  const { day } = useFormats();
  const { state, closing, silenceRejectsOn } = useActing().file;
  if (!closing) return null;
  return (
    <div className="stack">
      <p>{t(`words:stateHints.${state}`)}</p>
      <Facts
        layout="long"
        facts={[
          {
            id: 'silence',
            label: t('closing.refusedOn'),
            value: state === 'refused-by-silence' && silenceRejectsOn ? day(silenceRejectsOn) : undefined,
          },
          { id: 'on', label: t('closing.on'), value: day(closing.on) },
          { id: 'reasons', label: t('standing.reasons'), value: closing.reasons },
        ]}
      />
      <WithReasons name="reopen">
        <p>{t('closing.reopen.body')}</p>
      </WithReasons>
    </div>
  );
};
