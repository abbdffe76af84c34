import type { ReactNode } from 'react';
import styles from './disclosure.module.css';

/** Something that opens under its own line; the browser's own element. */
export const Disclosure = ({
  summary,
  open = false,
  onOpen,
  children,
}: {
  summary: ReactNode;
  /** Open from the start. */
  open?: boolean;
  /** Somebody opened it. */
  onOpen?: (() => void) | undefined;
  children: ReactNode;
}) => (
  <details
    className={styles.disclosure}
    open={open}
    onToggle={onOpen && ((event) => event.currentTarget.open && onOpen())}
  >
    <summary>{summary}</summary>
    <div className={styles.content}>{children}</div>
  </details>
);
