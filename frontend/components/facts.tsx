import type { ReactNode } from 'react';
import styles from './facts.module.css';

export interface Fact {
  /** Its key in the list. */
  id: string;
  label: string;
  /** Left out, the fact is not shown. */
  value: ReactNode;
}

/**
 * Names and values. `layout`: `lines` puts each name before its value, `short` sets small ones side by side, `long` puts
 * texts under their names.
 */
export const Facts = ({ facts, layout = 'lines' }: { facts: readonly Fact[]; layout?: 'lines' | 'short' | 'long' }) => (
  <dl className={[styles.facts, layout === 'lines' ? '' : styles[layout]].join(' ')}>
    {facts
      .filter(({ value }) => value !== undefined && value !== '' && value !== null)
      .map(({ id, label, value }) => (
        <div key={id}>
          <dt>{label}</dt>
          <dd className={typeof value === 'string' ? 'typed' : undefined}>{value}</dd>
        </div>
      ))}
  </dl>
);
