import type { ClipboardEvent, Ref } from 'react';
import { useId, useRef, useState } from 'react';
import { flushSync } from 'react-dom';
import { useTranslation } from 'react-i18next';
import type { Language } from '../../schemas/fields.ts';
import { cellsApart, type Reading, readAmount, readCount } from '../../schemas/typed-number.ts';
import { useFormats } from '../format.ts';
import { Button } from './button.tsx';
import styles from './field.module.css';
import { describe, Field, type FieldProps } from './field.tsx';

/**
 * A number as read, or the text as typed while it is none or could be one of two: nothing typed is dropped, no other amount
 * is taken in silence, and the schema says what to mend.
 */
export type Typed = number | string | undefined;

const written = (value: Typed, format: (value: number) => string): string =>
  typeof value === 'number' ? format(value) : (value ?? '');

/** A number as it is begun to be edited: `12500,5`. */
const bare = (value: number, money: boolean, language: Language): string => {
  const euros = value / 100;
  const text =
    !money || !Number.isInteger(value) || Number.isInteger(euros) ? String(money ? euros : value) : euros.toFixed(2);
  return language === 'fr' ? text.replace('.', ',') : text;
};

/** What is kept of a typed amount or number. */
export const keptOfTyped = (typed: string, money: boolean): Typed => {
  const reading: Reading = (money ? readAmount : readCount)(typed);
  if (reading.kind === 'number') return reading.value;
  return reading.kind === 'nothing' ? undefined : typed;
};

/** The amounts that a typed text can be read as, while it stands undecided. */
const readingsOf = (value: Typed, money: boolean): readonly number[] => {
  const reading = money && typeof value === 'string' ? readAmount(value) : undefined;
  return reading?.kind === 'question' ? reading.values : [];
};

/**
 * The bare input, for tables whose own headings label it: `aria-label` or `aria-labelledby` is then needed. Below it stands
 * the question which of two amounts is meant, for as long as what was typed can be read as either.
 */
export const NumberInput = ({
  value,
  onChange,
  onBlur,
  onPaste,
  money = false,
  ref,
  ...attributes
}: {
  value: Typed;
  onChange: (value: Typed) => void;
  onBlur?: (() => void) | undefined;
  onPaste?: ((event: ClipboardEvent<HTMLInputElement>) => void) | undefined;
  /** The value is in cents, typed and shown in euros. */
  money?: boolean;
  ref?: Ref<HTMLElement> | undefined;
  id?: string;
  name?: string;
  disabled?: boolean | undefined;
  'aria-label'?: string;
  'aria-labelledby'?: string;
  'aria-describedby'?: string | undefined;
  'aria-invalid'?: boolean | undefined;
}) => {
  const { t, i18n } = useTranslation();
  const { number, amount, money: euros } = useFormats();
  // While it has the focus, the input shows what is typed, without signs between thousands, which editing would displace; then
  // the number as it is written in the language.
  const [typing, setTyping] = useState<string>();
  const box = useRef<HTMLSpanElement>(null);
  const questionId = useId();
  const readings = readingsOf(value, money);
  const type = (text: string) => {
    setTyping(text);
    onChange(keptOfTyped(text, money));
  };
  /** Of several cells a browser would make one number: it leaves out what is between them. */
  const paste = (event: ClipboardEvent<HTMLInputElement>) => {
    onPaste?.(event);
    const text = event.clipboardData.getData('text/plain').trim();
    const apart = cellsApart(text);
    if (event.defaultPrevented || apart === text) return;
    event.preventDefault();
    const { value: before, selectionStart, selectionEnd } = event.currentTarget;
    type(before.slice(0, selectionStart ?? 0) + apart + before.slice(selectionEnd ?? before.length));
  };
  const choose = (cents: number) => {
    setTyping(bare(cents, money, i18n.language as Language));
    onChange(cents);
    // The buttons go: the focus returns to where the amount now stands.
    box.current?.querySelector('input')?.focus();
  };
  return (
    <span ref={box} className={styles.amount}>
      <input
        {...attributes}
        aria-describedby={
          [attributes['aria-describedby'], readings.length > 0 && questionId].filter(Boolean).join(' ') || undefined
        }
        ref={ref as Ref<HTMLInputElement>}
        className={[styles.input, styles.short, styles.money].join(' ')}
        inputMode="decimal"
        autoComplete="off"
        value={typing ?? written(value, money ? amount : number)}
        onChange={({ target }) => type(target.value)}
        onPaste={paste}
        onFocus={({ target }) => {
          if (typeof value !== 'number') return;
          flushSync(() => setTyping(bare(value, money, i18n.language as Language)));
          target.select();
        }}
        onBlur={() => {
          setTyping(undefined);
          onBlur?.();
        }}
      />
      <span id={questionId} role="status" className={styles.question}>
        {readings.length > 0 && t('amount.which', { typed: value })}
      </span>
      {readings.length > 0 && (
        <span className={styles.readings}>
          {readings.map((cents) => (
            <Button key={cents} small onClick={() => choose(cents)}>
              {euros(cents)}
            </Button>
          ))}
        </span>
      )}
    </span>
  );
};

/** A number; with `money`, an amount typed in euros and kept in cents. */
export const NumberField = ({
  money = false,
  unit,
  ...field
}: FieldProps<Typed> & { money?: boolean; unit?: string }) => {
  const { value, onChange, onBlur, disabled, ref } = field;
  const shown = money ? '€' : unit;
  const unitId = useId();
  const described = describe(field);
  return (
    <Field {...field}>
      <span className={styles.unit}>
        <NumberInput
          {...described}
          aria-describedby={[described['aria-describedby'], shown && unitId].filter(Boolean).join(' ') || undefined}
          {...{ value, onChange, onBlur, disabled, ref, money }}
        />
        {shown && <span id={unitId}>{shown}</span>}
      </span>
    </Field>
  );
};

/** An amount of money: `NumberField` with `money`. */
export const MoneyField = (props: FieldProps<Typed>) => <NumberField {...props} money />;
