import { hashKey } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { allTidied } from '../schemas/kept.ts';
import type { AutosaveState } from './autosave.ts';

/** Content as text to be compared: as the service keeps it, which puts right what nobody sees. */
const textOf = (content: unknown): string => hashKey([allTidied(content)]);

/**
 * What to do once a save was refused because another tab, device or person saved in between: reads what stands there now,
 * and lets the person choose. What this page began with or sent itself is no conflict, for instance after an answer that was
 * lost on its way, or a reload while a save was under way: then saving goes on from there.
 */
export const useSavedElsewhere = <Other extends { revision: number }>({
  state,
  resume,
  content,
  load,
  contentOf,
  take,
}: {
  state: AutosaveState;
  resume: (revision: number) => void;
  /** What this page holds. */
  content: unknown;
  /** Reads what stands at the service; nothing when there is none. */
  load: () => Promise<Other | undefined>;
  contentOf: (other: Other) => unknown;
  /** Puts the other version in place of what this page holds. */
  take: (other: Other) => void;
}): {
  stale: boolean;
  /** What was saved elsewhere, once it is known; undefined unless the two differ. */
  other: Other | undefined;
  keepMine: () => void;
  takeOther: () => void;
} => {
  const stale = state.kind === 'refused' && state.problem.code === 'stale-revision';
  const [other, setOther] = useState<Other>();
  const [taken, setTaken] = useState<number>();
  const now = useRef({ content, load, contentOf });
  now.current = { content, load, contentOf };
  /** What this page began with, and what it sent, as text. */
  const [own] = useState(() => new Set([textOf(content)]));
  useEffect(() => {
    if (state.kind === 'saving') own.add(textOf(now.current.content));
  }, [state, own]);
  useEffect(() => {
    if (!stale) return;
    let left = false;
    now.current.load().then(
      (found) => {
        if (left || !found) return;
        const there = textOf(now.current.contentOf(found));
        if (own.has(there) || there === textOf(now.current.content)) resume(found.revision);
        else setOther(found);
      },
      // No answer now: what was typed stays here, and the next visit asks again.
      () => undefined,
    );
    return () => {
      left = true;
    };
  }, [stale, resume, own]);
  useEffect(() => {
    // Only once the other version is what this page holds: a resumed save sends what it finds.
    if (taken !== undefined) resume(taken);
  }, [taken, resume]);
  return {
    stale,
    other: stale ? other : undefined,
    keepMine: () => {
      if (other) resume(other.revision);
      setOther(undefined);
    },
    takeOther: () => {
      if (!other) return;
      take(other);
      setTaken(other.revision);
      setOther(undefined);
    },
  };
};
