import { useTranslation } from 'react-i18next';
import styles from './spinner.module.css';

/** A turning arc, decorative: say in words what is awaited. */
export const Spinner = ({ size = 20 }: { size?: number }) => (
  <svg className={styles.spinner} viewBox="0 0 24 24" width={size} height={size} aria-hidden="true">
    <circle cx="12" cy="12" r="9" fill="none" stroke="currentColor" strokeOpacity="0.25" strokeWidth="3" />
    <path d="M21 12a9 9 0 0 0-9-9" fill="none" stroke="currentColor" strokeWidth="3" strokeLinecap="round" />
  </svg>
);

/** What a page shows while its data is on the way. */
export const Loading = ({ label }: { label?: string }) => {
  const { t } = useTranslation();
  return (
    <p className={styles.loading} role="status">
      <Spinner />
      {label ?? t('state.loading')}
    </p>
  );
};
