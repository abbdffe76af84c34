import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ContactAnswer } from '../../schemas/mail.ts';
import { api } from '../api.ts';
import { Alert } from '../components/alert.tsx';
import { Button, ButtonLink } from '../components/button.tsx';
import { ProblemAlert } from '../components/problem-view.tsx';
import { TextPage } from './text-page.tsx';

/**
 * Where the link leads that asks whether copies of letters may go to an address. Nothing happens by opening it: programs
 * that look into mails open links too. The link's secret stands behind the `#` and is sent with the answer alone.
 */
const Contact = () => {
  const { t } = useTranslation('pages');
  const [token] = useState(() => location.hash.slice(1));
  const [answered, setAnswered] = useState<ContactAnswer>();
  const [busy, setBusy] = useState<ContactAnswer>();
  const [error, setError] = useState<unknown>();
  const answer = async (said: ContactAnswer) => {
    setError(undefined);
    setBusy(said);
    try {
      await api('answerContact', { body: { token, answer: said } });
      setAnswered(said);
    } catch (failure) {
      setError(failure);
    } finally {
      setBusy(undefined);
    }
  };
  return (
    <TextPage title={t('contact.title')}>
      {error !== undefined && <ProblemAlert error={error} />}
      {answered && (
        <Alert tone="good" title={t(`contact.done.${answered}.title`)} live="status">
          <p>{t(`contact.done.${answered}.body`)}</p>
        </Alert>
      )}
      {!answered && !token && <p className="prose">{t('contact.noLink')}</p>}
      {!answered && token && (
        <div className="stack prose">
          <p>{t('contact.body')}</p>
          <p>{t('contact.once')}</p>
          <div className="row">
            <Button variant="primary" busy={busy === 'confirmed'} onClick={() => void answer('confirmed')}>
              {t('contact.confirm')}
            </Button>
            <Button variant="secondary" busy={busy === 'declined'} onClick={() => void answer('declined')}>
              {t('contact.decline')}
            </Button>
          </div>
        </div>
      )}
      {(answered || !token) && (
        <div>
          <ButtonLink href="/">{t('contact.home')}</ButtonLink>
        </div>
      )}
    </TextPage>
  );
};

export default Contact;
