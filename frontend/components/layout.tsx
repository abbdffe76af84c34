import { LogOut } from 'lucide-react';
import { type ReactNode, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useLocation } from 'wouter';
import { type SiteConfig, siteConfig } from '../config.ts';
import { Button } from './button.tsx';
import styles from './layout.module.css';
import { Link } from './link.tsx';
import { Logo } from './logo.tsx';
import { ToastRegion } from './toast.tsx';

export interface NavItem {
  href: string;
  /** Other addresses that belong to it. */
  also?: readonly string[];
  label: string;
}

const LanguageSwitch = ({ onChange }: { onChange?: ((language: string) => void) | undefined }) => {
  const { t, i18n } = useTranslation();
  const other = i18n.language === 'fr' ? 'en' : 'fr';
  const change = async () => {
    await i18n.changeLanguage(other);
    onChange?.(other);
  };
  return (
    <Button variant="quiet" small lang={other} onClick={() => void change()}>
      {t('nav.other')}
    </Button>
  );
};

const Footer = () => {
  const { t } = useTranslation();
  const [site, setSite] = useState<SiteConfig>();
  useEffect(() => {
    siteConfig().then(setSite, () => undefined);
  }, []);
  return (
    <footer className={styles.footer}>
      <div className={styles.foot}>
        <div>
          <p>{t('footer.about')}</p>
          {site?.local && <p>{t('footer.demonstration')}</p>}
        </div>
        <nav aria-label={t('footer.label')}>
          <ul>
            <li>
              <Link href="/accessibility">{t('footer.accessibility')}</Link>
            </li>
            <li>
              <Link href="/legal">{t('footer.legal')}</Link>
            </li>
            <li>
              <Link href="/integrity">{t('footer.integrity')}</Link>
            </li>
            <li>
              <Link href="/api/openapi.json" external>
                {t('footer.apiReference')}
              </Link>
            </li>
            {site?.inboxUrl && (
              <li>
                <Link href={site.inboxUrl} external>
                  {t('footer.inbox')}
                </Link>
              </li>
            )}
          </ul>
        </nav>
      </div>
    </footer>
  );
};

/**
 * Header, navigation, main and footer of every page. The nav item whose address starts the current one is marked,
 * the longest first. `wide` leaves margins to the page itself; `bare` leaves it alone on the screen.
 */
export const Layout = ({
  nav = [],
  person,
  onSignOut,
  onLanguage,
  wide = false,
  bare = false,
  children,
}: {
  nav?: readonly NavItem[];
  /** Name of who is signed in. */
  person?: string | undefined;
  onSignOut?: (() => void) | undefined;
  onLanguage?: ((language: string) => void) | undefined;
  wide?: boolean;
  bare?: boolean;
  children: ReactNode;
}) => {
  const { t } = useTranslation();
  const [path] = useLocation();
  if (bare)
    return (
      <main id="main" tabIndex={-1}>
        {children}
        <ToastRegion />
      </main>
    );
  const here = nav
    .flatMap((item) => [item.href, ...(item.also ?? [])].map((address) => ({ item, address })))
    .filter(({ address }) => path === address || path.startsWith(`${address}/`))
    .toSorted((one, other) => other.address.length - one.address.length)[0]?.item;
  return (
    <div className={styles.page}>
      <a className={styles.skip} href="#main">
        {t('nav.skip')}
      </a>
      <header className={styles.header}>
        <div className={styles.bar}>
          <Link href="/" className={styles.brand}>
            <Logo />
            <span>
              <span className={styles.name}>{t('site.name')}</span>
              <span className={styles.city}>{t('site.city')}</span>
            </span>
          </Link>
          <div className={styles.tools}>
            {person && <span className={styles.who}>{person}</span>}
            {onSignOut && (
              <Button variant="quiet" small icon={<LogOut size={18} aria-hidden="true" />} onClick={onSignOut}>
                <span className={styles.out}>{t('nav.signOut')}</span>
              </Button>
            )}
            <LanguageSwitch onChange={onLanguage} />
          </div>
          {nav.length > 0 && (
            <nav className={styles.nav} aria-label={t('nav.main')}>
              <ul>
                {nav.map((item) => (
                  <li key={item.href}>
                    <Link href={item.href} aria-current={item === here ? 'page' : undefined}>
                      {item.label}
                    </Link>
                  </li>
                ))}
              </ul>
            </nav>
          )}
        </div>
      </header>
      <main id="main" tabIndex={-1} className={[styles.main, wide ? styles.wide : ''].join(' ')}>
        {children}
      </main>
      <Footer />
      <ToastRegion />
    </div>
  );
};
