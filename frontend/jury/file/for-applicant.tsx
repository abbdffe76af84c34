import { type Control, type FieldValues, get, useFormState, useWatch } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import type { ScoreContent } from '../../../schemas/evaluation.ts';
import { Disclosure } from '../../components/disclosure.tsx';
import { FormField } from '../../components/form-field.tsx';
import { TextArea } from '../../components/text-area.tsx';

/** What the applicant may be told: folded until it is wanted, open where something stands in it. */
export const ForApplicant = ({
  control,
  name,
  part,
  max,
}: {
  control: Control<FieldValues, unknown, ScoreContent>;
  name: string;
  part: 'criterion' | 'general';
  max: number;
}) => {
  const { t } = useTranslation('scoring');
  const value = useWatch({ control, name }) as string | undefined;
  const { errors } = useFormState({ control, name });
  const filled = Boolean(value?.trim());
  return (
    <Disclosure
      summary={t(filled ? 'forApplicant.filled' : 'forApplicant.open')}
      open={filled || get(errors, name) !== undefined}
    >
      <FormField
        control={control}
        name={name}
        as={TextArea}
        max={max}
        rows={2}
        label={t(`forApplicant.${part}`)}
        hint={t(`forApplicant.${part}Hint`)}
      />
    </Disclosure>
  );
};
