import { createContext, type ReactNode, useContext, useEffect, useMemo, useState } from 'react';
import { flushSync } from 'react-dom';
import { useTranslation } from 'react-i18next';
import type { SummaryEntry } from './error-summary.tsx';
import styles from './field.module.css';
import { fieldId } from './field-id.ts';

/** Something typed that is odd and may be right: it is asked about beside its field, and goes on once it was confirmed. */
export interface Doubt {
  /** The field's name. */
  name: string;
  /** What the question is about, whatever the language: another value or another reason asks anew. */
  about: string;
  /** What is odd, in words. */
  question: string;
  /** The value, in words. */
  value: string;
}

const keyOf = ({ name, about }: Doubt) => `${name}=${about}`;
const confirmationOf = (name: string) => `${name}.sure`;

/** How long typing must rest before something is asked: half a number is no odd one. */
const settlingMs = 600;

const useSettled = <T,>(value: T): [settled: T, settle: () => void] => {
  const key = JSON.stringify(value);
  const [settled, setSettled] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(JSON.parse(key) as T), settlingMs);
    return () => clearTimeout(timer);
  }, [key]);
  return [settled, () => setSettled(value)];
};

/** What was confirmed in this tab, so that a form left and opened again does not ask once more. */
const confirmedAt = (place: string | undefined): string[] => {
  const kept = place && sessionStorage.getItem(`sure.${place}`);
  return kept ? (JSON.parse(kept) as string[]) : [];
};

export interface Doubts {
  shown: readonly Doubt[];
  isSure: (doubt: Doubt) => boolean;
  answer: (doubt: Doubt, sure: boolean) => void;
  /** What is still to be confirmed, for the summary of errors. */
  open: SummaryEntry[];
  /** True when something is to be confirmed first: it is then asked at once. */
  keepBack: () => boolean;
}

/**
 * The doubts about a form, which its fields show inside `<DoubtsOf>`. `place` remembers what was confirmed while the tab is
 * open.
 */
export const useDoubts = (doubts: readonly Doubt[], place?: string): Doubts => {
  const { t } = useTranslation('doubts');
  const [sure, setSure] = useState<ReadonlySet<string>>(() => new Set(confirmedAt(place)));
  const [settled, settle] = useSettled(doubts);
  const isSure = (doubt: Doubt) => sure.has(keyOf(doubt));
  const standing = new Set(doubts.map(keyOf));
  const open = doubts.filter((doubt) => !isSure(doubt));
  return {
    // One that was settled and is true no more goes at once.
    shown: settled.filter((doubt) => standing.has(keyOf(doubt))),
    isSure,
    answer: (doubt, yes) => {
      const next = new Set(sure);
      if (yes) next.add(keyOf(doubt));
      else next.delete(keyOf(doubt));
      setSure(next);
      if (place) sessionStorage.setItem(`sure.${place}`, JSON.stringify([...next]));
    },
    open: open.map(({ name, question }) => ({
      name: confirmationOf(name),
      message: t('confirm', { question }),
    })),
    keepBack: () => {
      flushSync(settle);
      return open.length > 0;
    },
  };
};

const Context = createContext<Doubts | undefined>(undefined);

/** Hands the doubts about a form to its fields. */
export const DoubtsOf = ({ doubts, children }: { doubts: Doubts; children: ReactNode }) => (
  <Context value={doubts}>{children}</Context>
);

/** A question in place, with the box that confirms. */
export const DoubtBox = ({ doubt, doubts }: { doubt: Doubt; doubts: Doubts }) => {
  const { t } = useTranslation('doubts');
  const id = fieldId(confirmationOf(doubt.name));
  return (
    <div className={styles.doubt}>
      <p id={`${id}-question`}>{doubt.question}</p>
      <label className={styles.choice}>
        <input
          id={id}
          type="checkbox"
          checked={doubts.isSure(doubt)}
          aria-describedby={`${id}-question`}
          onChange={(event) => doubts.answer(doubt, event.target.checked)}
        />
        <span>{t('yes', { value: doubt.value })}</span>
      </label>
    </div>
  );
};

/** What is asked about one field, spoken when it comes; nothing in a form that asks nothing. */
export const FieldDoubt = ({ name }: { name: string }) => {
  const doubts = useContext(Context);
  const shown = useMemo(() => doubts?.shown.filter((doubt) => doubt.name === name) ?? [], [doubts, name]);
  if (!doubts) return null;
  return (
    <div role="status">
      {shown.map((doubt) => (
        <DoubtBox key={keyOf(doubt)} doubt={doubt} doubts={doubts} />
      ))}
    </div>
  );
};
