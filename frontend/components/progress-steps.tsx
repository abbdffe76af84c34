import { Check } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { Link } from './link.tsx';
import styles from './progress-steps.module.css';

export interface ProgressStep {
  id: string;
  label: string;
  href?: string;
  state: 'done' | 'current' | 'todo' | 'upcoming';
  /** Marks the page being read, whatever its state. */
  here?: boolean;
}

/**
 * Numbered steps of a form or of a file's way, each with its state in words for screen readers. Steps that lead
 * somewhere are a navigation. `compact` sets them in a row on a narrow page, where only the current one shows its name;
 * `inline` does so on a wide page, with all their names.
 */
export const ProgressSteps = ({
  label,
  steps,
  compact = false,
  inline = false,
}: {
  label: string;
  steps: readonly ProgressStep[];
  compact?: boolean;
  inline?: boolean;
}) => {
  const { t } = useTranslation();
  const Around = steps.some(({ href }) => href) ? 'nav' : 'div';
  return (
    <Around aria-label={Around === 'nav' ? label : undefined}>
      <ol
        className={[styles.steps, compact ? styles.compact : '', inline ? styles.inline : ''].join(' ')}
        aria-label={label}
      >
        {steps.map((step, index) => {
          const here = step.here ?? step.state === 'current';
          const content = (
            <>
              <span className={styles.mark} aria-hidden="true">
                {step.state === 'done' ? <Check size={16} strokeWidth={3} /> : index + 1}
              </span>
              <span className={styles.label}>
                {step.label}
                <span className="sr-only"> ({t(`progress.${step.state}`)})</span>
              </span>
            </>
          );
          const className = [styles.step, step.state === 'done' ? styles.done : '', here ? styles.current : ''].join(
            ' ',
          );
          return (
            <li key={step.id} className={className}>
              {step.href ? (
                <Link href={step.href} aria-current={here ? 'step' : undefined}>
                  {content}
                </Link>
              ) : (
                <span aria-current={here ? 'step' : undefined}>{content}</span>
              )}
            </li>
          );
        })}
      </ol>
    </Around>
  );
};
