import type { ReactNode } from 'react';
import styles from './card.module.css';

/** A bounded block. `as` chooses its element (an article, a list item…); `tone` its weight on the page. */
export const Card = ({
  as: Element = 'div',
  tone,
  label,
  children,
}: {
  as?: 'div' | 'section' | 'article' | 'li' | 'aside';
  tone?: 'accent' | 'plain';
  /** Name of a section for screen readers, where no heading names it. */
  label?: string;
  children: ReactNode;
}) => (
  <Element className={[styles.card, tone ? styles[tone] : ''].join(' ')} aria-label={label}>
    {children}
  </Element>
);
