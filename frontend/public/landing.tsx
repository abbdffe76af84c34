import { Component, type ReactNode, Suspense, use } from 'react';
import { useTranslation } from 'react-i18next';
import type { CallVersion } from '../../schemas/call.ts';
import { api } from '../api.ts';
import { Alert } from '../components/alert.tsx';
import { ButtonLink } from '../components/button.tsx';
import { Card } from '../components/card.tsx';
import { EmptyState } from '../components/empty-state.tsx';
import { Layout } from '../components/layout.tsx';
import { usePageTitle } from '../components/page-header.tsx';
import { SignedOut } from '../components/sign-out.tsx';
import { Loading } from '../components/spinner.tsx';
import { CallDetails } from './call-details.tsx';
import { Facades } from './facades.tsx';
import styles from './landing.module.css';

const steps = ['draft', 'submit', 'check', 'jury', 'decide'] as const;
const doors = ['applicant', 'jury', 'staff'] as const;
const forms = ['association', 'cooperative', 'mutual', 'foundation', 'enterprise'] as const;

/** Read once per visit: the page needs no query library for a single answer. */
let calls: Promise<readonly CallVersion[]> | undefined;
const openCalls = () => {
  calls ??= api('listCalls').then(({ items }) => items);
  return calls;
};

/** The page stands without the call: a failed answer costs only its section. */
class WithoutCall extends Component<{ fallback: ReactNode; children: ReactNode }, { failed: boolean }> {
  override state = { failed: false };
  static getDerivedStateFromError() {
    calls = undefined;
    return { failed: true };
  }
  override render() {
    return this.state.failed ? this.props.fallback : this.props.children;
  }
}

const Facts = () => {
  const { t } = useTranslation('pages');
  const [call] = use(openCalls());
  return (
    <ul className={styles.facts}>
      <li>
        <strong>{t('landing.facts.open.title')}</strong>
        {t('landing.facts.open.body')}
      </li>
      {call && (
        <li>
          <strong>{t('landing.facts.answer.title', { count: call.silenceMonths })}</strong>
          {t('landing.facts.answer.body')}
        </li>
      )}
      <li>
        <strong>{t('landing.facts.jury.title')}</strong>
        {t('landing.facts.jury.body')}
      </li>
    </ul>
  );
};

const CurrentCalls = () => {
  const { t } = useTranslation('pages');
  const open = use(openCalls());
  if (open.length === 0)
    return (
      <EmptyState level={3} title={t('landing.call.none.title')}>
        <p>{t('landing.call.none.body')}</p>
      </EmptyState>
    );
  return open.map((call) => <CallDetails key={call.callId} call={call} />);
};

const Hero = () => {
  const { t } = useTranslation('pages');
  const heading = usePageTitle(t('landing.name'));
  return (
    <div className={styles.hero}>
      <div className={`${styles.inner} ${styles.heroInner}`}>
        <div className={styles.words}>
          <SignedOut />
          <h1 ref={heading} tabIndex={-1}>
            {t('landing.title')}
          </h1>
          <p className={styles.lead}>{t('landing.lead')}</p>
          <div className="row">
            <ButtonLink href="/applicant/new" variant="primary">
              {t('landing.apply')}
            </ButtonLink>
            <ButtonLink href="/applicant">{t('landing.resume')}</ButtonLink>
          </div>
        </div>
        <Facades className={styles.facades} />
      </div>
    </div>
  );
};

/** The public page: what the call is, who can apply, how it goes, what it weighs and asks, and where to sign in. */
const Landing = () => {
  const { t } = useTranslation('pages');
  return (
    <Layout wide>
      <Hero />
      <div className={styles.band}>
        <div className={styles.inner}>
          <WithoutCall fallback={null}>
            <Suspense fallback={null}>
              <Facts />
            </Suspense>
          </WithoutCall>
        </div>
      </div>
      <section className={`${styles.band} ${styles.sand}`}>
        <div className={styles.inner}>
          <h2>{t('landing.how.title')}</h2>
          <ol className={styles.steps}>
            {steps.map((step) => (
              <li key={step}>
                <h3>{t(`landing.how.${step}.title`)}</h3>
                <p>{t(`landing.how.${step}.body`)}</p>
              </li>
            ))}
          </ol>
        </div>
      </section>
      <section className={styles.band}>
        <div className={styles.inner}>
          <h2>{t('landing.who.title')}</h2>
          <p className="prose">{t('landing.who.body')}</p>
          <ul className={styles.pills}>
            {forms.map((form) => (
              <li key={form}>{t(`landing.who.${form}`)}</li>
            ))}
          </ul>
          <p className="prose soft">{t('landing.who.siret')}</p>
        </div>
      </section>
      <section className={`${styles.band} ${styles.sand}`}>
        <div className={styles.inner}>
          <h2>{t('landing.call.title')}</h2>
          <WithoutCall
            fallback={
              <Alert tone="warn">
                <p>{t('landing.call.failed')}</p>
              </Alert>
            }
          >
            <Suspense fallback={<Loading />}>
              <CurrentCalls />
            </Suspense>
          </WithoutCall>
        </div>
      </section>
      <section className={styles.band}>
        <div className={styles.inner}>
          <h2>{t('landing.doors.title')}</h2>
          <div className={styles.doors}>
            {doors.map((door) => (
              <Card key={door} tone={door === 'applicant' ? 'accent' : 'plain'}>
                <div className="stack">
                  <h3>{t(`landing.doors.${door}.title`)}</h3>
                  <p className="soft">{t(`landing.doors.${door}.body`)}</p>
                </div>
                <ButtonLink href={`/${door}`} variant={door === 'applicant' ? 'primary' : 'secondary'}>
                  {t(`landing.doors.${door}.action`)}
                </ButtonLink>
              </Card>
            ))}
          </div>
        </div>
      </section>
    </Layout>
  );
};

export default Landing;
