import { useTranslation } from 'react-i18next';
import { Checkbox } from '../../components/choices.tsx';
import { FormField } from '../../components/form-field.tsx';
import { FormSection } from '../../components/form-section.tsx';
import { Link } from '../../components/link.tsx';
import { TextField } from '../../components/text-field.tsx';
import { SectionForm, type SectionWay } from './section-form.tsx';
import type { Section } from './use-section.ts';

/** The decree whose annex is the republican commitment contract, where the State publishes it. */
const decree = 'https://www.legifrance.gouv.fr/eli/decret/2021/12/31/2021-1947/jo/texte';

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
            <p className="soft">
              <Link href={decree} external target="_blank" rel="noreferrer">
                {t('form.decree')}
              </Link>
            </p>
            <FormField control={control} name="accuracy" as={Checkbox} />
            <FormField control={control} name="authority" as={Checkbox} />
          </FormSection>
        </>
      )}
    </SectionForm>
  );
};
