import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from './link.tsx';
import styles from './title-cell.module.css';

/** A file in a list: its title, which leads to it where it may be read, and whose it is. */
export const TitleCell = ({
  title,
  href,
  children,
}: {
  title: string;
  href?: string | undefined;
  children: ReactNode;
}) => (
  <>
    {href ? <Link href={href}>{title}</Link> : title}
    <span className={styles.under}>{children}</span>
  </>
);

/** In place of the title of a file that the reader is recused from: lists keep its number alone. */
export const ClosedCell = () => {
  const { t } = useTranslation('words');
  return <em>{t('problems.recused.title')}</em>;
};
