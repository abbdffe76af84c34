import i18next from 'i18next';
import { lazy } from 'react';
import { useTranslation } from 'react-i18next';
import { Route, Switch } from 'wouter';
import { Area } from '../components/area.tsx';
import { NotFound } from '../components/problem-view.tsx';

/** A page that also speaks of decisions: their words come along with it, and with none of the form's. */
const withDecisions =
  <T,>(page: () => Promise<T>) =>
  async (): Promise<T> =>
    (await Promise.all([page(), i18next.loadNamespaces('decisions')]))[0];

const Dashboard = lazy(withDecisions(() => import('./dashboard.tsx')));
const OrganisationPage = lazy(() => import('./organisation.tsx'));
const Start = lazy(() => import('./start.tsx'));
const FilePage = lazy(withDecisions(() => import('./file/file.tsx')));
const FormPage = lazy(() => import('./form/form.tsx'));

/** The addresses of the applicant's area. */
const Applicant = () => {
  // Every catalogue that its pages need beside those, so that none hides a page which already shows while its words are loaded.
  const { t } = useTranslation(['applicant', 'eligibility', 'words']);
  return (
    <Area
      audience="applicant"
      nav={[
        { href: '/applicant', label: t('nav.files') },
        { href: '/applicant/organisation', label: t('nav.organisation') },
      ]}
    >
      <Switch>
        <Route path="/applicant" component={Dashboard} />
        <Route path="/applicant/organisation" component={OrganisationPage} />
        <Route path="/applicant/new" component={Start} />
        <Route path="/applicant/applications/:applicationId" component={FilePage} />
        <Route path="/applicant/applications/:applicationId/:part" component={FormPage} />
        <Route>
          <NotFound home="/applicant" />
        </Route>
      </Switch>
    </Area>
  );
};

export default Applicant;
