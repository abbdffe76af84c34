import { Check, Minus, X } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { Link } from './link.tsx';
import styles from './progress-steps.module.css';

export interface ProgressStep {
  id: string;
  label: string;
  href?: string;
  /** `skipped` did not take place, and will not; at `stopped` a file ended without an answer, at `refused` with one; what is the `same` was not touched. */
  state: 'done' | 'same' | 'current' | 'todo' | 'upcoming' | 'skipped' | 'stopped' | 'refused';
  /** Marks the page being read, whatever its state. */
  here?: boolean;
}

/** Ends that are said in words to everybody: nothing else on the page tells of them by step. */
const isSaid = (state: ProgressStep['state']) => ['skipped', 'stopped', 'refused'].includes(state);

const Mark = ({ state, place }: { state: ProgressStep['state']; place: number }) => {
  if (state === 'done') return <Check size={16} strokeWidth={3} />;
  if (state === 'refused') return <X size={16} strokeWidth={3} />;
  if (state === 'skipped' || state === 'stopped') return <Minus size={16} strokeWidth={3} />;
  return place;
};

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
                <Mark state={step.state} place={index + 1} />
              </span>
              <span className={styles.label}>
                {step.label}
                <span className={isSaid(step.state) ? styles.end : 'sr-only'}> ({t(`progress.${step.state}`)})</span>
              </span>
            </>
          );
          const className = [styles.step, styles[step.state], here ? styles.current : ''].filter(Boolean).join(' ');
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
