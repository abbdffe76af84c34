import { useQueryClient } from '@tanstack/react-query';
import { lazy, type ReactNode, Suspense, useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { useLocation } from 'wouter';
import type { OperationId } from '../../schemas/contract.ts';
import { lets, problemOf, roleRefused } from '../api.ts';
import { keepFor } from '../kept.ts';
import { forgetPerson, openPersonSession, usePerson } from '../person.ts';
import { isSomebodyHere, type PrivateAudience, sessionArrived, useEndedSession } from '../session.ts';
import { Button } from './button.tsx';
import { Dialog } from './dialog.tsx';
import { Layout, type NavItem } from './layout.tsx';
import { PageHeader } from './page-header.tsx';
import { ProblemPage } from './problem-view.tsx';
import { Queries } from './queries.tsx';
import { SignInButton } from './sign-in-button.tsx';
import { useSignOut } from './sign-out.tsx';
import { PersonContext, useSignedInPerson } from './signed-in-person.ts';
import { Loading } from './spinner.tsx';

/** Whether the person signed in is let in to an operation: what a role does not do, a page does not offer. */
export const useMay = (): ((id: OperationId) => boolean) => {
  const { roles } = useSignedInPerson();
  return (id) => lets(roles, id);
};

/** A place of the navigation, for those who may do what it is for. */
export interface AreaItem extends NavItem {
  needs?: OperationId;
}

/** Who is signed in loads none of it. */
const SignInPage = lazy(() => import('./sign-in-page.tsx'));

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

const WrongAccount = ({ leave, busy }: Pick<ReturnType<typeof useSignOut>, 'leave' | 'busy'>) => {
  const { t } = useTranslation();
  return (
    <div className="stack">
      <PageHeader title={t('session.forbidden.title')} lead={<p>{t('session.forbidden.body')}</p>} />
      <div className="row">
        <Button variant="primary" busy={busy} onClick={leave}>
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
  const client = useQueryClient();
  const { leave, busy, question } = useSignOut(audience);
  useEffect(() => {
    const again = () => {
      forgetPerson(audience);
      void refetch();
    };
    addEventListener(roleRefused, again);
    return () => removeEventListener(roleRefused, again);
  }, [audience, refetch]);
  useEffect(() => {
    const again = () => void client.invalidateQueries();
    addEventListener(sessionArrived, again);
    return () => removeEventListener(sessionArrived, again);
  }, [client]);
  const held = person.data?.roles ?? [];
  const content = () => {
    if (person.isPending) return <Loading />;
    if (person.isError)
      return problemOf(person.error).status === 403 ? (
        <WrongAccount leave={leave} busy={busy} />
      ) : (
        <ProblemPage error={person.error} retry={() => void person.refetch()} />
      );
    if (!person.data)
      return (
        <Suspense fallback={<Loading />}>
          <SignInPage audience={audience} />
        </Suspense>
      );
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
      awaitsNav={person.isPending && isSomebodyHere(audience)}
      person={person.data?.name}
      bare={person.data !== undefined && bare?.test(path) === true}
      onSignOut={person.data ? leave : undefined}
      signingOut={busy}
      // Mails follow the language of the pages; if that cannot be told now, the next sign-in does.
      onLanguage={person.data ? () => void openPersonSession(audience).catch(() => undefined) : undefined}
    >
      {content()}
      {person.data && <EndedDialog audience={audience} />}
      {question}
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
