import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type PrivateAudience, saveEverywhere, signOut } from '../session.ts';
import { Button } from './button.tsx';
import { Dialog } from './dialog.tsx';

/**
 * Signing out: what was typed is saved first, in every tab; where some of it cannot be, the person decides, since the next
 * one at this computer is to find nothing.
 * @returns what a button calls, whether that is under way, and the question that stands on the page once it is to be asked.
 */
export const useSignOut = (audience: PrivateAudience): { leave: () => void; busy: boolean; question: ReactNode } => {
  const { t } = useTranslation();
  const [state, setState] = useState<'here' | 'leaving' | 'asks'>('here');
  const go = async () => {
    setState('leaving');
    await signOut(audience).catch(() => location.assign('/'));
  };
  const leave = async () => {
    setState('leaving');
    if (await saveEverywhere(audience)) await go();
    else setState('asks');
  };
  return {
    leave: () => void leave(),
    busy: state === 'leaving',
    question: (
      <Dialog
        role="alertdialog"
        title={t('session.unsaved.title')}
        open={state === 'asks'}
        onClose={() => setState('here')}
        actions={
          <>
            <Button variant="primary" onClick={() => setState('here')}>
              {t('session.unsaved.stay')}
            </Button>
            <Button variant="danger" onClick={() => void go()}>
              {t('session.unsaved.leave')}
            </Button>
          </>
        }
      >
        <p>{t('session.unsaved.body')}</p>
      </Dialog>
    ),
  };
};
