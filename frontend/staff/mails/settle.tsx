import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { type Resolver, useForm } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import { staffMailsContract } from '../../../schemas/contract/staff/mails.ts';
import type { OperationRequest } from '../../../schemas/contract.ts';
import { settledAs } from '../../../schemas/mail.ts';
import { api, problemOf } from '../../api.ts';
import { Button } from '../../components/button.tsx';
import { DateField } from '../../components/date-field.tsx';
import { ConfirmButton, Dialog } from '../../components/dialog.tsx';
import { focusField } from '../../components/error-summary.tsx';
import { FormField } from '../../components/form-field.tsx';
import { Select } from '../../components/select.tsx';
import { TextArea } from '../../components/text-area.tsx';
import { toast } from '../../components/toast.tsx';
import { applyProblem, summaryOf, useErrorsInLanguage, useZodResolver } from '../../forms.ts';
import { today } from '../../today.ts';
import type { Unsent } from './queries.ts';

type Settle = OperationRequest<'settleMail'>['body']['settle'];
interface Typing {
  outcome: (typeof settledAs)[number];
  on?: string;
  reason?: string;
}

/** What can be done about a mail that reached nobody: send it again, or note how it ended without a mail. */
export const SettleMail = ({ mail, fail }: { mail: Unsent; fail: (error: unknown) => void }) => {
  const { t } = useTranslation(['mail', 'common']);
  const client = useQueryClient();
  const [open, setOpen] = useState(false);
  const form = useForm<Typing>({
    resolver: useZodResolver(staffMailsContract.settleMail.body.shape.settle) as unknown as Resolver<Typing>,
    shouldFocusError: false,
    // No day is proposed: delays run from the one that is noted.
    defaultValues: { outcome: 'posted', on: '', reason: '' },
  });
  useErrorsInLanguage(form);
  const outcome = form.watch('outcome');
  const name = mail.recipientName || t('unsent.nobody');
  const settle = async (how: Settle, done: string) => {
    const { act, seq, recipient } = mail;
    const aggregate = {
      type: mail.about.type,
      id: mail.about.id,
    } as OperationRequest<'settleMail'>['body']['aggregate'];
    await api('settleMail', { body: { act, aggregate, seq, recipient, settle: how } });
    for (const list of ['unsent', 'staff-file']) void client.invalidateQueries({ queryKey: [list] });
    toast(done);
  };
  const again = () =>
    settle({ outcome: 'again' }, t('unsent.done.again')).catch((error: unknown) => {
      fail(error);
    });
  const close = () => {
    setOpen(false);
    form.reset();
  };
  const submit = form.handleSubmit(
    async ({ outcome: how, on, reason }) => {
      try {
        await settle(
          (how === 'given-up' ? { outcome: how, reason } : { outcome: how, on }) as Settle,
          t(`unsent.done.${how}`),
        );
        close();
      } catch (error) {
        const problem = problemOf(error);
        if (problem.status === 422) return void applyProblem(form, problem, 1);
        fail(error);
        close();
      }
    },
    (errors) => {
      const [first] = summaryOf(errors);
      if (first) focusField(first.name);
    },
  );
  return (
    <div className="row">
      <ConfirmButton
        small
        variant="secondary"
        label={t('unsent.again', { name })}
        title={t('unsent.againTitle', { name })}
        body={<p>{t(mail.why === 'held' || mail.why === 'bounced' ? 'unsent.againHeld' : 'unsent.againBody')}</p>}
        confirm={t('resumeConfirm')}
        act={again}
      />
      <Button small variant="quiet" aria-label={t('unsent.otherOf', { name })} onClick={() => setOpen(true)}>
        {t('unsent.other')}
      </Button>
      <Dialog
        open={open}
        title={t('unsent.otherTitle', { name })}
        onClose={close}
        actions={
          <>
            <Button variant="primary" busy={form.formState.isSubmitting} onClick={(event) => void submit(event)}>
              {t('unsent.note')}
            </Button>
            <Button variant="quiet" onClick={close}>
              {t('common:action.cancel')}
            </Button>
          </>
        }
      >
        <div className="stack">
          <FormField
            control={form.control}
            name="outcome"
            as={Select}
            required
            label={t('unsent.how')}
            options={settledAs.map((value) => ({ value, label: t(`unsent.ways.${value}`) }))}
          />
          {outcome === 'given-up' ? (
            <FormField
              control={form.control}
              name="reason"
              as={TextArea}
              label={t('unsent.reason')}
              hint={t('unsent.reasonHint')}
              max={1000}
              rows={2}
            />
          ) : (
            <FormField
              control={form.control}
              name="on"
              as={DateField}
              label={t('unsent.on')}
              hint={t('unsent.onHint')}
              max={today()}
            />
          )}
        </div>
      </Dialog>
    </div>
  );
};
