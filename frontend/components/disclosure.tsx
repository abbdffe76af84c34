import { type ReactNode, useState } from 'react';
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

/** The same for what is only asked for once somebody opens it. */
export const Opened = ({ summary, children }: { summary: ReactNode; children: ReactNode }) => {
  const [isOpened, setOpened] = useState(false);
  return (
    <Disclosure summary={summary} onOpen={() => setOpened(true)}>
      {isOpened && children}
    </Disclosure>
  );
};
