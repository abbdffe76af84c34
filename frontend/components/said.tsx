import { type ReactNode, useRef } from 'react';
import { useFocusAfter } from '../focus-after.ts';
import styles from './said.module.css';

/**
 * What an act came to, said where it was done. It takes the focus each time `count` grows: what was pressed is often no
 * longer there, and whoever goes on by keyboard or listens goes on from here.
 */
export const Said = ({ count, children }: { count: number; children: ReactNode }) => {
  const place = useRef<HTMLParagraphElement>(null);
  useFocusAfter(count, place);
  return (
    <p ref={place} tabIndex={-1} className={styles.said}>
      {count > 0 && children}
    </p>
  );
};
