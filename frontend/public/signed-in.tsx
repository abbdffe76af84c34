import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useLocation } from 'wouter';
import { ButtonLink } from '../components/button.tsx';
import { Layout } from '../components/layout.tsx';
import { PageHeader, usePageTitle } from '../components/page-header.tsx';
import { Loading } from '../components/spinner.tsx';
import { completeSignIn } from '../session.ts';

/** An issuer's answer is good once; React's strict mode and a reload must not spend it twice. */
let completion: ReturnType<typeof completeSignIn> | undefined;

/** It counts as a page: the one after it is a navigation, whose heading takes the focus. */
const Opening = () => {
  const { t } = useTranslation();
  const heading = usePageTitle(t('session.opening'));
  return (
    <>
      <h1 ref={heading} tabIndex={-1} className="sr-only">
        {t('session.opening')}
      </h1>
      <Loading label={t('session.opening')} />
    </>
  );
};

/** Where the issuer sends people back: ends the sign-in and goes on to the page that asked for it. */
const SignedIn = () => {
  const { t } = useTranslation();
  const [, navigate] = useLocation();
  const [failed, setFailed] = useState(false);
  useEffect(() => {
    completion ??= completeSignIn(location.href);
    completion.then(
      ({ returnTo }) => {
        completion = undefined;
        navigate(returnTo, { replace: true });
      },
      () => setFailed(true),
    );
  }, [navigate]);
  return (
    <Layout>
      {failed ? (
        <div className="stack">
          <PageHeader title={t('session.failed.title')} lead={<p>{t('session.failed.body')}</p>} />
          <div>
            <ButtonLink href="/" variant="primary">
              {t('errors.home')}
            </ButtonLink>
          </div>
        </div>
      ) : (
        <Opening />
      )}
    </Layout>
  );
};

export default SignedIn;
