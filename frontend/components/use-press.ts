import { useState } from 'react';

/** What a button does that asks the service for something: busy until the answer, and what went wrong if it did. */
export const usePress = (act: () => Promise<void>) => {
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>();
  const press = async () => {
    setBusy(true);
    setError(undefined);
    try {
      await act();
    } catch (refusal) {
      setError(refusal);
    } finally {
      setBusy(false);
    }
  };
  return { busy, error, press };
};
