import type { ReactNode } from 'react';
import styles from './disclosure.module.css';

/** Something that opens under its own line; the browser's own element. */
export const Disclosure = ({
  summary,
  open = false,
  children,
}: {
  summary: ReactNode;
  /** Open from the start. */
  open?: boolean;
  children: ReactNode;
}) => (
  <details className={styles.disclosure} open={open}>
    <summary>{summary}</summary>
    <div className={styles.content}>{children}</div>
  </details>
);
