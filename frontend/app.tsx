import { lazy, Suspense } from 'react';
import { Route, Switch } from 'wouter';
import { Fallible } from './components/fallible.tsx';
import { Loading } from './components/spinner.tsx';

const Landing = lazy(() => import('./public/landing.tsx'));
const Accessibility = lazy(() => import('./public/accessibility.tsx'));
const Contact = lazy(() => import('./public/contact.tsx'));
const Integrity = lazy(() => import('./public/integrity.tsx'));
const Legal = lazy(() => import('./public/legal.tsx'));
const Terms = lazy(() => import('./public/terms.tsx'));
const SignedIn = lazy(() => import('./public/signed-in.tsx'));
const NoSuchPage = lazy(() => import('./public/no-such-page.tsx'));
const Applicant = lazy(() => import('./applicant/applicant.tsx'));
const Jury = lazy(() => import('./jury/jury.tsx'));
const Staff = lazy(() => import('./staff/staff.tsx'));

/** Every address of the site; each area loads by itself and divides its own addresses further. */
export const App = () => (
  <Fallible>
    <Suspense fallback={<Loading />}>
      <Switch>
        <Route path="/" component={Landing} />
        <Route path="/accessibility" component={Accessibility} />
        <Route path="/contact" component={Contact} />
        <Route path="/integrity" component={Integrity} />
        <Route path="/legal" component={Legal} />
        <Route path="/terms" component={Terms} />
        <Route path="/signed-in" component={SignedIn} />
        <Route path="/applicant/*?" component={Applicant} />
        <Route path="/jury/*?" component={Jury} />
        <Route path="/staff/*?" component={Staff} />
        <Route component={NoSuchPage} />
      </Switch>
    </Suspense>
  </Fallible>
);
