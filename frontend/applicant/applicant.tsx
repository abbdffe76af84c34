import { lazy } from 'react';
import { useTranslation } from 'react-i18next';
import { Route, Switch } from 'wouter';
import { Area } from '../components/area.tsx';
import { NotFound } from '../components/problem-view.tsx';

const Dashboard = lazy(() => import('./dashboard.tsx'));
const OrganisationPage = lazy(() => import('./organisation.tsx'));
const Start = lazy(() => import('./start.tsx'));
const FilePage = lazy(() => import('./file/file.tsx'));
const FormPage = lazy(() => import('./form/form.tsx'));

/** The addresses of the applicant's area. */
const Applicant = () => {
  // Every catalogue that its pages need, so that none hides a page which already shows while its words are loaded.
  const { t } = useTranslation(['applicant', 'decisions', 'eligibility', 'words']);
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
