import { WifiOff } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { useOffline } from './offline.tsx';
import styles from './spinner.module.css';

/** A turning arc, decorative: say in words what is awaited. */
export const Spinner = ({ size = 20 }: { size?: number }) => (
  <svg className={styles.spinner} viewBox="0 0 24 24" width={size} height={size} aria-hidden="true">
    <circle cx="12" cy="12" r="9" fill="none" stroke="currentColor" strokeOpacity="0.25" strokeWidth="3" />
    <path d="M21 12a9 9 0 0 0-9-9" fill="none" stroke="currentColor" strokeWidth="3" strokeLinecap="round" />
  </svg>
);

/** What a page shows while its data is on the way, or waits for the network. */
export const Loading = ({ label }: { label?: string }) => {
  const { t } = useTranslation();
  const isOffline = useOffline();
  return (
    <p className={styles.loading} role="status">
      {isOffline ? <WifiOff size={20} aria-hidden="true" /> : <Spinner />}
      {isOffline ? t('state.offline') : (label ?? t('state.loading'))}
    </p>
  );
};
