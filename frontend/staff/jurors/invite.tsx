import { useQueryClient } from '@tanstack/react-query';
import { Mail } from 'lucide-react';
import { useState } from 'react';
import { type Resolver, useForm } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import * as z from 'zod';
import { staffMembersContract } from '../../../schemas/contract/staff/members.ts';
import type { OperationRequest, OperationResponse } from '../../../schemas/contract.ts';
import { languages } from '../../../schemas/fields.ts';
import { roles } from '../../../schemas/office.ts';
import { api, problemOf } from '../../api.ts';
import { Button } from '../../components/button.tsx';
import { CheckboxGroup, RadioGroup } from '../../components/choices.tsx';
import { ConfirmButton, Dialog } from '../../components/dialog.tsx';
import { Disclosure } from '../../components/disclosure.tsx';
import { focusField } from '../../components/error-summary.tsx';
import { FormField } from '../../components/form-field.tsx';
import { ProblemAlert } from '../../components/problem-view.tsx';
import { TextField } from '../../components/text-field.tsx';
import { toast } from '../../components/toast.tsx';
import { applyProblem, summaryOf, useErrorsInLanguage, useZodResolver } from '../../forms.ts';

type Body = OperationRequest<'inviteMember'>['body'];

const { name: memberName, email: memberEmail, ...others } = staffMembersContract.inviteMember.body.shape;
/** Under names of their own where a word of the form says something else than the same word of an organisation. */
const typing = z.object({ ...others, memberName, memberEmail });
type Typing = Partial<Record<Exclude<keyof z.input<typeof typing>, 'roles'>, string>> & { roles?: string[] };

/** Where the form shows what the service says of a field. */
const shownAt: Record<string, string> = { name: 'memberName', email: 'memberEmail' };

/** Invites somebody by e-mail; the dialog stays, with what was typed, when the service says why not. */
export const InviteButton = () => {
  const { t } = useTranslation(['jurors', 'words', 'common']);
  const client = useQueryClient();
  const [open, setOpen] = useState(false);
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<unknown>();
  const form = useForm<Typing>({
    resolver: useZodResolver(typing) as unknown as Resolver<Typing>,
    shouldFocusError: false,
    defaultValues: { roles: ['juror'], memberName: '', memberEmail: '', language: 'fr', personId: '' },
  });
  useErrorsInLanguage(form);
  const close = () => {
    setOpen(false);
    setFailure(undefined);
    form.reset();
  };
  const invite = async ({ memberName: fullName, memberEmail: address, ...rest }: Typing) => {
    if (busy) return;
    setBusy(true);
    setFailure(undefined);
    try {
      const { name } = await api('inviteMember', { body: { ...rest, name: fullName, email: address } as Body });
      void client.invalidateQueries({ queryKey: ['members'] });
      void client.invalidateQueries({ queryKey: ['jurors'] });
      toast(t('invite.done', { name }));
      close();
    } catch (error) {
      const { fields = [], ...problem } = problemOf(error);
      const shown = fields.map(({ path: [field = '', ...inside], ...said }) => ({
        ...said,
        path: [shownAt[field] ?? field, ...inside],
      }));
      if (problem.status === 422) applyProblem(form, { ...problem, fields: shown });
      else setFailure(error);
    } finally {
      setBusy(false);
    }
  };
  const submit = form.handleSubmit(invite, (errors) => {
    const [first] = summaryOf(errors);
    if (first) focusField(first.name);
  });
  return (
    <>
      <Button variant="primary" icon={<Mail size={20} aria-hidden="true" />} onClick={() => setOpen(true)}>
        {t('invite.action')}
      </Button>
      <Dialog
        open={open}
        title={t('invite.title')}
        onClose={close}
        actions={
          <>
            <Button variant="primary" busy={busy} onClick={(event) => void submit(event)}>
              {t('invite.confirm')}
            </Button>
            <Button variant="quiet" onClick={close}>
              {t('common:action.cancel')}
            </Button>
          </>
        }
      >
        <div className="stack">
          <p>{t('invite.body')}</p>
          {failure !== undefined && <ProblemAlert error={failure} />}
          <FormField
            control={form.control}
            name="roles"
            as={CheckboxGroup}
            options={roles.map((value) => ({
              value,
              label: t(`words:roles.${value}`),
              hint: t(`words:roleHints.${value}`),
            }))}
          />
          <FormField
            control={form.control}
            name="memberName"
            as={TextField}
            label={t('invite.name')}
            hint={t('invite.nameHint')}
            autoComplete="off"
          />
          <FormField
            control={form.control}
            name="memberEmail"
            as={TextField}
            label={t('invite.email')}
            type="email"
            autoComplete="off"
          />
          <FormField
            control={form.control}
            name="language"
            as={RadioGroup}
            inline
            options={languages.map((value) => ({ value, label: t(`words:languages.${value}`) }))}
          />
          <Disclosure summary={t('invite.otherAccount')} open={form.formState.errors.personId !== undefined}>
            <FormField
              control={form.control}
              name="personId"
              as={TextField}
              hint={t('invite.personIdHint')}
              autoComplete="off"
            />
          </Disclosure>
        </div>
      </Dialog>
    </>
  );
};

/** What can be done about an invitation that nobody took up yet. */
export const Invitation = ({ person }: { person: OperationResponse<'inviteMember'> }) => {
  const { t } = useTranslation('jurors');
  const client = useQueryClient();
  const [busy, setBusy] = useState(false);
  const params = { personId: person.id };
  const act = async (work: () => Promise<unknown>, done: string) => {
    setBusy(true);
    try {
      await work();
      toast(done);
    } catch (error) {
      toast(problemOf(error).title);
    } finally {
      setBusy(false);
      void client.invalidateQueries({ queryKey: ['members'] });
    }
  };
  return (
    <div className="row">
      <Button
        small
        variant="quiet"
        busy={busy}
        onClick={() => void act(() => api('resendInvitation', { params, body: {} }), t('invite.resent'))}
      >
        {t('invite.resend')}
      </Button>
      <ConfirmButton
        small
        variant="quiet"
        label={t('invite.withdraw')}
        title={t('invite.withdrawTitle', { name: person.name })}
        body={<p>{t('invite.withdrawBody')}</p>}
        act={() => act(() => api('withdrawInvitation', { params, body: {} }), t('invite.withdrawn'))}
      />
    </div>
  );
};
