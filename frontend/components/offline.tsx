import { useSyncExternalStore } from 'react';
import { useTranslation } from 'react-i18next';

const listen = (changed: () => void) => {
  for (const event of ['online', 'offline']) addEventListener(event, changed);
  return () => {
    for (const event of ['online', 'offline']) removeEventListener(event, changed);
  };
};

/** Whether the device has no network: what is asked for waits until it is back. */
export const useOffline = (): boolean => useSyncExternalStore(listen, () => !navigator.onLine);

/** Beside a list: that it cannot go on for now. Nothing with a network. */
export const OfflineNote = () => {
  const { t } = useTranslation();
  return useOffline() ? <span role="status">{t('state.offline')}</span> : null;
};
