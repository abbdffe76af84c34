import type { Control, FieldValues } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import type { ScoreStep } from '../../../schemas/call.ts';
import type { ScoreContent } from '../../../schemas/evaluation.ts';
import { FormField } from '../../components/form-field.tsx';
import { TextArea } from '../../components/text-area.tsx';
import { useFormats } from '../../format.ts';
import { ForApplicant } from './for-applicant.tsx';
import { MarkField } from './mark-field.tsx';
import styles from './score-fields.module.css';

/**
 * The scoring grid: for each weighted criterion a mark, a comment for the jury and, if wanted, one for the applicant;
 * then the same of the project as a whole.
 */
export const ScoreFields = ({
  step,
  control,
}: {
  step: ScoreStep;
  control: Control<FieldValues, unknown, ScoreContent>;
}) => {
  const { t } = useTranslation(['jury', 'scoring']);
  const { local } = useFormats();
  return (
    <>
      {step.criteria.map((criterion, index) => (
        <section key={criterion.id} className={styles.criterion} aria-labelledby={`criterion-${criterion.id}`}>
          <div>
            <p className="soft">{t('grid.criterion', { position: index + 1, count: step.criteria.length })}</p>
            <div className={styles.top}>
              <h3 id={`criterion-${criterion.id}`}>{local(criterion.label)}</h3>
              <span className={styles.weight}>{t('grid.weight', { weight: criterion.weight })}</span>
            </div>
            <p className="soft">{local(criterion.hint)}</p>
          </div>
          <FormField
            control={control}
            name={`marks.${criterion.id}.points`}
            as={MarkField}
            maxMark={criterion.maxMark}
            anchors={criterion.anchors.map(({ mark, text }) => ({ mark, text: local(text) }))}
            label={t('grid.mark', { maximum: criterion.maxMark })}
          />
          <FormField
            control={control}
            name={`marks.${criterion.id}.comment`}
            as={TextArea}
            max={2000}
            rows={2}
            label={t('grid.comment')}
            hint={index === 0 ? t('grid.commentHint') : ''}
          />
          <ForApplicant control={control} name={`marks.${criterion.id}.forApplicant`} part="criterion" max={1000} />
        </section>
      ))}
      <div className={styles.criterion}>
        <FormField
          control={control}
          name="comment"
          as={TextArea}
          max={4000}
          rows={3}
          label={t('grid.generalComment')}
          hint=""
        />
        <ForApplicant control={control} name="forApplicant" part="general" max={2000} />
      </div>
    </>
  );
};
