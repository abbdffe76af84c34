import { useContext, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Problem } from '../../schemas/problem.ts';
import { ApiProblem, problemOf } from '../api.ts';
import { useBackOnline } from '../back-online.ts';
import { useFormats } from '../format.ts';
import { audienceAt } from '../session.ts';
import { Alert } from './alert.tsx';
import { Button, ButtonLink } from './button.tsx';
import { PageHeader } from './page-header.tsx';
import { SignInButton } from './sign-in-button.tsx';
import { PersonContext } from './signed-in-person.ts';

/** What to tell of a problem: the words of its code, or those of a fault on our side. */
export const useProblemWords = () => {
  const { t, i18n } = useTranslation('words');
  const { dayOf } = useFormats();
  return (problem: Problem): { title: string; detail: string } => {
    const code = i18n.exists(`words:problems.${problem.code}`) ? problem.code : 'unexpected';
    const values = {
      requestId: problem.requestId ?? '–',
      since: problem.since ? dayOf(problem.since) : '',
      state: problem.state ? t(`states.${problem.state}`) : '',
    };
    return {
      title: t(`problems.${code as 'unexpected'}.title`, values),
      detail: t(`problems.${code as 'unexpected'}.detail`, values),
    };
  };
};

/**
 * A refused act, within the page: what happened, what is wrong where no field of the page shows it, and on a 409 what can be
 * done now. `retry` offers to try again.
 */
export const ProblemAlert = ({ error, retry }: { error: unknown; retry?: () => void }) => {
  const { t } = useTranslation(['common', 'words']);
  const words = useProblemWords();
  const problem = problemOf(error);
  const [backFor, setBackFor] = useState<unknown>();
  const offline = problem.code === 'offline';
  useBackOnline(offline, () => setBackFor(error));
  // What has had no answer stands as such no longer than the network is gone.
  const back = offline && backFor === error;
  const { title, detail } = words(back ? { ...problem, code: 'back-online' } : problem);
  return (
    <Alert tone={back ? 'info' : [409, 429].includes(problem.status) ? 'warn' : 'danger'} title={title} live="alert">
      <p>{detail}</p>
      {problem.fields && problem.fields.length > 0 && (
        <ul>
          {[...new Set(problem.fields.map(({ message }) => message))].map((message) => (
            <li key={message}>{message}</li>
          ))}
        </ul>
      )}
      {problem.availableActions &&
        (problem.availableActions.length > 0 ? (
          <>
            <p>{t('errors.possibleNow')}</p>
            <ul>
              {problem.availableActions.map((action) => (
                <li key={action}>{t(`words:actions.${action}`)}</li>
              ))}
            </ul>
          </>
        ) : (
          <p>{t('errors.nothingPossible')}</p>
        ))}
      {retry && (
        <p>
          <Button small onClick={retry}>
            {t('action.retry')}
          </Button>
        </p>
      )}
    </Alert>
  );
};

const noSuchPage = new ApiProblem({ type: 'about:blank', title: 'Not found', status: 404, code: 'not-found' });

/** A whole page for what cannot be shown: not found, closed to this person, no answer. */
export const ProblemPage = ({
  error,
  retry,
  home = '/',
}: {
  error: unknown;
  retry?: () => void;
  /** Where the way out leads. */
  home?: string;
}) => {
  const { t } = useTranslation();
  const words = useProblemWords();
  const given = problemOf(error);
  // An address whose id cannot be one leads nowhere, like one whose id is nobody's.
  const problem = given.status === 422 ? noSuchPage.problem : given;
  const { title, detail } = words(problem);
  const person = useContext(PersonContext);
  const final = problem.status === 403 || problem.status === 404;
  const audience = problem.status === 401 ? audienceAt(location.pathname) : undefined;
  return (
    <div className="stack">
      <PageHeader title={title} lead={<p>{detail}</p>} />
      {final && person && <p className="prose">{t('errors.signedInAs', { name: person.name, email: person.email })}</p>}
      <div className="row">
        {audience && <SignInButton audience={audience} label={t('session.signIn.action')} />}
        {retry && !final && (
          <Button variant={audience ? 'secondary' : 'primary'} onClick={retry}>
            {t('action.retry')}
          </Button>
        )}
        <ButtonLink href={home}>{t('errors.home')}</ButtonLink>
      </div>
    </div>
  );
};

/** The page for an address that leads nowhere. */
export const NotFound = ({ home }: { home?: string }) => <ProblemPage error={noSuchPage} {...(home ? { home } : {})} />;
