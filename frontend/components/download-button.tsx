import { Download } from 'lucide-react';
import { saveFile } from '../save-file.ts';
import { Button } from './button.tsx';
import { ProblemAlert } from './problem-view.tsx';
import { usePress } from './use-press.ts';

/** A button that fetches something and saves it; the page stays, and says so where it fails. */
const SaveButton = ({ label, name, save }: { label: string; name: string; save: () => Promise<void> }) => {
  const { busy, error, press } = usePress(save);
  return (
    <>
      <Button
        small
        busy={busy}
        icon={<Download size={18} aria-hidden="true" />}
        aria-label={name}
        onClick={() => void press()}
      >
        {label}
      </Button>
      {error !== undefined && <ProblemAlert error={error} />}
    </>
  );
};

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
}) => <SaveButton label={label} name={name} save={async () => location.assign((await link()).url)} />;

/** Saves a PDF that is made when it is asked for. */
export const PrintButton = ({
  label,
  name,
  print,
}: {
  label: string;
  name: string;
  print: () => Promise<{ filename: string; contentType: string; base64: string }>;
}) => (
  <SaveButton
    label={label}
    name={name}
    save={async () => {
      const { filename, contentType, base64 } = await print();
      saveFile(
        Uint8Array.from(atob(base64), (character) => character.charCodeAt(0)),
        filename,
        contentType,
      );
    }}
  />
);
