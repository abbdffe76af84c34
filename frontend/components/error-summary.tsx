import { type MouseEvent, useEffect, useMemo, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import styles from './error-summary.module.css';
import { fieldId } from './field-id.ts';
import { Link } from './link.tsx';
import { useErrorInTitle } from './page-title.ts';

export interface SummaryEntry {
  /** The field's name: `title`, `charges.purchases`. */
  name: string;
  message: string;
  /** Address of the page that holds the field, with its hash; the field is on this page when left out. */
  href?: string;
}

/** The words of the rules that fit any field, each as a pattern of what it says: they leave the field out. */
const generalWords = (rules: object): RegExp[] =>
  Object.values(rules).map(
    (words) =>
      new RegExp(
        `^${String(words)
          .split(/{{\w+}}/)
          .map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'))
          .join('.+')}$`,
        'u',
      ),
  );

/**
 * Away from its field, an instruction that fits any field says which one it means: by the label of the closest part of its
 * name that has one. Instructions of the service are told by the same words.
 */
export const useFieldNamed = (): ((entry: SummaryEntry) => string) => {
  const { t, i18n } = useTranslation(['common', 'words']);
  // As they are written, with their places for values.
  const rules = i18n.getResource(i18n.language, 'words', 'rules') as object;
  const patterns = useMemo(() => generalWords(rules), [rules]);
  return ({ name, message }) => {
    if (!patterns.some((pattern) => pattern.test(message))) return message;
    const key = name
      .split('.')
      .toReversed()
      .find((part) => i18n.exists(`fields.${part}.label`, { ns: 'words' }));
    if (!key) return message;
    const label = t(`words:fields.${key as 'title'}.label`).replace(/\s*\([^)]*\)$/, '');
    return t('field.named', { field: label, message });
  };
};

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
  const named = useFieldNamed();
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
        {errors.map((entry) => (
          <li key={entry.name}>
            {entry.href ? (
              <Link href={entry.href}>{named(entry)}</Link>
            ) : (
              <a href={`#${fieldId(entry.name)}`} onClick={(event) => follow(event, entry.name)}>
                {named(entry)}
              </a>
            )}
          </li>
        ))}
      </ul>
    </div>
  );
};
