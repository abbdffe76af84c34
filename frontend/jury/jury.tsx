import { useTranslation } from 'react-i18next';
import { Route, Switch } from 'wouter';
import { Area } from '../components/area.tsx';
import { NotFound } from '../components/problem-view.tsx';

const Jury = () => {
  const { t } = useTranslation();
  return (
    <Area audience="jury" nav={[{ href: '/jury', label: t('nav.jury') }]}>
      <Switch>
        <Route>
          <NotFound home="/jury" />
        </Route>
      </Switch>
    </Area>
  );
};

export default Jury;
