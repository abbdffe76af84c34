import { useQueryClient } from '@tanstack/react-query';
import { ShieldAlert } from 'lucide-react';
import { useState } from 'react';
import { type Resolver, useForm } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import { recusalBody } from '../../../schemas/contract/conflicts.ts';
import type { OperationRequest } from '../../../schemas/contract.ts';
import { type DeclaredMatch, interests } from '../../../schemas/juror.ts';
import { api } from '../../api.ts';
import { Alert } from '../../components/alert.tsx';
import { Button, type ButtonVariant } from '../../components/button.tsx';
import { Checkbox, RadioGroup } from '../../components/choices.tsx';
import { Dialog } from '../../components/dialog.tsx';
import { focusField } from '../../components/error-summary.tsx';
import { FormField } from '../../components/form-field.tsx';
import { ProblemAlert } from '../../components/problem-view.tsx';
import { TextArea } from '../../components/text-area.tsx';
import { summaryOf, useErrorsInLanguage, useZodResolver } from '../../forms.ts';
import { forgetKept } from '../../kept.ts';
import { conflictCheckKey, evaluationKey, jurorFileKey, jurySessionKey } from './queries.ts';

interface Typing {
  interest?: string | undefined;
  reason?: string | undefined;
  confirm?: boolean | undefined;
}

/**
 * Declares a conflict of interest with its kind and reason, once the juror has read that it is final. The file then
 * closes. `match` is what the annual declaration found, and begins the answer.
 */
export const Recusal = ({
  applicationId,
  stepIds,
  match,
  variant = 'quiet',
}: {
  applicationId: OperationRequest<'recuse'>['params']['applicationId'];
  /** Steps of which this device may keep something typed. */
  stepIds: readonly string[];
  match?: DeclaredMatch | undefined;
  variant?: ButtonVariant;
}) => {
  const { t } = useTranslation(['jury', 'conflicts', 'words']);
  const client = useQueryClient();
  const [open, setOpen] = useState(false);
  const [failure, setFailure] = useState<unknown>();
  const [busy, setBusy] = useState(false);
  const form = useForm<Typing>({
    resolver: useZodResolver(recusalBody) as unknown as Resolver<Typing>,
    shouldFocusError: false,
    defaultValues: {
      interest: match?.interest,
      reason: match && t('conflicts:recusal.prefilled', { organisation: match.organisation }),
      confirm: false,
    },
  });
  useErrorsInLanguage(form);

  const close = () => {
    setOpen(false);
    setFailure(undefined);
    form.reset();
  };
  const recuse = async (body: Typing) => {
    if (busy) return;
    setBusy(true);
    try {
      await api('recuse', { params: { applicationId }, body: body as OperationRequest<'recuse'>['body'] });
      // Nothing of the file stays, neither on this device nor in this tab.
      for (const stepId of stepIds) forgetKept(evaluationKey(applicationId, stepId));
      void client.invalidateQueries({ queryKey: ['assignments'] });
      void client.invalidateQueries({ queryKey: jurySessionKey() });
      await Promise.all(
        [conflictCheckKey(applicationId), jurorFileKey(applicationId)].map((queryKey) =>
          client.resetQueries({ queryKey }),
        ),
      );
    } catch (error) {
      setFailure(error);
    } finally {
      setBusy(false);
    }
  };
  const submit = form.handleSubmit(recuse, (errors) => {
    const [first] = summaryOf(errors);
    if (first) focusField(first.name);
  });

  return (
    <>
      <Button
        variant={variant}
        small={variant === 'quiet'}
        icon={<ShieldAlert size={18} aria-hidden="true" />}
        onClick={() => setOpen(true)}
      >
        {t('recusal.action')}
      </Button>
      <Dialog
        role="alertdialog"
        open={open}
        title={t('recusal.title')}
        onClose={close}
        actions={
          <>
            <Button variant="danger" busy={busy} onClick={(event) => void submit(event)}>
              {t('recusal.confirm')}
            </Button>
            <Button variant="quiet" onClick={close}>
              {t('recusal.back')}
            </Button>
          </>
        }
      >
        <div className="stack">
          <p>{t('recusal.body')}</p>
          <FormField
            control={form.control}
            name="interest"
            as={RadioGroup}
            label={t('conflicts:recusal.interest')}
            options={interests.map((value) => ({ value, label: t(`words:interests.${value}`) }))}
          />
          <FormField
            control={form.control}
            name="reason"
            as={TextArea}
            label={t('conflicts:recusal.reason')}
            hint={t('conflicts:recusal.reasonHint')}
            max={2000}
            rows={2}
          />
          <Alert tone="warn" title={t('recusal.finalTitle')}>
            <ul>
              <li>{t('recusal.effects.closed')}</li>
              <li>{t('recusal.effects.draft')}</li>
              <li>{t('recusal.effects.quorum')}</li>
            </ul>
          </Alert>
          {failure !== undefined && <ProblemAlert error={failure} />}
          <FormField control={form.control} name="confirm" as={Checkbox} label={t('recusal.understand')} />
        </div>
      </Dialog>
    </>
  );
};
