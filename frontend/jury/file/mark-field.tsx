import type { Ref } from 'react';
import { FieldGroup, type FieldProps, fieldId } from '../../components/field.tsx';
import type { Typed } from '../../components/number-field.tsx';
import styles from './mark-field.module.css';

/**
 * A mark from 0 to `maxMark`: one radio button for each point, so that arrow keys go up and down the scale, each with the
 * words that say what it means.
 */
export const MarkField = ({
  maxMark,
  anchors = [],
  ...field
}: FieldProps<Typed> & { maxMark: number; anchors?: readonly { mark: number; text: string }[] }) => (
  <FieldGroup {...field}>
    <div className={styles.scale}>
      {[...Array(maxMark + 1).keys()].map((points) => {
        const id = `${fieldId(field.name)}-${points}`;
        const anchor = anchors.find(({ mark }) => mark === points)?.text;
        return (
          <label key={points} className={styles.point}>
            <input
              type="radio"
              id={id}
              name={field.name}
              value={points}
              checked={field.value === points}
              onChange={() => field.onChange(points)}
              onBlur={field.onBlur}
              aria-labelledby={`${id}-mark`}
              aria-describedby={anchor ? `${id}-anchor` : undefined}
              ref={points === 0 ? (field.ref as Ref<HTMLInputElement>) : undefined}
            />
            <span className={styles.mark} id={`${id}-mark`}>
              {points}
            </span>
            {anchor && (
              <span className={styles.anchor} id={`${id}-anchor`}>
                {anchor}
              </span>
            )}
          </label>
        );
      })}
    </div>
  </FieldGroup>
);
