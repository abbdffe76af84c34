import { Component, type ReactNode, Suspense, use } from 'react';
import { useTranslation } from 'react-i18next';
import type { CallVersion } from '../../schemas/call.ts';
import { api } from '../api.ts';
import { Alert } from '../components/alert.tsx';
import { ButtonLink } from '../components/button.tsx';
import { Card } from '../components/card.tsx';
import { EmptyState } from '../components/empty-state.tsx';
import { Facades } from '../components/facades.tsx';
import { Layout } from '../components/layout.tsx';
import { usePageTitle } from '../components/page-header.tsx';
import { SignedOut } from '../components/signed-out.tsx';
import { Loading } from '../components/spinner.tsx';
import { useFormats } from '../format.ts';
import { CallDetails } from './call-details.tsx';
import styles from './landing.module.css';

const steps = ['draft', 'submit', 'check', 'jury', 'decide'] as const;
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

/** At most how much, as far as the rules of the call say so. */
const limitsOf = (call: CallVersion) => ({
  amountCents: call.eligibility.find((rule) => rule.kind === 'max-amount')?.amountCents,
  percent: call.eligibility.find((rule) => rule.kind === 'max-share')?.percent,
});

const AmountFact = ({ call }: { call: CallVersion }) => {
  const { t } = useTranslation('pages');
  const { money } = useFormats();
  const { amountCents, percent } = limitsOf(call);
  if (amountCents === undefined && percent === undefined) return null;
  const share = percent !== undefined && t('landing.facts.amount.share', { percent });
  return (
    <li>
      <strong>
        {amountCents === undefined ? share : t('landing.facts.amount.title', { amount: money(amountCents) })}
      </strong>
      {amountCents !== undefined && share}
    </li>
  );
};

const Facts = () => {
  const { t } = useTranslation('pages');
  const [call] = use(openCalls());
  return (
    <ul className={styles.facts}>
      <li>
        <strong>{t('landing.facts.open.title')}</strong>
        {t('landing.facts.open.body')}
      </li>
      {call && <AmountFact call={call} />}
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

/** What each open call asks of a project, before anybody begins one. */
const Conditions = () => {
  const { t } = useTranslation('pages');
  const { local } = useFormats();
  return use(openCalls())
    .filter(({ eligibility }) => eligibility.length > 0)
    .map((call) => (
      <Card key={call.callId} as="section">
        <h3>{t('landing.who.conditions')}</h3>
        <ul>
          {call.eligibility.map(({ id, label }) => (
            <li key={id}>{local(label)}</li>
          ))}
        </ul>
        <p className="soft">{t('landing.who.conditionsNote')}</p>
      </Card>
    ));
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
            <Suspense fallback={<div className={styles.room} />}>
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
          <div className={styles.beside}>
            <div className="stack">
              <p>{t('landing.who.body')}</p>
              <ul className={styles.pills}>
                {forms.map((form) => (
                  <li key={form}>{t(`landing.who.${form}`)}</li>
                ))}
              </ul>
              <p className="soft">{t('landing.who.siret')}</p>
            </div>
            <div className="stack">
              <WithoutCall fallback={null}>
                <Suspense fallback={<Loading />}>
                  <Conditions />
                </Suspense>
              </WithoutCall>
            </div>
            <div>
              <ButtonLink href="/applicant/new" variant="primary">
                {t('landing.apply')}
              </ButtonLink>
            </div>
          </div>
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
    </Layout>
  );
};

export default Landing;
