import type { Control, FieldValues } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import { type EvaluationContent, opinions } from '../../../schemas/evaluation.ts';
import { RadioGroup } from '../../components/choices.tsx';
import { FormField } from '../../components/form-field.tsx';
import { MoneyField } from '../../components/number-field.tsx';
import { TextArea } from '../../components/text-area.tsx';
import { useFormats } from '../../format.ts';

/** A deliberated step: an opinion with its grounds, and the amount that the juror would propose. */
export const OpinionFields = ({
  control,
  askedCents,
}: {
  control: Control<FieldValues, unknown, EvaluationContent>;
  askedCents: number;
}) => {
  const { t } = useTranslation(['jury', 'words']);
  const { money } = useFormats();
  return (
    <>
      <FormField
        control={control}
        name="opinion"
        as={RadioGroup}
        label={t('opinion.legend')}
        options={opinions.map((opinion) => ({
          value: opinion,
          label: t(`words:opinions.${opinion}`),
          hint: t(`opinion.hints.${opinion}`),
        }))}
      />
      <FormField control={control} name="comment" as={TextArea} max={4000} rows={5} label={t('opinion.comment')} />
      <FormField
        control={control}
        name="proposedCents"
        as={MoneyField}
        label={t('opinion.proposed')}
        hint={t('opinion.proposedHint', { amount: money(askedCents) })}
      />
    </>
  );
};
