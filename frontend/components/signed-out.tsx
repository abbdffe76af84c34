import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { signedOutSaid, wasSignedOut } from '../session.ts';
import { Alert } from './alert.tsx';

/** Says that one is signed out, on the page that one comes to: it takes the focus, so that it is what is read out. */
export const SignedOut = () => {
  const { t } = useTranslation();
  const [said] = useState(wasSignedOut);
  const message = useRef<HTMLDivElement>(null);
  useEffect(() => {
    signedOutSaid();
    message.current?.focus();
  }, []);
  return (
    said && (
      <div ref={message} tabIndex={-1}>
        <Alert tone="good" title={t('session.signedOut.title')}>
          <p>{t('session.signedOut.body')}</p>
        </Alert>
      </div>
    )
  );
};
