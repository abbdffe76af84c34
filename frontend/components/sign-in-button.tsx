import { LogIn } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type PrivateAudience, signIn } from '../session.ts';
import { Alert } from './alert.tsx';
import { Button } from './button.tsx';

/** Leaves for the issuer and tells when that does not even start. */
export const SignInButton = ({ audience, label }: { audience: PrivateAudience; label: string }) => {
  const [state, setState] = useState<'idle' | 'busy' | 'failed'>('idle');
  const start = () => {
    setState('busy');
    signIn(audience).catch(() => setState('failed'));
  };
  const { t } = useTranslation('words');
  return (
    <>
      <Button variant="primary" icon={<LogIn size={20} aria-hidden="true" />} busy={state === 'busy'} onClick={start}>
        {label}
      </Button>
      {state === 'failed' && (
        <Alert tone="danger" title={t('problems.offline.title')} live="alert">
          <p>{t('problems.offline.detail')}</p>
        </Alert>
      )}
    </>
  );
};
