import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../components/button.tsx';
import { Dialog } from '../../components/dialog.tsx';

/**
 * Shows what a valid form is about to do, and does it once it is confirmed. `value` is what the form said, nothing while
 * there is nothing to review. The dialog closes when the act is over, whatever came of it: the form or the page says.
 */
export const ReviewDialog = <V,>({
  value,
  title,
  confirm,
  danger = false,
  onClose,
  act,
  children,
}: {
  value: V | undefined;
  title: string;
  confirm: string;
  danger?: boolean;
  onClose: () => void;
  act: (value: V) => Promise<unknown>;
  children: (value: V) => ReactNode;
}) => {
  const { t } = useTranslation('staff');
  const [busy, setBusy] = useState(false);
  if (value === undefined) return null;
  const run = async () => {
    setBusy(true);
    try {
      await act(value);
    } catch {
      // Whoever gave the act shows what it met.
    } finally {
      setBusy(false);
      onClose();
    }
  };
  return (
    <Dialog
      role="alertdialog"
      open
      title={title}
      onClose={onClose}
      actions={
        <>
          <Button variant={danger ? 'danger' : 'primary'} busy={busy} onClick={() => void run()}>
            {confirm}
          </Button>
          <Button variant="quiet" onClick={onClose}>
            {t('file.cancel')}
          </Button>
        </>
      }
    >
      <div className="stack">{children(value)}</div>
    </Dialog>
  );
};
