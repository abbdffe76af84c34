import type { ReactNode } from 'react';
import styles from './empty-state.module.css';

/** What stands where a list would: why it is empty, and what to do next. `level` fits the page's outline. */
export const EmptyState = ({
  title,
  level = 2,
  children,
  action,
}: {
  title: string;
  level?: 2 | 3;
  children?: ReactNode;
  action?: ReactNode;
}) => {
  const Heading = level === 2 ? 'h2' : 'h3';
  return (
    <div className={styles.empty}>
      <Heading>{title}</Heading>
      {children && <div className="soft prose">{children}</div>}
      {action}
    </div>
  );
};
