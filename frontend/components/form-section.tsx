import { type ReactNode, useId } from 'react';
import styles from './form-section.module.css';

/** A titled group of fields within a form. */
export const FormSection = ({ title, lead, children }: { title: string; lead?: ReactNode; children: ReactNode }) => {
  const id = useId();
  return (
    <section className={styles.section} aria-labelledby={id}>
      <h2 id={id}>{title}</h2>
      {lead && <p className="soft prose">{lead}</p>}
      {children}
    </section>
  );
};
