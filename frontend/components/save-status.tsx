import { Check, CloudOff } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { AutosaveState } from '../autosave.ts';
import { useFormats } from '../format.ts';
import styles from './save-status.module.css';
import { Spinner } from './spinner.tsx';

/** A save goes on by itself once the service answers again; once somebody has to sign in, it waits for that. */
const wordsOf = ({ kind, problem }: Extract<AutosaveState, { kind: 'kept' | 'refused' }>) => {
  if (kind === 'refused') return 'refused';
  return problem.status === 401 ? 'keptSignedOut' : 'kept';
};

/**
 * What became of what was typed, in one line that screen readers follow. `idle` is shown while nothing was changed; where the
 * line stands twice on a page, one of them is `silent`.
 */
export const SaveStatus = ({
  state,
  idle,
  silent = false,
}: {
  state: AutosaveState;
  idle?: string;
  silent?: boolean;
}) => {
  const { t } = useTranslation();
  const { time } = useFormats();
  const content = () => {
    switch (state.kind) {
      case 'idle':
        return idle;
      case 'saving':
        return (
          <>
            <Spinner size={16} /> {t('state.saving')}
          </>
        );
      case 'saved':
        return (
          <>
            <Check size={16} aria-hidden="true" /> {t('state.saved', { time: time(state.savedAt) })}
          </>
        );
      default:
        return (
          <>
            <CloudOff size={16} aria-hidden="true" /> {t(`state.${wordsOf(state)}`)}
          </>
        );
    }
  };
  return (
    <p className={`${styles.status} soft`} role={silent ? undefined : 'status'} aria-hidden={silent || undefined}>
      {content()}
    </p>
  );
};
