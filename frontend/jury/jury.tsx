import { useTranslation } from 'react-i18next';
import { Route, Switch } from 'wouter';
import { Area } from '../components/area.tsx';
import { NotFound } from '../components/problem-view.tsx';
import { RemindersPage } from '../reminders/page.tsx';
import { AfterDeclaration, DeclarationPage } from './conflicts/declaration-page.tsx';
import { JurorFilePage } from './file/page.tsx';
import { AssignmentsPage } from './list.tsx';
import { JurySessionsPage } from './sessions/list.tsx';
import { JurySessionPage } from './sessions/page.tsx';

/** The jury's area. */
const Jury = () => {
  // Every catalogue that its pages need, so that none hides a page which already shows while its words are loaded.
  const { t } = useTranslation(['common', 'jury', 'conflicts', 'reminders', 'scoring', 'sessions', 'words']);
  return (
    <Area
      audience="jury"
      nav={[
        { href: '/jury', label: t('nav.jury') },
        { href: '/jury/sessions', label: t('sessions:nav') },
        { href: '/jury/declaration', label: t('conflicts:nav') },
      ]}
    >
      <AfterDeclaration>
        <Switch>
          <Route path="/jury" component={AssignmentsPage} />
          <Route path="/jury/reminders">
            <RemindersPage audience="jury" />
          </Route>
          <Route path="/jury/declaration">
            <DeclarationPage audience="jury" />
          </Route>
          <Route path="/jury/sessions" component={JurySessionsPage} />
          <Route path="/jury/sessions/:sessionId">
            {({ sessionId }) => <JurySessionPage key={sessionId} sessionId={sessionId} />}
          </Route>
          <Route path="/jury/applications/:applicationId">
            {({ applicationId }) => <JurorFilePage key={applicationId} applicationId={applicationId} />}
          </Route>
          <Route>
            <NotFound home="/jury" />
          </Route>
        </Switch>
      </AfterDeclaration>
    </Area>
  );
};

export default Jury;
