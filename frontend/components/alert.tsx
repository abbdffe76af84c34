import { CircleAlert, CircleCheck, Info, TriangleAlert } from 'lucide-react';
import type { ReactNode } from 'react';
import styles from './alert.module.css';

export type Tone = 'info' | 'good' | 'warn' | 'danger';
const icons = { info: Info, good: CircleCheck, warn: TriangleAlert, danger: CircleAlert };

/** A message within the page. `live` reads it out when it appears: 'status' politely, 'alert' at once. */
export const Alert = ({
  tone = 'info',
  title,
  live,
  children,
}: {
  tone?: Tone;
  title?: string;
  live?: 'status' | 'alert';
  children?: ReactNode;
}) => {
  const Icon = icons[tone];
  return (
    <div className={[styles.alert, styles[tone]].join(' ')} role={live}>
      <Icon size={22} aria-hidden="true" />
      <div className={styles.body}>
        {title && <p className={styles.title}>{title}</p>}
        {children}
      </div>
    </div>
  );
};
