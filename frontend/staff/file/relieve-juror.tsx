import { useState } from 'react';
import { type Resolver, useForm } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import { staffStepsContract } from '../../../schemas/contract/staff/steps.ts';
import { api, problemOf } from '../../api.ts';
import { Button } from '../../components/button.tsx';
import { Dialog } from '../../components/dialog.tsx';
import { focusField } from '../../components/error-summary.tsx';
import { FormField } from '../../components/form-field.tsx';
import { Select } from '../../components/select.tsx';
import { TextArea } from '../../components/text-area.tsx';
import { applyProblem, summaryOf, useErrorsInLanguage, useZodResolver } from '../../forms.ts';
import { useActing } from './acting.tsx';
import { useCandidates, useCandidateWords } from './candidates.ts';

interface Typing {
  reason: string;
  by?: string | undefined;
}

/** Takes a juror off the open step with the reason, and puts another in the place where one is chosen. */
export const RelieveJuror = ({ jurorId, name }: { jurorId: string; name: string }) => {
  const { t } = useTranslation(['jurors', 'common']);
  const { file, act } = useActing();
  const candidates = useCandidates();
  const words = useCandidateWords();
  const [open, setOpen] = useState(false);
  const [busy, setBusy] = useState(false);
  const form = useForm<Typing>({
    resolver: useZodResolver(staffStepsContract.relieveJuror.body) as unknown as Resolver<Typing>,
    shouldFocusError: false,
    defaultValues: { reason: '', by: '' },
  });
  useErrorsInLanguage(form);
  const by = form.watch('by');
  const close = () => {
    setOpen(false);
    form.reset();
  };
  const relieve = async (body: Typing) => {
    if (busy) return;
    setBusy(true);
    try {
      await act(
        () => api('relieveJuror', { params: { applicationId: file.id, jurorId }, body }),
        t(body.by ? 'file.replaced' : 'file.done'),
      );
      close();
    } catch (error) {
      const problem = problemOf(error);
      if (problem.status === 422) applyProblem(form, problem);
      else close();
    } finally {
      setBusy(false);
    }
  };
  const submit = form.handleSubmit(relieve, (errors) => {
    const [first] = summaryOf(errors);
    if (first) focusField(first.name);
  });
  return (
    <>
      <Button small variant="quiet" aria-label={t('file.relieveOf', { name })} onClick={() => setOpen(true)}>
        {t('file.relieve')}
      </Button>
      <Dialog
        open={open}
        title={t('file.relieveTitle', { name })}
        onClose={close}
        actions={
          <>
            <Button variant="danger" busy={busy} onClick={(event) => void submit(event)}>
              {t(by ? 'file.replace' : 'file.confirm')}
            </Button>
            <Button variant="quiet" onClick={close}>
              {t('common:action.cancel')}
            </Button>
          </>
        }
      >
        <div className="stack">
          <p>{t('file.relieveBody')}</p>
          <FormField
            control={form.control}
            name="reason"
            as={TextArea}
            label={t('file.reason')}
            hint={t('file.reasonHint')}
            max={2000}
            rows={2}
          />
          <FormField
            control={form.control}
            name="by"
            as={Select}
            label={t('file.by')}
            options={(candidates.data ?? []).map((candidate) => ({
              value: candidate.id,
              label: `${candidate.name} (${words(candidate)})`,
            }))}
          />
        </div>
      </Dialog>
    </>
  );
};
