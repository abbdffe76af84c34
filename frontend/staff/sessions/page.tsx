import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '../../api.ts';
import { Alert } from '../../components/alert.tsx';
import { Button } from '../../components/button.tsx';
import { Card } from '../../components/card.tsx';
import { ConfirmButton } from '../../components/dialog.tsx';
import { Loaded } from '../../components/loaded.tsx';
import { PageHeader } from '../../components/page-header.tsx';
import { ProblemAlert } from '../../components/problem-view.tsx';
import { SessionBadge } from '../../components/session-badge.tsx';
import { Tally } from '../../components/tally.tsx';
import { useFormats } from '../../format.ts';
import { today } from '../../today.ts';
import { UnsentMails } from '../mails/page.tsx';
import { Agenda, Candidates } from './agenda.tsx';
import { Envelope } from './envelope.tsx';
import { LiveSession } from './live.tsx';
import { Minutes } from './minutes.tsx';
import { PlanForm } from './plan-form.tsx';
import { type SessionActs, type StaffSession, useSession, useSessionActs } from './queries.ts';
import { closeToSilence } from './silence-near.tsx';

const Planned = ({ session, acts }: { session: StaffSession; acts: SessionActs }) => {
  const { t } = useTranslation('sessions');
  const { dayAndTime, dayOf } = useFormats();
  // The version that the form was opened over, or that was shown since by a refusal: a colleague's change is never undone unseen.
  const [changing, setChanging] = useState<number>();
  const latest = useRef(session.version);
  latest.current = session.version;
  const close = closeToSilence(session.startsAt, session.points);
  const params = { sessionId: session.id };
  const can = (action: StaffSession['availableActions'][number]) => session.availableActions.includes(action);
  return (
    <div className="stack-l">
      <Card as="section" tone="accent">
        <div className="stack">
          <h2 ref={acts.heading} tabIndex={-1}>
            {t('planned.title')}
          </h2>
          <p>{t('planned.members', { names: session.members.map(({ name }) => name).join(', ') })}</p>
          <p className="soft">{t(session.convenedAt ? 'planned.convened' : 'planned.notConvened')}</p>
          <div className="row">
            {can('convene') && (
              <ConfirmButton
                variant="primary"
                label={t('planned.convene')}
                title={t('planned.conveneTitle')}
                body={
                  <>
                    <p>
                      <strong>{dayAndTime(session.startsAt)}</strong>, {session.place}
                    </p>
                    <p>{t('planned.conveneBody', { count: session.points.length })}</p>
                    {close > 0 && (
                      <Alert tone="warn">
                        <p>{t('planned.conveneClose', { count: close })}</p>
                      </Alert>
                    )}
                  </>
                }
                act={() => acts.act(() => api('conveneSession', { params, body: {} }), t('planned.conveneDone'))}
              />
            )}
            {can('open') && (
              <ConfirmButton
                variant={session.convenedAt ? 'primary' : 'secondary'}
                label={t('planned.open')}
                title={t('planned.openTitle')}
                body={
                  <>
                    {today(new Date(session.startsAt)) !== today() && (
                      <Alert tone="warn">
                        <p>{t('planned.openOtherDay', { date: dayOf(session.startsAt) })}</p>
                      </Alert>
                    )}
                    <p>{t('planned.openBody')}</p>
                  </>
                }
                act={() => acts.act(() => api('openSession', { params, body: {} }), t('planned.openDone'))}
              />
            )}
            {can('change') && (
              <Button
                aria-expanded={changing !== undefined}
                onClick={() => setChanging(changing === undefined ? session.version : undefined)}
              >
                {t('planned.change')}
              </Button>
            )}
            {can('cancel') && (
              <ConfirmButton
                variant="quiet"
                label={t('planned.cancel')}
                title={t('planned.cancelTitle')}
                body={<p>{t('planned.cancelBody')}</p>}
                confirm={t('planned.cancelConfirm')}
                act={() => acts.act(() => api('cancelSession', { params, body: {} }), t('planned.cancelDone'))}
              />
            )}
          </div>
          {changing !== undefined && (
            <PlanForm
              before={session}
              action={t('planned.changeAction')}
              submit={async (plan) => {
                const changed = await acts.act(
                  () => api('changeSession', { params, body: { ...plan, version: changing } }),
                  t('planned.changeDone'),
                );
                setChanging(changed ? undefined : latest.current);
              }}
            />
          )}
        </div>
      </Card>
      <Card as="section">
        <div className="stack">
          <h2>{t('agenda.title')}</h2>
          <Agenda session={session} acts={acts} />
        </div>
      </Card>
      {can('add-file') && (
        <Card as="section">
          <div className="stack">
            <h2>{t('agenda.waiting')}</h2>
            <Candidates session={session} acts={acts} />
          </div>
        </Card>
      )}
    </div>
  );
};

const Closed = ({ session, acts }: { session: StaffSession; acts: SessionActs }) => {
  const { t } = useTranslation('sessions');
  return (
    <div className="stack-l">
      <Card as="section">
        <div className="stack">
          <h2 ref={acts.heading} tabIndex={-1}>
            {t('closed.results')}
          </h2>
          <Envelope session={session} />
          <Agenda session={session} acts={acts} />
          {session.points
            .filter(({ tally }) => tally)
            .map(({ applicationId, title, tally, outcome }) => (
              <details key={applicationId}>
                <summary>{t('closed.votes', { title })}</summary>
                {tally && <Tally tally={tally} outcome={outcome} />}
              </details>
            ))}
        </div>
      </Card>
      <Card as="section">
        <div className="stack">
          <h2>{t('minutes.title')}</h2>
          <Minutes sessionId={session.id} />
        </div>
      </Card>
    </div>
  );
};

const SessionView = ({ session }: { session: StaffSession }) => {
  // The words of questions are there before a form asks one: they would be loaded under the secretary's hands.
  const { t } = useTranslation(['sessions', 'doubts']);
  const { dayAndTime } = useFormats();
  const acts = useSessionActs(session.id);
  return (
    <div className="stack-l">
      <PageHeader
        back={{ href: `/staff/sessions?state=${session.state}`, label: t('list.title') }}
        over={dayAndTime(session.startsAt)}
        title={session.title}
        lead={<p>{session.place}</p>}
        actions={<SessionBadge state={session.state} />}
      />
      {acts.failure !== undefined && <ProblemAlert error={acts.failure} {...(acts.retry && { retry: acts.retry })} />}
      <UnsentMails of={{ sessionId: session.id }} />
      {session.state === 'planned' && <Planned session={session} acts={acts} />}
      {session.state === 'open' && <LiveSession session={session} acts={acts} />}
      {session.state === 'closed' && <Closed session={session} acts={acts} />}
      {session.state === 'cancelled' && <p>{t('closed.cancelled')}</p>}
    </div>
  );
};

/** A session of the jury before the secretary, from its plan to its minutes. */
export const SessionPage = ({ sessionId }: { sessionId: string }) => {
  const query = useSession(sessionId);
  return (
    <Loaded query={query} home="/staff/sessions">
      {(session) => <SessionView session={session} />}
    </Loaded>
  );
};
