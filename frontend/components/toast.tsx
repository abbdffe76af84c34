import { useSyncExternalStore } from 'react';
import { useLocation } from 'wouter';
import styles from './toast.module.css';

let message = { text: '', path: '' };
let clearing: ReturnType<typeof setTimeout> | undefined;
const listeners = new Set<() => void>();
const subscribe = (listener: () => void) => {
  listeners.add(listener);
  return () => listeners.delete(listener);
};
const show = (text: string) => {
  message = { text, path: location.pathname };
  for (const listener of listeners) listener();
};

/**
 * Says that something was done, for six seconds on the page that it is said on; what has to be read or acted upon belongs
 * in an Alert.
 */
export const toast = (text: string): void => {
  clearTimeout(clearing);
  show(text);
  clearing = setTimeout(() => show(''), 6000);
};

/** Where toasts appear: a live region that is always there, so that screen readers follow it. */
export const ToastRegion = () => {
  const [path] = useLocation();
  const said = useSyncExternalStore(subscribe, () => message);
  const text = said.path === path ? said.text : '';
  return (
    <div className={styles.region} role="status" aria-live="polite">
      {text && <p className={styles.toast}>{text}</p>}
    </div>
  );
};
