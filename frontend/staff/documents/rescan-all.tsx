import { useQueryClient } from '@tanstack/react-query';
import { RefreshCw } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '../../api.ts';
import { ConfirmButton } from '../../components/dialog.tsx';
import { toast } from '../../components/toast.tsx';

/** Gives every document that waits to the scanner again, a page of the list with each request, and says how many. */
export const RescanAll = ({ fail }: { fail: (error: unknown, refused?: number) => void }) => {
  const { t } = useTranslation('waiting');
  const client = useQueryClient();
  const [asked, setAsked] = useState(0);
  const act = async () => {
    fail(undefined);
    setAsked(0);
    let [count, refused] = [0, 0];
    try {
      let cursor: string | undefined;
      do {
        const page = await api('rescanWaiting', { body: { cursor } });
        count += page.asked;
        refused += page.refused;
        setAsked(count);
        cursor = page.nextCursor;
      } while (cursor);
      if (refused > 0) fail(undefined, refused);
      if (refused === 0 || count > 0) toast(t('rescan.allDone', { count }));
    } catch (error) {
      fail(error);
    }
    await client.invalidateQueries({ queryKey: ['waiting-documents'] });
  };
  return (
    <ConfirmButton
      variant="secondary"
      icon={<RefreshCw size={18} aria-hidden="true" />}
      label={t('rescan.all')}
      title={t('rescan.allTitle')}
      body={
        <>
          <p>{t('rescan.allBody')}</p>
          {asked > 0 && <p role="status">{t('rescan.running', { count: asked })}</p>}
        </>
      }
      confirm={t('rescan.allConfirm')}
      act={act}
    />
  );
};
