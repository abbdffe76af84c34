import { useQuery, useQueryClient } from '@tanstack/react-query';
import { ShieldAlert } from 'lucide-react';
import { useState } from 'react';
import { type Resolver, useForm } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import { recusalBody } from '../../../schemas/contract/conflicts.ts';
import type { OperationRequest } from '../../../schemas/contract.ts';
import { interests } from '../../../schemas/juror.ts';
import { api } from '../../api.ts';
import { Alert } from '../../components/alert.tsx';
import { Button } from '../../components/button.tsx';
import { Checkbox, RadioGroup } from '../../components/choices.tsx';
import { Dialog } from '../../components/dialog.tsx';
import { focusField } from '../../components/error-summary.tsx';
import { FormField } from '../../components/form-field.tsx';
import { ProblemAlert } from '../../components/problem-view.tsx';
import { TextArea } from '../../components/text-area.tsx';
import { summaryOf, useErrorsInLanguage, useZodResolver } from '../../forms.ts';
import { useActing } from './acting.tsx';

interface Typing {
  interest?: string | undefined;
  reason?: string | undefined;
  confirm?: boolean | undefined;
}

/**
 * An agent steps back from the file, for good and in every role. What the agent's own declaration finds in it is said, and
 * begins the answer.
 */
export const StepBack = () => {
  const { t } = useTranslation(['staff', 'conflicts', 'words']);
  const { file } = useActing();
  const client = useQueryClient();
  const [open, setOpen] = useState(false);
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<unknown>();
  const params = { applicationId: file.id };
  const found = useQuery({
    queryKey: ['staff-conflicts', file.id],
    queryFn: ({ signal }) => api('getStaffConflicts', { params }, { signal }),
    staleTime: 600_000,
  });
  const match = found.data?.matches[0];
  const form = useForm<Typing>({
    resolver: useZodResolver(recusalBody) as unknown as Resolver<Typing>,
    shouldFocusError: false,
    values: {
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
  const send = async (body: Typing) => {
    if (busy) return;
    setBusy(true);
    try {
      await api('stepBack', { params, body: body as OperationRequest<'stepBack'>['body'] });
      for (const list of ['queue', 'supported', 'clocks']) void client.invalidateQueries({ queryKey: [list] });
      // Nothing of the file stays in this tab.
      await client.resetQueries({ queryKey: ['staff-file', file.id] });
    } catch (error) {
      setFailure(error);
    } finally {
      setBusy(false);
    }
  };
  const submit = form.handleSubmit(send, (errors) => {
    const [first] = summaryOf(errors);
    if (first) focusField(first.name);
  });
  return (
    <>
      {match && (
        <Alert tone="warn">
          <p>{t('stepBack.match', { organisation: match.organisation })}</p>
        </Alert>
      )}
      <div>
        <Button small variant="quiet" icon={<ShieldAlert size={18} aria-hidden="true" />} onClick={() => setOpen(true)}>
          {t('stepBack.action')}
        </Button>
      </div>
      <Dialog
        role="alertdialog"
        open={open}
        title={t('stepBack.title')}
        onClose={close}
        actions={
          <>
            <Button variant="danger" busy={busy} onClick={(event) => void submit(event)}>
              {t('stepBack.confirm')}
            </Button>
            <Button variant="quiet" onClick={close}>
              {t('stepBack.back')}
            </Button>
          </>
        }
      >
        <div className="stack">
          <p>{t('stepBack.body')}</p>
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
            hint={t('stepBack.reasonHint')}
            max={2000}
            rows={2}
          />
          {failure !== undefined && <ProblemAlert error={failure} />}
          <FormField control={form.control} name="confirm" as={Checkbox} label={t('stepBack.understand')} />
        </div>
      </Dialog>
    </>
  );
};
