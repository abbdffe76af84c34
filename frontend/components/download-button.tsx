import { Download } from 'lucide-react';
import { useState } from 'react';
import { Button } from './button.tsx';
import { ProblemAlert } from './problem-view.tsx';

/** Asks for a short-lived link to a document and follows it: the browser downloads and the page stays. */
export const DownloadButton = ({
  label,
  name,
  link,
}: {
  label: string;
  /** The whole name for screen readers, where the label alone could be any document. */
  name: string;
  link: () => Promise<{ url: string }>;
}) => {
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>();
  const follow = async () => {
    setBusy(true);
    setError(undefined);
    try {
      location.assign((await link()).url);
    } catch (refusal) {
      setError(refusal);
    } finally {
      setBusy(false);
    }
  };
  return (
    <>
      <Button
        small
        busy={busy}
        icon={<Download size={18} aria-hidden="true" />}
        aria-label={name}
        onClick={() => void follow()}
      >
        {label}
      </Button>
      {error !== undefined && <ProblemAlert error={error} />}
    </>
  );
};
