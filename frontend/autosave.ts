import { useCallback, useEffect, useRef, useState } from 'react';
import type { Problem } from '../schemas/problem.ts';
import { problemOf } from './api.ts';
import { forgetKept, keep, keptOf, savesBy } from './kept.ts';

/** What the service said of a saved text: a save names the revision it was made from. */
export interface Saved {
  revision: number;
  savedAt: string;
}

export type AutosaveState =
  | { kind: 'idle' }
  | { kind: 'saving' }
  | { kind: 'saved'; savedAt: string }
  /** Only on this device so far; tried again by itself. */
  | { kind: 'kept'; problem: Problem }
  /**
   * The service refuses it as things stand; it stays on this device and is not tried again until `resume`, or where the text
   * itself is at fault, until it is changed.
   */
  | { kind: 'refused'; problem: Problem };

/** Milliseconds of quiet after which a change is saved. */
const quiet = 800;
/** Milliseconds after which a save that got no answer is tried again. */
const again = 8_000;

/** What a later try may mend: no answer, a session that ran out, too many requests, a fault on the service's side. */
const passing = ({ status }: Problem) => status === 0 || status === 401 || status === 429 || status >= 500;

/**
 * Saves `value` a moment after each change, one save at a time, and keeps what is not saved on this device. The first
 * value counts as saved, unless the device kept another, which is then saved. `value` must be JSON.
 * @returns the state to show; `flush` saves at once and resolves once nothing is left (false when it could not);
 * `resume` goes on from another revision after a refusal; `adopt` takes a later value of the service as the one that is
 * saved, and says false while something of this page is not, or the value is not later.
 */
export const useAutosave = <T>({
  key,
  value,
  revision,
  save,
  paused = false,
}: {
  key: string;
  value: T;
  /** The revision that `value` was loaded at; 0 for none. */
  revision: number;
  save: (value: T, revision: number) => Promise<Saved>;
  /** True while nothing should leave, for instance on a page that only reads. */
  paused?: boolean;
}): {
  state: AutosaveState;
  flush: () => Promise<boolean>;
  resume: (revision: number) => void;
  adopt: (value: T, revision: number) => boolean;
} => {
  const [state, setState] = useState<AutosaveState>({ kind: 'idle' });
  const written = JSON.stringify(value);
  const now = useRef({ value, written, save, key, paused });
  now.current = { value, written, save, key, paused };
  const known = useRef({ revision, written: keptOf(key) ? undefined : (written as string | undefined) });
  const refused = useRef<Problem>(undefined);
  const running = useRef<Promise<void>>(undefined);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);

  const run = useCallback((): Promise<void> => {
    clearTimeout(timer.current);
    running.current ??= (async () => {
      while (!now.current.paused && now.current.written !== known.current.written && !refused.current) {
        const sent = now.current;
        setState({ kind: 'saving' });
        try {
          const saved = await sent.save(sent.value, known.current.revision);
          known.current = { revision: saved.revision, written: sent.written };
          if (now.current.written === sent.written) {
            forgetKept(sent.key);
            setState({ kind: 'saved', savedAt: saved.savedAt });
          }
        } catch (error) {
          const problem = problemOf(error);
          // The text itself was at fault, and has been changed meanwhile.
          if (problem.status === 422 && now.current.written !== sent.written) continue;
          refused.current = passing(problem) ? undefined : problem;
          setState({ kind: refused.current ? 'refused' : 'kept', problem });
          if (!refused.current) timer.current = setTimeout(() => void run(), again);
          return;
        }
      }
    })().finally(() => {
      running.current = undefined;
    });
    return running.current;
  }, []);

  useEffect(() => {
    if (paused) return;
    if (written === known.current.written) {
      // Typed and taken back: nothing is left to be saved.
      forgetKept(now.current.key);
      return;
    }
    keep(now.current.key, { value: now.current.value, revision: known.current.revision });
    if (refused.current?.status === 422) refused.current = undefined;
    if (refused.current) return;
    clearTimeout(timer.current);
    timer.current = setTimeout(() => void run(), quiet);
  }, [written, paused, run]);

  useEffect(() => savesBy(run), [run]);

  useEffect(() => {
    const online = () => void run();
    const leaving = () => {
      if (document.visibilityState === 'hidden') void run();
    };
    window.addEventListener('online', online);
    document.addEventListener('visibilitychange', leaving);
    return () => {
      window.removeEventListener('online', online);
      document.removeEventListener('visibilitychange', leaving);
      // Leaving the page saves what is left; it stays on the device until that is done.
      clearTimeout(timer.current);
      void run();
    };
  }, [run]);

  const flush = useCallback(async () => {
    await run();
    return now.current.written === known.current.written;
  }, [run]);

  const resume = useCallback(
    (from: number) => {
      refused.current = undefined;
      known.current = { revision: from, written: undefined };
      void run();
    },
    [run],
  );

  const adopt = useCallback((later: T, from: number) => {
    if (now.current.written !== known.current.written || from <= known.current.revision) return false;
    known.current = { revision: from, written: JSON.stringify(later) };
    return true;
  }, []);

  return { state, flush, resume, adopt };
};
