import { ExternalLink } from 'lucide-react';
import { useState } from 'react';
import { Alert } from './alert.tsx';
import { Button } from './button.tsx';
import { ProblemAlert } from './problem-view.tsx';
import { usePress } from './use-press.ts';

/**
 * Shows a document in a tab of its own, on the bucket's origin. The tab is opened with the press, before its address is
 * known: browsers block one that opens later. It cannot reach back.
 */
export const LookButton = ({
  label,
  name,
  blocked,
  link,
}: {
  label: string;
  /** The whole name for screen readers, where the label alone could be any document. */
  name: string;
  /** Said when the browser opens no tab. */
  blocked: string;
  link: () => Promise<{ url: string }>;
}) => {
  const [isBlocked, setBlocked] = useState(false);
  const { busy, error, press } = usePress(async () => {
    const tab = window.open('', '_blank');
    setBlocked(!tab);
    if (!tab) return;
    tab.opener = null;
    try {
      tab.location.replace((await link()).url);
    } catch (refusal) {
      tab.close();
      throw refusal;
    }
  });
  return (
    <>
      <Button
        small
        busy={busy}
        icon={<ExternalLink size={18} aria-hidden="true" />}
        aria-label={name}
        onClick={() => void press()}
      >
        {label}
      </Button>
      {isBlocked && (
        <Alert tone="warn" live="alert">
          <p>{blocked}</p>
        </Alert>
      )}
      {error !== undefined && <ProblemAlert error={error} />}
    </>
  );
};
