import { useEffect, useRef } from 'react';

/**
 * Calls `then` once the network is back for something that `waits` for it: the browser says so, or the page's own question has
 * an answer again, at `answeredAt`.
 */
export const useBackOnline = (waits: boolean, then: () => void, answeredAt = 0): void => {
  const now = useRef(then);
  now.current = then;
  const since = useRef(answeredAt);
  if (!waits) since.current = answeredAt;
  const answered = waits && answeredAt > since.current;
  useEffect(() => {
    if (!waits) return;
    const back = () => now.current();
    addEventListener('online', back);
    return () => removeEventListener('online', back);
  }, [waits]);
  useEffect(() => {
    if (answered) now.current();
  }, [answered]);
};
