import { LogOut, Menu } from 'lucide-react';
import { type ReactNode, useCallback, useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { useLocation } from 'wouter';
import { useNewerPages } from '../newer-pages.ts';
import { useSite } from '../use-site.ts';
import { Alert } from './alert.tsx';
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

const areas = ['applicant', 'jury', 'staff'] as const;

const Footer = () => {
  const { t } = useTranslation();
  const site = useSite();
  return (
    <footer className={styles.footer}>
      <div className={styles.foot}>
        <div className={styles.about}>
          <p>{t('footer.about')}</p>
          {site?.local && <p>{t('footer.demonstration')}</p>}
        </div>
        <nav aria-label={t('footer.label')} className={styles.links}>
          <div>
            <p id="footer-areas">{t('footer.areas')}</p>
            <ul aria-labelledby="footer-areas">
              {areas.map((area) => (
                <li key={area}>
                  <Link href={`/${area}`}>{t(`nav.${area}`)}</Link>
                </li>
              ))}
            </ul>
          </div>
          <div>
            <p id="footer-service">{t('footer.service')}</p>
            <ul aria-labelledby="footer-service">
              <li>
                <Link href="/accessibility">{t('footer.accessibility')}</Link>
              </li>
              <li>
                <Link href="/legal">{t('footer.legal')}</Link>
              </li>
              <li>
                <Link href="/terms">{t('footer.terms')}</Link>
              </li>
            </ul>
          </div>
          <div>
            <p id="footer-further">{t('footer.further')}</p>
            <ul aria-labelledby="footer-further">
              <li>
                <Link href="/integrity">{t('footer.integrity')}</Link>
              </li>
              <li>
                <Link href="/api/public/openapi.json" external>
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
          </div>
        </nav>
      </div>
    </footer>
  );
};

/**
 * On a narrow page: who is signed in, behind a button, with what belongs to them. It closes as the page changes, and once
 * somebody goes on elsewhere.
 */
const AccountMenu = ({ person, children }: { person: string; children: ReactNode }) => {
  const { t } = useTranslation();
  const [path] = useLocation();
  const menu = useRef<HTMLDetailsElement>(null);
  const close = useCallback(() => {
    if (menu.current) menu.current.open = false;
  }, []);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another page closes it.
  useEffect(close, [path]);
  useEffect(() => {
    const outside = ({ target }: Event) => {
      if (!menu.current?.contains(target as Node)) close();
    };
    for (const kind of ['pointerdown', 'focusin']) document.addEventListener(kind, outside);
    return () => {
      for (const kind of ['pointerdown', 'focusin']) document.removeEventListener(kind, outside);
    };
  }, [close]);
  const initials = person
    .split(/[\s-]+/)
    .map((word) => word[0])
    .filter(Boolean);
  return (
    <details
      ref={menu}
      className={styles.menu}
      onKeyDown={(event) => {
        if (event.key !== 'Escape') return;
        close();
        menu.current?.querySelector('summary')?.focus();
      }}
    >
      <summary>
        <span className="sr-only">{t('nav.accountOf', { name: person })}</span>
        <span className={styles.initials} aria-hidden="true">
          {[initials[0], initials.at(-1)].slice(0, initials.length).join('').toUpperCase()}
        </span>
        <Menu size={20} aria-hidden="true" />
      </summary>
      <div className={styles.menuContent}>
        <p>{person}</p>
        {children}
      </div>
    </details>
  );
};

/** That this page is older than what the service gives now: it may send or read what is no longer so. */
const NewerPages = () => {
  const { t } = useTranslation();
  const isNewer = useNewerPages();
  return (
    <div role="status">
      {isNewer && (
        <div className={styles.newer}>
          <Alert tone="warn" title={t('newer.title')}>
            <p>{t('newer.body')}</p>
            <div>
              <Button small onClick={() => location.reload()}>
                {t('action.reload')}
              </Button>
            </div>
          </Alert>
        </div>
      )}
    </div>
  );
};

/**
 * Header, navigation, main and footer of every page. The nav item whose address starts the current one is marked,
 * the longest first. `awaitsNav` keeps the room of a navigation that is known in a moment. `wide` leaves margins to the
 * page itself; `bare` leaves it alone on the screen.
 */
export const Layout = ({
  nav = [],
  awaitsNav = false,
  person,
  onSignOut,
  signingOut = false,
  onLanguage,
  wide = false,
  bare = false,
  children,
}: {
  nav?: readonly NavItem[];
  awaitsNav?: boolean;
  /** Name of who is signed in. */
  person?: string | undefined;
  onSignOut?: (() => void) | undefined;
  signingOut?: boolean;
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
  const tools = (
    <>
      {onSignOut && (
        <Button
          variant="quiet"
          small
          icon={<LogOut size={18} aria-hidden="true" />}
          busy={signingOut}
          onClick={onSignOut}
        >
          {t('nav.signOut')}
        </Button>
      )}
      <LanguageSwitch onChange={onLanguage} />
    </>
  );
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
          <div className={[styles.tools, person ? styles.wideOnly : ''].join(' ')}>
            {person && <span className={styles.who}>{person}</span>}
            {tools}
          </div>
          {person && <AccountMenu person={person}>{tools}</AccountMenu>}
          {awaitsNav && <div className={styles.nav} />}
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
        <NewerPages />
        {children}
      </main>
      <Footer />
      <ToastRegion />
    </div>
  );
};
