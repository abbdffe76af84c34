import { type ReactNode, useState } from 'react';
import { Dialog as AriaDialog, Heading } from 'react-aria-components/Dialog';
import { Modal, ModalOverlay } from 'react-aria-components/Modal';
import { useTranslation } from 'react-i18next';
import { Button } from './button.tsx';
import styles from './dialog.module.css';

/**
 * A modal dialog. `onClose` is called by Escape and by a press outside; without it only its own buttons close it.
 * Focus goes in, stays in, and returns to where it was.
 */
export const Dialog = ({
  title,
  open,
  onClose,
  role = 'dialog',
  children,
  actions,
}: {
  title: string;
  open: boolean;
  onClose?: () => void;
  role?: 'dialog' | 'alertdialog';
  children: ReactNode;
  actions: ReactNode;
}) => (
  <ModalOverlay
    className={styles.veil ?? ''}
    isOpen={open}
    isDismissable={onClose !== undefined && role === 'dialog'}
    isKeyboardDismissDisabled={onClose === undefined}
    onOpenChange={(isOpen) => {
      if (!isOpen) onClose?.();
    }}
  >
    <Modal className={styles.modal ?? ''}>
      <AriaDialog role={role} className={styles.dialog ?? ''}>
        <Heading slot="title" level={2}>
          {title}
        </Heading>
        {children}
        <div className={styles.actions}>{actions}</div>
      </AriaDialog>
    </Modal>
  </ModalOverlay>
);

/**
 * A button whose act asks to be confirmed first. `act` runs once per confirmation; the dialog stays open and says so
 * while it runs, and closes when it is done, whatever came of it.
 */
export const ConfirmButton = ({
  label,
  name,
  title,
  body,
  confirm,
  variant = 'danger',
  icon,
  small = false,
  act,
}: {
  label: string;
  /** The button's whole name for screen readers, where its label alone is not unique. */
  name?: string;
  title: string;
  body: ReactNode;
  /** Label of the button that goes on; the button's own unless given. */
  confirm?: string;
  variant?: 'primary' | 'danger' | 'secondary' | 'quiet';
  icon?: ReactNode;
  small?: boolean;
  act: () => Promise<unknown>;
}) => {
  const { t } = useTranslation();
  const [open, setOpen] = useState(false);
  const [busy, setBusy] = useState(false);
  const run = async () => {
    setBusy(true);
    try {
      await act();
    } catch {
      // Whoever asked shows what went wrong.
    } finally {
      setBusy(false);
      setOpen(false);
    }
  };
  return (
    <>
      <Button variant={variant} icon={icon} small={small} aria-label={name} onClick={() => setOpen(true)}>
        {label}
      </Button>
      <Dialog
        role="alertdialog"
        title={title}
        open={open}
        onClose={() => setOpen(false)}
        actions={
          <>
            <Button variant={variant === 'quiet' ? 'danger' : variant} busy={busy} onClick={() => void run()}>
              {confirm ?? label}
            </Button>
            <Button variant="quiet" onClick={() => setOpen(false)}>
              {t('action.cancel')}
            </Button>
          </>
        }
      >
        <div className="stack">{body}</div>
      </Dialog>
    </>
  );
};
