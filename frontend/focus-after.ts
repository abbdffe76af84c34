import { type RefObject, useEffect } from 'react';

/** Gives the focus to the page's heading before an act takes away what has it. */
export const focusHeading = (): void => {
  document.querySelector<HTMLElement>('main h1')?.focus({ preventScroll: true });
};

/** Milliseconds in which a dialog that closes has given the focus back to where it was. */
const dialogGone = 150;

/** Does something once a dialog that closed with the act is gone, however long it takes. @returns what keeps it from being done. */
const afterAct = (count: number, act: () => void): (() => void) | undefined => {
  if (count === 0) return undefined;
  const isOpen = () => document.querySelector('[role="dialog"], [role="alertdialog"]') !== null;
  const wait = () => (isOpen() ? setTimeout(go, dialogGone) : setTimeout(act, dialogGone));
  const go = () => {
    timer = wait();
  };
  let timer = wait();
  return () => clearTimeout(timer);
};

/**
 * Moves the focus to an element each time `count` grows: after an act, what was pressed is often no longer there. It
 * waits for a dialog that closes with the act, which would otherwise take the focus along.
 */
export const useFocusAfter = (count: number, target: RefObject<HTMLElement | null>): void => {
  useEffect(() => afterAct(count, () => target.current?.focus()), [count, target]);
};

/**
 * Gives the focus to an element each time `count` grows, where the act took away what had it: whoever goes on by keyboard
 * is not sent back to the head of the page. What still has the focus keeps it, and nothing is scrolled.
 */
export const useFocusIfLost = (count: number, target: RefObject<HTMLElement | null>): void => {
  useEffect(
    () =>
      afterAct(count, () => {
        if (document.activeElement === document.body) target.current?.focus({ preventScroll: true });
      }),
    [count, target],
  );
};
