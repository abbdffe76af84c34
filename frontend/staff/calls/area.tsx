import { useTranslation } from 'react-i18next';
import { Route, Switch } from 'wouter';
import { NotFound } from '../../components/problem-view.tsx';
import { CallPage } from './call.tsx';
import { ComparePage } from './compare-page.tsx';
import { EditorPage } from './editor/page.tsx';
import { CallsPage } from './list.tsx';
import { ApplicantPreview } from './preview/applicant.tsx';
import { JuryPreview } from './preview/jury.tsx';

/** Calls as staff write, compare and publish them; loaded by itself, since few of a day's visits come here. */
const Calls = () => {
  useTranslation(['calls', 'eligibility', 'applicant', 'pages', 'words']);
  return (
    <Switch>
      <Route path="/staff/calls" component={CallsPage} />
      <Route path="/staff/calls/:callId">{({ callId }) => <CallPage key={callId} callId={callId} />}</Route>
      <Route path="/staff/calls/:callId/edit/:part">
        {({ callId, part }) => <EditorPage key={callId} callId={callId} part={part} />}
      </Route>
      <Route path="/staff/calls/:callId/compare">{({ callId }) => <ComparePage key={callId} callId={callId} />}</Route>
      <Route path="/staff/calls/:callId/preview/applicant">
        {({ callId }) => <ApplicantPreview key={callId} callId={callId} />}
      </Route>
      <Route path="/staff/calls/:callId/preview/jury">
        {({ callId }) => <JuryPreview key={callId} callId={callId} />}
      </Route>
      <Route>
        <NotFound home="/staff/calls" />
      </Route>
    </Switch>
  );
};

export default Calls;
