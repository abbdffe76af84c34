import { useState } from 'react';
import { type Resolver, useForm } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import { type Decision, decision } from '../../../schemas/application.ts';
import { api, problemOf } from '../../api.ts';
import { forgetKept } from '../../autosave.ts';
import { Alert } from '../../components/alert.tsx';
import { Button } from '../../components/button.tsx';
import { RadioGroup } from '../../components/choices.tsx';
import { DateField } from '../../components/date-field.tsx';
import { ErrorSummary, type SummaryEntry } from '../../components/error-summary.tsx';
import { FormField } from '../../components/form-field.tsx';
import { MoneyField, type Typed } from '../../components/number-field.tsx';
import { TextArea } from '../../components/text-area.tsx';
import { TextField } from '../../components/text-field.tsx';
import { useFormats } from '../../format.ts';
import { applyProblem, summaryOf, useAttempts, useZodResolver } from '../../forms.ts';
import { keptValues, useKeptForm } from '../../kept-form.ts';
import { today } from '../due.tsx';
import { useActing } from './acting.tsx';
import { DecisionReview } from './decision-review.tsx';

/** Which action each decision is; only those that the service offers are shown. */
const actions = { supported: 'support', refused: 'refuse', deferred: 'defer' } as const;
type Outcome = keyof typeof actions;

/** Above this, in cents a year and organisation, a grant needs an agreement (loi 2000-321, décret 2001-495). */
const agreementAboveCents = 23_000_00;

interface Typing {
  outcome: Outcome | undefined;
  amountCents: Typed;
  decidedOn: string;
  reference: string | undefined;
  reasons: string | undefined;
}

/** What the competent body decided. The amount begins with what the jury proposed, or with what was asked. */
export const DecisionForm = () => {
  const { t } = useTranslation('staff');
  const { money } = useFormats();
  const { file, act } = useActing();
  const proposed = file.results.findLast((result) => result.proposedCents !== undefined)?.proposedCents;
  const kept = `decision.${file.id}`;
  const form = useForm<Typing, unknown, Decision>({
    resolver: useZodResolver(decision) as unknown as Resolver<Typing, unknown, Decision>,
    shouldFocusError: false,
    defaultValues: keptValues<Typing>(kept, {
      outcome: undefined,
      amountCents: proposed ?? file.amountAskedCents,
      decidedOn: today(),
      reference: '',
      reasons: '',
    }),
  });
  useKeptForm(kept, form);
  const [reviewed, setReviewed] = useState<Decision>();
  const [attempt, failed] = useAttempts();
  const [elsewhere, setElsewhere] = useState<SummaryEntry[]>([]);
  const outcome = form.watch('outcome');
  const amount = form.watch('amountCents');
  const asked = money(file.amountAskedCents);

  const record = async (value: Decision) => {
    try {
      await act(
        () => api('recordDecision', { params: { applicationId: file.id }, body: value }),
        t('file.done.decided'),
        value.reasons,
      );
      forgetKept(kept);
    } catch (error) {
      setElsewhere(applyProblem(form, problemOf(error)));
      failed();
    }
  };

  return (
    <form
      className="stack"
      noValidate
      onSubmit={(event) => {
        setElsewhere([]);
        void form.handleSubmit((value) => setReviewed(value), failed)(event);
      }}
    >
      <ErrorSummary attempt={attempt} errors={[...summaryOf(form.formState.errors), ...elsewhere]} />
      <p className="soft prose">{t('decision.advice')}</p>
      <FormField
        control={form.control}
        name="outcome"
        as={RadioGroup}
        label={t('decision.outcome')}
        options={(Object.keys(actions) as Outcome[])
          .filter((candidate) => file.availableActions.includes(actions[candidate]))
          .map((candidate) => ({
            value: candidate,
            label: t(`decision.outcomes.${candidate}`),
            hint: t(`decision.hints.${candidate}`),
          }))}
      />
      {outcome && (
        <>
          {outcome === 'supported' && (
            <>
              <FormField
                control={form.control}
                name="amountCents"
                as={MoneyField}
                hint={t(proposed === undefined ? 'decision.amountFromAsked' : 'decision.amountFromJury', { asked })}
              />
              {typeof amount === 'number' && amount > agreementAboveCents && (
                <Alert>
                  <p>{t('decision.convention')}</p>
                </Alert>
              )}
            </>
          )}
          <FormField control={form.control} name="decidedOn" as={DateField} max={today()} />
          <FormField control={form.control} name="reference" as={TextField} autoComplete="off" short />
          <FormField
            control={form.control}
            name="reasons"
            as={TextArea}
            max={3000}
            label={outcome === 'supported' ? t('decision.reasonsOptional') : t('decision.reasons')}
          />
          <div>
            <Button type="submit" variant="primary">
              {t('decision.action')}
            </Button>
          </div>
        </>
      )}
      <DecisionReview value={reviewed} onClose={() => setReviewed(undefined)} act={record} />
    </form>
  );
};
