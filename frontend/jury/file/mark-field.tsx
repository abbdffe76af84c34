import type { Ref } from 'react';
import { FieldGroup, type FieldProps, fieldId } from '../../components/field.tsx';
import { NumberField, type Typed } from '../../components/number-field.tsx';
import styles from './mark-field.module.css';

/** Longer scales are typed as a number. */
const longestScale = 10;

/** A mark from 0 to `maxMark`: one radio button for each point, so that arrow keys go up and down the scale. */
export const MarkField = ({ maxMark, ...field }: FieldProps<Typed> & { maxMark: number }) =>
  maxMark > longestScale ? (
    <NumberField {...field} />
  ) : (
    <FieldGroup {...field}>
      <div className={styles.scale}>
        {[...Array(maxMark + 1).keys()].map((points) => (
          <label key={points} className={styles.point}>
            <input
              type="radio"
              id={`${fieldId(field.name)}-${points}`}
              name={field.name}
              value={points}
              checked={field.value === points}
              onChange={() => field.onChange(points)}
              onBlur={field.onBlur}
              ref={points === 0 ? (field.ref as Ref<HTMLInputElement>) : undefined}
            />
            <span>{points}</span>
          </label>
        ))}
      </div>
    </FieldGroup>
  );
