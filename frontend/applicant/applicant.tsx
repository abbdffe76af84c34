import { useTranslation } from 'react-i18next';
import { Route, Switch } from 'wouter';
import { Area } from '../components/area.tsx';
import { NotFound } from '../components/problem-view.tsx';

const Applicant = () => {
  const { t } = useTranslation('applicant');
  return (
    <Area
      audience="applicant"
      nav={[
        { href: '/applicant', label: t('nav.files') },
        { href: '/applicant/organisation', label: t('nav.organisation') },
      ]}
    >
      <Switch>
        <Route>
          <NotFound home="/applicant" />
        </Route>
      </Switch>
    </Area>
  );
};

export default Applicant;
