import { type MouseEvent, useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import styles from './error-summary.module.css';
import { fieldId } from './field.tsx';
import { Link } from './link.tsx';
import { useErrorInTitle } from './page-title.ts';

export interface SummaryEntry {
  /** The field's name: `title`, `charges.purchases`. */
  name: string;
  message: string;
  /** Address of the page that holds the field, with its hash; the field is on this page when left out. */
  href?: string;
}

/** Moves the focus to a field by its name; the first input of a group takes it. @returns whether it was found. */
export const focusField = (name: string): boolean => {
  const element = document.getElementById(fieldId(name));
  if (!element) return false;
  element.scrollIntoView({ block: 'center' });
  const input = element.matches('fieldset') ? element.querySelector<HTMLElement>('input:checked, input') : element;
  (input ?? element).focus({ preventScroll: true });
  return true;
};

/**
 * What a failed submission leaves to be mended, each entry a link to its field. It takes the focus whenever `attempt`
 * changes, so that it is read out first.
 */
export const ErrorSummary = ({ errors, attempt }: { errors: readonly SummaryEntry[]; attempt: number }) => {
  const { t } = useTranslation();
  const box = useRef<HTMLDivElement>(null);
  const shown = errors.length > 0;
  useErrorInTitle(shown);
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new attempt takes the focus again.
  useEffect(() => {
    if (shown) box.current?.focus();
  }, [shown, attempt]);
  if (!shown) return null;
  const follow = (event: MouseEvent, name: string) => {
    if (focusField(name)) event.preventDefault();
  };
  return (
    <div ref={box} className={styles.summary} role="alert" tabIndex={-1} aria-labelledby="error-summary-title">
      <h2 id="error-summary-title">{t('errors.summary', { count: errors.length })}</h2>
      <ul>
        {errors.map(({ name, message, href }) => (
          <li key={name}>
            {href ? (
              <Link href={href}>{message}</Link>
            ) : (
              <a href={`#${fieldId(name)}`} onClick={(event) => follow(event, name)}>
                {message}
              </a>
            )}
          </li>
        ))}
      </ul>
    </div>
  );
};
