import { type Control, type FieldValues, useWatch } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import { territories } from '../../../schemas/territory.ts';
import { CheckboxGroup, RadioGroup } from '../../components/choices.tsx';
import { DateField } from '../../components/date-field.tsx';
import { FormField } from '../../components/form-field.tsx';
import { FormSection } from '../../components/form-section.tsx';
import { NumberField } from '../../components/number-field.tsx';
import { Select } from '../../components/select.tsx';
import { TextArea } from '../../components/text-area.tsx';
import { TextField } from '../../components/text-field.tsx';
import { useFormats } from '../../format.ts';
import { RulesBeside } from '../call-rules.tsx';
import type { ApplicantFile } from '../queries.ts';
import { useProjectDoubts } from './project-doubts.ts';
import { SectionForm, type SectionWay } from './section-form.tsx';
import type { Section } from './use-section.ts';

type Judged = Pick<ApplicantFile, 'call' | 'submittedAt'>;

const ProjectRules = ({
  file,
  control,
  kind,
}: {
  file: Judged;
  control: Control<FieldValues>;
  kind: 'territories' | 'not-started';
}) => <RulesBeside file={file} kinds={[kind]} facts={{ project: useWatch({ control }) }} />;

/** What the project is, where, when and for whom. */
export const ProjectPart = ({ file, section, ...way }: { file: Judged; section: Section } & SectionWay) => {
  const { t } = useTranslation('applicant');
  const { local } = useFormats();
  const doubtsOf = useProjectDoubts(file.call);
  return (
    <SectionForm section={section} {...way} doubtsOf={doubtsOf}>
      {(control) => (
        <>
          <FormSection title={t('form.identity')}>
            <FormField control={control} name="title" as={TextField} autoComplete="off" />
            <FormField control={control} name="summary" as={TextArea} max={3000} rows={6} />
            <FormField control={control} name="socialNeed" as={TextArea} max={3000} rows={6} />
            <FormField
              control={control}
              name="sector"
              as={Select}
              options={file.call.sectors.map(({ id, label }) => ({ value: id, label: local(label) }))}
            />
            <FormField
              control={control}
              name="supportKind"
              as={RadioGroup}
              options={file.call.supportKinds.map(({ id, label, hint }) => ({
                value: id,
                label: local(label),
                hint: hint && local(hint),
              }))}
            />
          </FormSection>
          <FormSection title={t('form.scope')}>
            <FormField
              control={control}
              name="territories"
              as={CheckboxGroup}
              columns
              options={territories.map(({ id, name }) => ({ value: id, label: name }))}
            />
            <ProjectRules file={file} control={control} kind="territories" />
            <FormField control={control} name="startsOn" as={DateField} />
            <ProjectRules file={file} control={control} kind="not-started" />
            <FormField control={control} name="endsOn" as={DateField} />
            <FormField control={control} name="beneficiaries" as={NumberField} />
            <FormField control={control} name="partners" as={TextArea} max={1000} rows={3} />
          </FormSection>
        </>
      )}
    </SectionForm>
  );
};
