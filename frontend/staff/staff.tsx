import { useTranslation } from 'react-i18next';
import { Route, Switch } from 'wouter';
import { Area } from '../components/area.tsx';
import { NotFound } from '../components/problem-view.tsx';

const Staff = () => {
  const { t } = useTranslation();
  return (
    <Area audience="staff" nav={[{ href: '/staff', label: t('nav.staff') }]}>
      <Switch>
        <Route>
          <NotFound home="/staff" />
        </Route>
      </Switch>
    </Area>
  );
};

export default Staff;
