import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { OperationResponse } from '../../schemas/contract.ts';
import type { ContactAnswer } from '../../schemas/mail.ts';
import { api, problemOf } from '../api.ts';
import { Alert } from '../components/alert.tsx';
import { Button, ButtonLink } from '../components/button.tsx';
import { Facts } from '../components/facts.tsx';
import { ProblemAlert } from '../components/problem-view.tsx';
import { Loading } from '../components/spinner.tsx';
import { TextPage } from './text-page.tsx';

/**
 * Where the link leads that asks whether copies of letters may go to an address, and that says which organisation and which
 * file it is: the mail does not, since it may have come to a stranger. Nothing happens by opening it: programs that look into
 * mails open links too. The link's secret stands behind the `#`, in no address that is sent.
 */
const Contact = () => {
  const { t } = useTranslation('pages');
  const [token] = useState(() => location.hash.slice(1));
  const [answered, setAnswered] = useState<ContactAnswer>();
  const [busy, setBusy] = useState<ContactAnswer>();
  const [error, setError] = useState<unknown>();
  const [question, setQuestion] = useState<OperationResponse<'getContactQuestion'>>();
  const [asked, setAsked] = useState(0);
  // biome-ignore lint/correctness/useExhaustiveDependencies: asked once more, by hand
  useEffect(() => {
    if (!token) return;
    api('getContactQuestion', { body: { token } }).then(setQuestion, setError);
  }, [token, asked]);
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
      {error !== undefined && (
        <ProblemAlert
          error={error}
          {...(!question &&
            problemOf(error).status !== 404 && {
              retry: () => {
                setError(undefined);
                setAsked((times) => times + 1);
              },
            })}
        />
      )}
      {answered && (
        <Alert tone="good" title={t(`contact.done.${answered}.title`)} live="status">
          <p>{t(`contact.done.${answered}.body`)}</p>
        </Alert>
      )}
      {!answered && !token && <p className="prose">{t('contact.noLink')}</p>}
      {!answered && token && !question && error === undefined && <Loading />}
      {!answered && question && (
        <div className="stack prose">
          <p>{t('contact.body')}</p>
          <Facts
            facts={[
              { id: 'organisation', label: t('contact.organisation'), value: question.organisationName },
              { id: 'number', label: t('contact.number'), value: question.number },
            ]}
          />
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
      {(answered || !token || (error !== undefined && !question)) && (
        <div>
          <ButtonLink href="/">{t('contact.home')}</ButtonLink>
        </div>
      )}
    </TextPage>
  );
};

export default Contact;
