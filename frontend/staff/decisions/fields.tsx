import { useQuery } from '@tanstack/react-query';
import { type Control, useFieldArray, useFormState, useWatch } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import { inKindKinds } from '../../../schemas/decision.ts';
import { Alert } from '../../components/alert.tsx';
import { Button } from '../../components/button.tsx';
import { RadioGroup } from '../../components/choices.tsx';
import { DateField } from '../../components/date-field.tsx';
import { FieldGroup } from '../../components/field.tsx';
import { FormField } from '../../components/form-field.tsx';
import { MoneyField, type Typed } from '../../components/number-field.tsx';
import { Select } from '../../components/select.tsx';
import { TextArea } from '../../components/text-area.tsx';
import { TextField } from '../../components/text-field.tsx';
import { useFormats } from '../../format.ts';
import { today } from '../../today.ts';
import { useActing } from '../file/acting.tsx';
import { juryWordsQuery } from '../file/parts.ts';
import { useAmountHint } from './amount-hint.ts';
import type { Outcome } from './batch.ts';
import { criterionOf } from './feedback.ts';
import { GeneralWords } from './general-words.tsx';
import { MoneyLeft } from './money-left.tsx';
import { PastSilence } from './past-silence.tsx';

/** A decision as it is typed: the fields of every outcome at once, so that changing the outcome loses nothing. */
export interface DecisionTyping {
  outcome: Outcome | undefined;
  amountCents: Typed;
  inKind: { kind: string | undefined; description: string | undefined }[];
  conditions: string | undefined;
  decidedOn: string;
  announceOn: string | undefined;
  reference: string | undefined;
  reasons: string | undefined;
  feedback: { stepId: string; criterionId: string; text: string | undefined }[];
  /** Of a correction only. */
  why: string | undefined;
}

type Fields<T> = { control: Control<DecisionTyping, unknown, T> };

const InKind = <T,>({ control }: Fields<T>) => {
  const { t } = useTranslation(['decisions', 'words']);
  const { fields, append, remove } = useFieldArray({ control, name: 'inKind' });
  return (
    <div className="stack">
      {fields.map((field, index) => (
        <fieldset key={field.id} className="stack">
          <legend>{t('form.inKindLine', { number: index + 1 })}</legend>
          <FormField
            control={control}
            name={`inKind.${index}.kind`}
            as={Select}
            label={t('form.inKindKind')}
            options={inKindKinds.map((kind) => ({ value: kind, label: t(`words:inKindKinds.${kind}`) }))}
          />
          <FormField control={control} name={`inKind.${index}.description`} as={TextArea} max={500} rows={2} />
          <div>
            <Button small onClick={() => remove(index)}>
              {t('form.inKindRemove', { number: index + 1 })}
            </Button>
          </div>
        </fieldset>
      ))}
      {fields.length < 10 && (
        <div>
          <Button small onClick={() => append({ kind: undefined, description: '' })}>
            {t('form.inKindAdd')}
          </Button>
        </div>
      )}
    </div>
  );
};

const Feedback = <T,>({ control }: Fields<T>) => {
  const { t } = useTranslation(['decisions', 'words']);
  const { local } = useFormats();
  const { file } = useActing();
  const { fields } = useFieldArray({ control, name: 'feedback' });
  const { errors } = useFormState({ control, name: 'feedback' });
  if (fields.length === 0) return <p className="soft">{t('form.feedbackNone')}</p>;
  return (
    <FieldGroup
      name="feedback"
      label={t('words:fields.feedback.label')}
      hint={t('words:fields.feedback.hint')}
      error={errors.feedback?.root?.message ?? errors.feedback?.message}
    >
      <div className="stack">
        {fields.map((field, index) => {
          const label = criterionOf(file, field.stepId, field.criterionId);
          return (
            <FormField
              key={field.id}
              control={control}
              name={`feedback.${index}.text`}
              as={TextArea}
              max={3000}
              rows={3}
              label={t('form.feedbackOf', { label: label ? local(label) : field.criterionId })}
            />
          );
        })}
      </div>
    </FieldGroup>
  );
};

/** What the jury says of the project as a whole, read before the form begins. */
const WordsOfJury = () => {
  const { file } = useActing();
  const { data } = useQuery(juryWordsQuery(file.id));
  return <GeneralWords words={data?.general ?? []} />;
};

/**
 * The fields of a decision, those that its outcome has. `correcting`: of one that takes the place of another; `keepable`: its
 * announcement can wait for a day.
 */
export const DecisionFields = <T,>({
  control,
  outcomes,
  correcting = false,
  keepable = !correcting,
}: Fields<T> & { outcomes: readonly Outcome[]; correcting?: boolean; keepable?: boolean }) => {
  const { t } = useTranslation(['staff', 'decisions']);
  const { day, money } = useFormats();
  const { file } = useActing();
  const amountHint = useAmountHint(file);
  const [outcome, amountCents, decidedOn, announceOn] = useWatch({
    control,
    name: ['outcome', 'amountCents', 'decidedOn', 'announceOn'],
  });
  return (
    <>
      <FormField
        control={control}
        name="outcome"
        as={RadioGroup}
        label={t('decision.outcome')}
        options={outcomes.map((candidate) => ({
          value: candidate,
          label: t(`decision.outcomes.${candidate}`),
          hint: t(`decision.hints.${candidate}`),
        }))}
      />
      {outcome && (
        <>
          {file.refusedBySilenceOn && (!correcting || keepable) && (
            <Alert tone="warn">
              <p>{t('decisions:form.late', { date: day(file.refusedBySilenceOn) })}</p>
            </Alert>
          )}
          <FormField control={control} name="decidedOn" as={DateField} max={today()} />
          {outcome === 'supported' && (
            <>
              <FormField
                control={control}
                name="amountCents"
                as={MoneyField}
                hint={correcting ? t('decisions:batch.asked', { amount: money(file.amountAskedCents) }) : amountHint}
              />
              <MoneyLeft
                amountCents={typeof amountCents === 'number' ? amountCents : 0}
                decidedOn={decidedOn || today()}
              />
              <InKind control={control} />
              <FormField control={control} name="conditions" as={TextArea} max={3000} rows={3} />
            </>
          )}
          <FormField control={control} name="reference" as={TextField} autoComplete="off" short />
          <FormField
            control={control}
            name="reasons"
            as={TextArea}
            max={3000}
            label={outcome === 'supported' ? t('decision.reasonsOptional') : t('decision.reasons')}
          />
          {outcome === 'refused' && (
            <>
              <WordsOfJury />
              <Feedback control={control} />
            </>
          )}
          {keepable && (
            <>
              <FormField control={control} name="announceOn" as={DateField} min={today()} />
              <PastSilence file={file} announceOn={announceOn} />
            </>
          )}
        </>
      )}
    </>
  );
};
