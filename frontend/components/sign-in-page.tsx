import { Clock, IdCard, type LucideIcon, Mail } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { PrivateAudience } from '../session.ts';
import { Facades } from './facades.tsx';
import { PageHeader } from './page-header.tsx';
import { SignInButton } from './sign-in-button.tsx';
import styles from './sign-in-page.module.css';
import { SignedOut } from './signed-out.tsx';

/** What awaits an applicant, one thing after the other. */
const expected = [
  ['code', Mail],
  ['first', IdCard],
  ['time', Clock],
] as const satisfies readonly (readonly [string, LucideIcon])[];

const Expected = () => {
  const { t } = useTranslation();
  return (
    <>
      <h2>{t('session.signIn.expect.title')}</h2>
      <ul>
        {expected.map(([name, Icon]) => (
          <li key={name}>
            <Icon size={22} aria-hidden="true" />
            <div>
              <p className={styles.name}>{t(`session.signIn.expect.${name}.title`)}</p>
              <p className="soft">{t(`session.signIn.expect.${name}.body`)}</p>
            </div>
          </li>
        ))}
      </ul>
    </>
  );
};

/** Where nobody is signed in: whose pages these are, what signing in takes, and the button. */
const SignInPage = ({ audience }: { audience: PrivateAudience }) => {
  const { t } = useTranslation();
  return (
    <div className={styles.page}>
      <div className={`${styles.words} stack`}>
        <SignedOut />
        <PageHeader
          title={t(`session.signIn.${audience}.title`)}
          lead={<p>{t(`session.signIn.${audience}.body`)}</p>}
        />
        <div className="row">
          <SignInButton audience={audience} label={t('session.signIn.action')} />
        </div>
        <p className="soft">{t('session.signIn.note')}</p>
      </div>
      <div className={styles.side}>
        {audience === 'applicant' && <Expected />}
        <Facades className={styles.facades} />
      </div>
    </div>
  );
};

export default SignInPage;
