import { LogIn } from 'lucide-react';
import { createContext, type ReactNode, Suspense, useContext, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useLocation } from 'wouter';
import type { OperationId } from '../../schemas/contract.ts';
import { lets, problemOf, roleRefused } from '../api.ts';
import { keepFor } from '../autosave.ts';
import { forgetPerson, openPersonSession, type SignedInPerson, usePerson } from '../person.ts';
import { type PrivateAudience, signIn, signOut, useEndedSession } from '../session.ts';
import { Alert } from './alert.tsx';
import { Button } from './button.tsx';
import { Dialog } from './dialog.tsx';
import { Layout, type NavItem } from './layout.tsx';
import { PageHeader } from './page-header.tsx';
import { ProblemPage } from './problem-view.tsx';
import { Queries } from './queries.tsx';
import { Loading } from './spinner.tsx';

const PersonContext = createContext<SignedInPerson | undefined>(undefined);

/** The person signed in; for what stands inside an `Area`. */
export const useSignedInPerson = (): SignedInPerson => {
  const person = useContext(PersonContext);
  if (!person) throw new Error('No area around this component');
  return person;
};

/** Whether the person signed in is let in to an operation: what a role does not do, a page does not offer. */
export const useMay = (): ((id: OperationId) => boolean) => {
  const { roles } = useSignedInPerson();
  return (id) => lets(roles, id);
};

/** A place of the navigation, for those who may do what it is for. */
export interface AreaItem extends NavItem {
  needs?: OperationId;
}

const here = () => location.pathname + location.search + location.hash;

/** Leaves for the issuer and tells when that does not even start. */
const SignInButton = ({ audience, label }: { audience: PrivateAudience; label: string }) => {
  const [state, setState] = useState<'idle' | 'busy' | 'failed'>('idle');
  const start = () => {
    setState('busy');
    signIn(audience, here()).catch(() => setState('failed'));
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

const SignInPage = ({ audience }: { audience: PrivateAudience }) => {
  const { t } = useTranslation();
  return (
    <div className="stack">
      <PageHeader title={t(`session.signIn.${audience}.title`)} lead={<p>{t(`session.signIn.${audience}.body`)}</p>} />
      <p className="soft">{t('session.signIn.note')}</p>
      <div className="row">
        <SignInButton audience={audience} label={t('session.signIn.action')} />
      </div>
    </div>
  );
};

const EndedDialog = ({ audience }: { audience: PrivateAudience }) => {
  const { t } = useTranslation();
  const ended = useEndedSession();
  return (
    <Dialog
      role="alertdialog"
      title={t('session.ended.title')}
      open={ended === audience}
      actions={<SignInButton audience={audience} label={t('session.ended.action')} />}
    >
      <p>{t('session.ended.body')}</p>
    </Dialog>
  );
};

const WrongAccount = ({ audience }: { audience: PrivateAudience }) => {
  const { t } = useTranslation();
  return (
    <div className="stack">
      <PageHeader title={t('session.forbidden.title')} lead={<p>{t('session.forbidden.body')}</p>} />
      <div className="row">
        <Button variant="primary" onClick={() => void signOut(audience)}>
          {t('session.forbidden.other')}
        </Button>
      </div>
    </div>
  );
};

interface AreaProps {
  audience: PrivateAudience;
  nav: readonly AreaItem[];
  /** Addresses of pages that stand alone on the screen, for whoever is signed in. */
  bare?: RegExp;
  children: ReactNode;
}

const Inside = ({ audience, nav, bare, children }: AreaProps) => {
  const [path] = useLocation();
  const person = usePerson(audience);
  const { refetch } = person;
  useEffect(() => {
    const again = () => {
      forgetPerson(audience);
      void refetch();
    };
    addEventListener(roleRefused, again);
    return () => removeEventListener(roleRefused, again);
  }, [audience, refetch]);
  const held = person.data?.roles ?? [];
  const content = () => {
    if (person.isPending) return <Loading />;
    if (person.isError)
      return problemOf(person.error).status === 403 ? (
        <WrongAccount audience={audience} />
      ) : (
        <ProblemPage error={person.error} retry={() => void person.refetch()} />
      );
    if (!person.data) return <SignInPage audience={audience} />;
    keepFor(person.data.id);
    return (
      <PersonContext value={person.data}>
        <Suspense fallback={<Loading />}>{children}</Suspense>
      </PersonContext>
    );
  };
  return (
    <Layout
      nav={person.data ? nav.filter(({ needs }) => !needs || lets(held, needs)) : []}
      person={person.data?.name}
      bare={person.data !== undefined && bare?.test(path) === true}
      onSignOut={person.data ? () => void signOut(audience) : undefined}
      // Mails follow the language of the pages; if that cannot be told now, the next sign-in does.
      onLanguage={person.data ? () => void openPersonSession(audience).catch(() => undefined) : undefined}
    >
      {content()}
      {person.data && <EndedDialog audience={audience} />}
    </Layout>
  );
};

/**
 * Everything behind a sign-in: the layout with the area's navigation, the sign-in page while nobody is signed in, a
 * refusal for a person without a role here, and the dialog for a session that ran out.
 */
export const Area = (props: AreaProps) => (
  <Queries>
    <Inside {...props} />
  </Queries>
);
