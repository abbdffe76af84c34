import { useState } from 'react';
import { type Path, type Resolver, useForm } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import * as z from 'zod';
import type { CallContent, CheckStep } from '../../../schemas/call.ts';
import { verdictFaults } from '../../../schemas/check.ts';
import { staffFilesContract } from '../../../schemas/contract/staff/files.ts';
import { api, problemOf } from '../../api.ts';
import { Button } from '../../components/button.tsx';
import { Card } from '../../components/card.tsx';
import { RadioGroup } from '../../components/choices.tsx';
import { EligibilityList } from '../../components/eligibility-list.tsx';
import { ErrorSummary, focusField, type SummaryEntry } from '../../components/error-summary.tsx';
import type { FieldProps } from '../../components/field.tsx';
import { FormField } from '../../components/form-field.tsx';
import { NumberField, type Typed } from '../../components/number-field.tsx';
import { TextArea } from '../../components/text-area.tsx';
import { useFormats } from '../../format.ts';
import { applyProblem, summaryOf, useAttempts, useErrorsInLanguage, useZodResolver } from '../../forms.ts';
import { keptValues, useKeptForm } from '../../kept-form.ts';
import { today } from '../../today.ts';
import { useActing, useVersionShown } from './acting.tsx';
import styles from './check-form.module.css';
import { CheckReview, type CheckVerdict } from './check-review.tsx';
import { DocumentOfQuestion, DocumentsBeside } from './documents-beside.tsx';

const body = staffFilesContract.recordCheck.body;

/** Every point of the step is asked for, even while there is no conclusion yet. */
const rulesOf = (step: CheckStep) =>
  z.object({ answers: z.object(Object.fromEntries(step.items.map(({ id }) => [id, z.boolean()]))) }).and(body);

/** The form as it is typed: the fields of every conclusion at once. */
interface Typing {
  /** Of the file that was read when the check was begun. */
  version: number;
  verdict: Verdict | undefined;
  answers: Record<string, boolean | undefined>;
  message: string | undefined;
  answerWithinDays: Typed;
}

/** Which action each conclusion is; only those that the service offers are shown. */
const verdicts = { passed: 'pass-check', complements: 'request-complements', ineligible: 'find-ineligible' } as const;
type Verdict = keyof typeof verdicts;

/** Days to answer that the form begins with; staff change them. */
const usualDays = 15;

/** Yes or no, as the answer to one point of the check-list. */
const YesNo = ({ value, onChange, ...field }: FieldProps<boolean | undefined>) => {
  const { t } = useTranslation('staff');
  return (
    <RadioGroup
      {...field}
      inline
      options={[
        { value: 'yes', label: t('check.yes') },
        { value: 'no', label: t('check.no') },
      ]}
      value={value === undefined ? undefined : value ? 'yes' : 'no'}
      onChange={(answer) => onChange(answer === 'yes')}
    />
  );
};

/** The rules stand beside the check that can find a file ineligible, or beside each where none can. */
const showsRules = ({ eligibility, steps }: Pick<CallContent, 'eligibility' | 'steps'>, step: CheckStep): boolean =>
  eligibility.length > 0 &&
  (step.onFailure === 'ineligible' || !steps.some((one) => one.kind === 'check' && one.onFailure === 'ineligible'));

const Rules = () => {
  const { t } = useTranslation('eligibility');
  const { file } = useActing();
  if (!file.content) return null;
  const { project, budget, organisation } = file.content;
  return (
    <Card as="section" tone="plain">
      <h3>{t('title')}</h3>
      <p className="soft">{t('staffLead')}</p>
      <EligibilityList
        rules={file.call.eligibility}
        facts={{ project, budget, organisation }}
        day={today(new Date(file.submittedAt ?? Date.now()))}
      />
    </Card>
  );
};

/** The check-list of the step where the file stands, and its conclusion. */
export const CheckForm = ({ step }: { step: CheckStep }) => {
  const { t } = useTranslation(['staff', 'words']);
  const { local } = useFormats();
  const { file, act } = useActing();
  const offered = (Object.keys(verdicts) as Verdict[]).filter((verdict) =>
    file.availableActions.includes(verdicts[verdict]),
  );
  const kept = `check.${file.id}.${step.id}`;
  const [rules] = useState(() => rulesOf(step));
  const form = useForm<Typing, unknown, CheckVerdict>({
    resolver: useZodResolver(rules as never) as unknown as Resolver<Typing, unknown, CheckVerdict>,
    shouldFocusError: false,
    defaultValues: keptValues<Typing>(kept, {
      version: file.version,
      verdict: undefined,
      answers: Object.fromEntries(step.items.map(({ id }) => [id, undefined])),
      message: '',
      answerWithinDays: usualDays,
    }),
  });
  useErrorsInLanguage(form);
  const stopKeeping = useKeptForm(kept, form);
  useVersionShown((version) => form.setValue('version', version));
  const [reviewed, setReviewed] = useState<CheckVerdict>();
  const [attempt, failed] = useAttempts();
  const [elsewhere, setElsewhere] = useState<SummaryEntry[]>([]);

  const verdict = form.watch('verdict');
  const answers = form.watch('answers');
  const notMet = step.items.filter(({ id }) => answers[id] === false);
  const open = step.items.filter(({ id }) => answers[id] === undefined);
  /** Answers what has no answer yet; a no that was given stands. The button is gone then: the conclusion comes next. */
  const sayYes = () => {
    for (const { id } of open) form.setValue(`answers.${id}`, true, { shouldValidate: form.formState.isSubmitted });
    focusField('verdict');
  };

  /** Each unanswered point by its own words, where the rule only says that one is missing. */
  const named = (entry: SummaryEntry): SummaryEntry => {
    const item = step.items.find(({ id }) => entry.name === `answers.${id}`);
    return item && answers[item.id] === undefined
      ? { ...entry, message: t('check.askItem', { label: local(item.label) }) }
      : entry;
  };

  /** A request begins with the points that are not met, for as long as nothing was written. */
  const choose = (chosen: Verdict) => {
    if (chosen === 'passed' || form.getValues('message')) return;
    const lines = notMet.map(({ label }) => `– ${t('check.notMet', { label: local(label) })}`);
    if (lines.length > 0) form.setValue('message', `${lines.join('\n')}\n`);
  };

  /** A conclusion at odds with the answers is told of before anything is confirmed. */
  const review = (value: CheckVerdict) => {
    const faults = verdictFaults(step, value);
    if (faults.length === 0) return setReviewed(value);
    for (const { path, rule } of faults)
      form.setError(path.join('.') as Path<Typing>, {
        type: 'server',
        message: t(`words:fields.${path[0]}.${rule}` as 'words:fields.answers.ask'),
      });
    failed();
  };

  const record = async (value: CheckVerdict) => {
    try {
      await act(
        () => api('recordCheck', { params: { applicationId: file.id, stepId: step.id }, body: value }),
        t(value.verdict === 'passed' ? 'file.done.check' : `file.done.${value.verdict}`),
        value.verdict === 'passed' ? undefined : value.message,
      );
      stopKeeping();
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
        void form.handleSubmit(review, failed)(event);
      }}
    >
      <ErrorSummary attempt={attempt} errors={[...summaryOf(form.formState.errors).map(named), ...elsewhere]} />
      <p className="soft prose">{local(step.hint)}</p>
      <div className={styles.check}>
        <div className="stack">
          {showsRules(file.call, step) && <Rules />}
          {step.items.map((item) => (
            <div key={item.id} className={styles.question}>
              <FormField control={form.control} name={`answers.${item.id}`} as={YesNo} label={local(item.label)} />
              <DocumentOfQuestion itemId={item.id} />
            </div>
          ))}
          {open.length > 0 && (
            <div>
              <Button small onClick={sayYes}>
                {t(open.length === step.items.length ? 'check.yesToAll' : 'check.yesToRest', { count: open.length })}
              </Button>
            </div>
          )}
        </div>
        <div className={styles.documents}>
          <DocumentsBeside step={step} />
        </div>
        <div className="stack">
          {notMet.length > 0 && <p role="status">{t('check.someNo', { count: notMet.length })}</p>}
          <FormField
            control={form.control}
            name="verdict"
            as={VerdictChoice}
            offered={offered}
            onChosen={choose}
            step={step}
            label={t('check.verdict')}
          />
          {verdict === 'complements' && (
            <>
              <FormField control={form.control} name="message" as={TextArea} label={t('check.message')} />
              <FormField control={form.control} name="answerWithinDays" as={NumberField} hint={t('check.daysHint')} />
            </>
          )}
          {verdict === 'ineligible' && (
            <FormField control={form.control} name="message" as={TextArea} label={t('check.reasons')} />
          )}
          <div>
            <Button type="submit" variant="primary">
              {t('check.action')}
            </Button>
          </div>
        </div>
      </div>
      <CheckReview step={step} value={reviewed} onClose={() => setReviewed(undefined)} act={record} />
    </form>
  );
};

const VerdictChoice = ({
  offered,
  onChosen,
  step,
  ...field
}: FieldProps<string | undefined> & {
  offered: readonly Verdict[];
  onChosen: (verdict: Verdict) => void;
  step: CheckStep;
}) => {
  const { t } = useTranslation('staff');
  const { local } = useFormats();
  const { file } = useActing();
  const next = file.call.steps[file.call.steps.findIndex(({ id }) => id === step.id) + 1];
  return (
    <RadioGroup
      {...field}
      options={offered.map((verdict) => ({
        value: verdict,
        label: t(`check.verdicts.${verdict}`),
        hint: t(`check.hints.${verdict}`, { next: next ? local(next.label) : '' }),
      }))}
      onChange={(chosen) => {
        field.onChange(chosen);
        onChosen(chosen as Verdict);
      }}
    />
  );
};
