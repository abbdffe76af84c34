import { useTranslation } from 'react-i18next';
import { Checkbox } from '../../components/choices.tsx';
import { FormField } from '../../components/form-field.tsx';
import { FormSection } from '../../components/form-section.tsx';
import { TextField } from '../../components/text-field.tsx';
import { SectionForm, type SectionWay } from './section-form.tsx';
import type { Section } from './use-section.ts';

/** Whom to write to, and what the organisation declares on its honour. */
export const CommitmentsPart = ({ section, ...way }: { section: Section } & SectionWay) => {
  const { t } = useTranslation('applicant');
  return (
    <SectionForm section={section} {...way}>
      {(control) => (
        <>
          <FormSection title={t('form.contact')}>
            <FormField control={control} name="contactName" as={TextField} autoComplete="name" />
            <FormField control={control} name="contactEmail" as={TextField} type="email" autoComplete="email" />
            <FormField control={control} name="contactPhone" as={TextField} type="tel" autoComplete="tel" short />
          </FormSection>
          <FormSection title={t('form.engagements')}>
            <FormField control={control} name="republicanCommitment" as={Checkbox} />
            <FormField control={control} name="accuracy" as={Checkbox} />
            <FormField control={control} name="authority" as={Checkbox} />
          </FormSection>
        </>
      )}
    </SectionForm>
  );
};
