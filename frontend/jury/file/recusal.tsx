import { useQueryClient } from '@tanstack/react-query';
import { ShieldAlert } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '../../api.ts';
import { forgetKept } from '../../autosave.ts';
import { Alert } from '../../components/alert.tsx';
import { Button } from '../../components/button.tsx';
import { Checkbox } from '../../components/choices.tsx';
import { Dialog } from '../../components/dialog.tsx';
import { ProblemAlert } from '../../components/problem-view.tsx';
import { evaluationKey, type JurorFile, jurorFileKey } from './queries.ts';

/** Declares a conflict of interest, once the juror has read that it is final. The file then closes. */
export const Recusal = ({ file }: { file: JurorFile }) => {
  const { t } = useTranslation(['jury', 'words']);
  const client = useQueryClient();
  const [open, setOpen] = useState(false);
  const [understood, setUnderstood] = useState(false);
  const [mistake, setMistake] = useState<string>();
  const [failure, setFailure] = useState<unknown>();
  const [busy, setBusy] = useState(false);

  const close = () => {
    setOpen(false);
    setUnderstood(false);
    setMistake(undefined);
    setFailure(undefined);
  };
  const recuse = async () => {
    if (!understood) {
      setMistake(t('words:fields.confirm.ask'));
      document.getElementById('field-confirm')?.focus();
      return;
    }
    setBusy(true);
    try {
      await api('recuse', { params: { applicationId: file.id }, body: { confirm: true } });
      // Nothing of the file stays, neither on this device nor in this tab.
      for (const { stepId } of file.assignments) forgetKept(evaluationKey(file.id, stepId));
      void client.invalidateQueries({ queryKey: ['assignments'] });
      await client.resetQueries({ queryKey: jurorFileKey(file.id) });
    } catch (error) {
      setFailure(error);
    } finally {
      setBusy(false);
    }
  };

  return (
    <>
      <Button variant="quiet" small icon={<ShieldAlert size={18} aria-hidden="true" />} onClick={() => setOpen(true)}>
        {t('recusal.action')}
      </Button>
      <Dialog
        role="alertdialog"
        open={open}
        title={t('recusal.title')}
        onClose={close}
        actions={
          <>
            <Button variant="danger" busy={busy} onClick={() => void recuse()}>
              {t('recusal.confirm')}
            </Button>
            <Button variant="quiet" onClick={close}>
              {t('recusal.back')}
            </Button>
          </>
        }
      >
        <div className="stack">
          <p>{t('recusal.body')}</p>
          <Alert tone="warn" title={t('recusal.finalTitle')}>
            <ul>
              <li>{t('recusal.effects.closed')}</li>
              <li>{t('recusal.effects.draft')}</li>
              <li>{t('recusal.effects.quorum')}</li>
            </ul>
          </Alert>
          {failure !== undefined && <ProblemAlert error={failure} />}
          <Checkbox
            name="confirm"
            label={t('recusal.understand')}
            error={understood ? undefined : mistake}
            value={understood}
            onChange={(value) => setUnderstood(value ?? false)}
          />
        </div>
      </Dialog>
    </>
  );
};
