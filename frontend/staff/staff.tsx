import { lazy, Suspense } from 'react';
import { useTranslation } from 'react-i18next';
import { Route, Switch } from 'wouter';
import { Area } from '../components/area.tsx';
import { NotFound } from '../components/problem-view.tsx';
import { Loading } from '../components/spinner.tsx';
import { DeclarationPage } from '../jury/conflicts/declaration-page.tsx';
import { RemindersPage } from '../reminders/page.tsx';
import { AuditPage } from './audit/page.tsx';
import { ClocksPage } from './clocks/page.tsx';
import { DecisionsPage } from './decisions/page.tsx';
import { WaitingPage } from './documents/page.tsx';
import { StaffFilePage } from './file/page.tsx';
import { JurorPage } from './jurors/juror-page.tsx';
import { MemberPage } from './jurors/member-page.tsx';
import { MembersPage } from './jurors/members-page.tsx';
import { SharePage } from './jurors/share-page.tsx';
import { UnsentPage } from './mails/page.tsx';
import { MonitoringPage } from './monitoring/page.tsx';
import { OrganisationsPage } from './organisations/page.tsx';
import { QueuePage } from './queue/page.tsx';
import { SessionsPage } from './sessions/list.tsx';
import { SessionPage } from './sessions/page.tsx';
import { PlanPage } from './sessions/plan-page.tsx';
import { ProjectorPage } from './sessions/projector.tsx';

const Calls = lazy(() => import('./calls/area.tsx'));

/** The staff's area. */
const Staff = () => {
  // Every catalogue that its pages need, so that none hides a page which already shows while its words are loaded.
  const { t } = useTranslation([
    'staff',
    'audit',
    'eligibility',
    'conflicts',
    'clocks',
    'decisions',
    'jurors',
    'jury',
    'mail',
    'organisations',
    'reminders',
    'scoring',
    'sessions',
    'waiting',
    'words',
  ]);
  return (
    <Area
      audience="staff"
      bare={/^\/staff\/sessions\/[^/]+\/projector$/}
      nav={[
        { href: '/staff', label: t('nav.queue') },
        { href: '/staff/sessions', label: t('sessions:nav') },
        { href: '/staff/jurors', also: ['/staff/assignments'], label: t('jurors:nav'), needs: 'listMembers' },
        { href: '/staff/decisions', label: t('decisions:nav'), needs: 'recordDecision' },
        { href: '/staff/organisations', label: t('organisations:nav'), needs: 'listJoinRequests' },
        { href: '/staff/monitoring', label: t('nav.monitoring') },
        { href: '/staff/calls', label: t('nav.calls') },
        { href: '/staff/audit', label: t('audit:nav'), needs: 'listAudit' },
        { href: '/staff/declaration', label: t('conflicts:nav') },
      ]}
    >
      <Switch>
        <Route path="/staff" component={QueuePage} />
        <Route path="/staff/reminders">
          <RemindersPage audience="staff" />
        </Route>
        <Route path="/staff/declaration">
          <DeclarationPage audience="staff" />
        </Route>
        <Route path="/staff/audit" component={AuditPage} />
        <Route path="/staff/clocks" component={ClocksPage} />
        <Route path="/staff/documents" component={WaitingPage} />
        <Route path="/staff/mails" component={UnsentPage} />
        <Route path="/staff/decisions" component={DecisionsPage} />
        <Route path="/staff/sessions" component={SessionsPage} />
        <Route path="/staff/sessions/new" component={PlanPage} />
        <Route path="/staff/sessions/:sessionId/projector">
          {({ sessionId }) => <ProjectorPage key={sessionId} sessionId={sessionId} />}
        </Route>
        <Route path="/staff/sessions/:sessionId">
          {({ sessionId }) => <SessionPage key={sessionId} sessionId={sessionId} />}
        </Route>
        <Route path="/staff/jurors" component={MembersPage} />
        <Route path="/staff/jurors/:jurorId">
          {({ jurorId }) => <JurorPage key={jurorId} jurorId={decodeURIComponent(jurorId)} />}
        </Route>
        <Route path="/staff/members/:personId">
          {({ personId }) => <MemberPage key={personId} personId={decodeURIComponent(personId)} />}
        </Route>
        <Route path="/staff/assignments" component={SharePage} />
        <Route path="/staff/organisations" component={OrganisationsPage} />
        <Route path="/staff/monitoring" component={MonitoringPage} />
        <Route path="/staff/calls/*?">
          <Suspense fallback={<Loading />}>
            <Calls />
          </Suspense>
        </Route>
        <Route path="/staff/applications/:applicationId">
          {({ applicationId }) => <StaffFilePage key={applicationId} applicationId={applicationId} />}
        </Route>
        <Route>
          <NotFound home="/staff" />
        </Route>
      </Switch>
    </Area>
  );
};

export default Staff;
