import { useQueryClient } from '@tanstack/react-query';
import { Plus, Trash2 } from 'lucide-react';
import { useEffect, useState } from 'react';
import { type Resolver, useFieldArray, useForm } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import type { OperationRequest, OperationResponse } from '../../../schemas/contract.ts';
import { declaration, interests } from '../../../schemas/juror.ts';
import { api, problemOf } from '../../api.ts';
import { Button } from '../../components/button.tsx';
import { Card } from '../../components/card.tsx';
import { RadioGroup } from '../../components/choices.tsx';
import { ErrorSummary, focusField } from '../../components/error-summary.tsx';
import { FormField } from '../../components/form-field.tsx';
import { ProblemAlert } from '../../components/problem-view.tsx';
import { Select } from '../../components/select.tsx';
import { TextField } from '../../components/text-field.tsx';
import { toast } from '../../components/toast.tsx';
import { applyProblem, summaryOf, useAttempts, useErrorsInLanguage, useZodResolver } from '../../forms.ts';
import { showAnswer } from '../../show-answer.ts';

export type OwnDeclaration = OperationResponse<'getDeclaration'>;
export type DeclaringAudience = 'jury' | 'staff';
export const declarationKey = (audience: DeclaringAudience) => ['declaration', audience] as const;

interface Typing {
  none?: boolean | undefined;
  organisations: { name: string; siret?: string | undefined; interest?: string | undefined }[];
}

const nothing = { name: '', siret: '', interest: '' };

/** The declaration of the year: none, or the organisations with the kind of tie. */
export const DeclarationForm = ({ own, audience }: { own: OwnDeclaration; audience: DeclaringAudience }) => {
  const { t } = useTranslation(['conflicts', 'words']);
  const client = useQueryClient();
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<unknown>();
  const [attempt, failed] = useAttempts();
  const isFirst = own.revision === 0;
  const form = useForm<Typing>({
    resolver: useZodResolver(declaration) as unknown as Resolver<Typing>,
    shouldFocusError: false,
    defaultValues: { none: isFirst ? undefined : own.none, organisations: own.organisations },
  });
  useErrorsInLanguage(form);
  const rows = useFieldArray({ control: form.control, name: 'organisations' });
  const none = form.watch('none');
  const [added, setAdded] = useState(0);
  useEffect(() => {
    if (added > 0) focusField(`organisations.${added - 1}.name`);
  }, [added]);

  const add = () => {
    rows.append(nothing, { shouldFocus: false });
    setAdded(rows.fields.length + 1);
  };
  const choose = (value: string | undefined) => {
    form.setValue('none', value === 'none', { shouldValidate: false });
    form.clearErrors();
    if (value === 'none') rows.replace([]);
    else if (rows.fields.length === 0) rows.append(nothing, { shouldFocus: false });
  };
  const save = async (value: Typing) => {
    if (busy) return;
    setBusy(true);
    setFailure(undefined);
    try {
      const body = { ...value, revision: own.revision } as OperationRequest<'saveDeclaration'>['body'];
      await showAnswer(
        client,
        declarationKey(audience),
        await api(audience === 'jury' ? 'saveDeclaration' : 'saveStaffDeclaration', { body }),
      );
      void client.invalidateQueries({ queryKey: ['conflict-check'] });
      toast(t('annual.done'));
    } catch (error) {
      if (problemOf(error).status === 422) applyProblem(form, problemOf(error));
      else setFailure(error);
      failed();
    } finally {
      setBusy(false);
    }
  };

  return (
    <form className="stack-l" noValidate onSubmit={(event) => void form.handleSubmit(save, failed)(event)}>
      <ErrorSummary attempt={attempt} errors={summaryOf(form.formState.errors)} />
      {failure !== undefined && <ProblemAlert error={failure} />}
      <RadioGroup
        name="none"
        label={t('annual.legend')}
        error={form.formState.errors.none?.message}
        value={none === undefined ? undefined : none ? 'none' : 'some'}
        onChange={choose}
        options={[
          { value: 'none', label: t('annual.none') },
          { value: 'some', label: t('annual.some') },
        ]}
      />
      {none === false && (
        <div className="stack">
          {rows.fields.map(({ id }, index) => (
            <Card as="section" key={id}>
              <h2>{t('annual.organisation', { position: index + 1 })}</h2>
              <FormField
                control={form.control}
                name={`organisations.${index}.name`}
                as={TextField}
                label={t('annual.name')}
                hint={t('annual.nameHint')}
                autoComplete="off"
              />
              <FormField
                control={form.control}
                name={`organisations.${index}.siret`}
                as={TextField}
                label={t('annual.siret')}
                hint={t('annual.siretHint')}
                autoComplete="off"
                inputMode="numeric"
                short
              />
              <FormField
                control={form.control}
                name={`organisations.${index}.interest`}
                as={Select}
                options={interests.map((value) => ({ value, label: t(`words:interests.${value}`) }))}
              />
              <div>
                <Button
                  variant="quiet"
                  small
                  icon={<Trash2 size={18} aria-hidden="true" />}
                  onClick={() => {
                    rows.remove(index);
                    form.clearErrors();
                  }}
                >
                  {t('annual.remove', { position: index + 1 })}
                </Button>
              </div>
            </Card>
          ))}
          <div id="field-organisations">
            <Button icon={<Plus size={18} aria-hidden="true" />} onClick={add}>
              {t('annual.add')}
            </Button>
          </div>
        </div>
      )}
      <p className="soft prose">
        {t('annual.who')} {t('annual.kept')}
      </p>
      <div>
        <Button type="submit" variant="primary" busy={busy}>
          {t(isFirst ? 'annual.save' : 'annual.correct')}
        </Button>
      </div>
    </form>
  );
};
