import { useTranslation } from 'react-i18next';
import { api } from '../../api.ts';
import { Button, ButtonLink } from '../../components/button.tsx';
import { Card } from '../../components/card.tsx';
import { ConfirmButton } from '../../components/dialog.tsx';
import { Agenda, Candidates } from './agenda.tsx';
import { Attendance } from './attendance.tsx';
import { Envelope } from './envelope.tsx';
import { OnTable } from './on-table.tsx';
import { heardNow, type SessionActs, type StaffSession } from './queries.ts';
import styles from './sessions.module.css';

/** A session while it is held: the file on the table, who is present, and what follows. */
export const LiveSession = ({ session, acts }: { session: StaffSession; acts: SessionActs }) => {
  const { t } = useTranslation('sessions');
  const now = heardNow(session);
  const next = session.points.find((point) => point.availableActions.includes('hear'));
  const waiting = session.points.filter(({ state }) => state === 'waiting').length;
  return (
    <div className={styles.live}>
      <div className="stack">
        <Envelope session={session} />
        {now ? (
          <OnTable key={now.applicationId} session={session} point={now} acts={acts} />
        ) : (
          <Card as="section" tone="accent">
            <div className="stack">
              <h2 ref={acts.heading} tabIndex={-1}>
                {t(next ? 'live.nextTitle' : 'live.allHeard')}
              </h2>
              {next && (
                <>
                  <p>
                    {next.title} · {next.organisationName}
                  </p>
                  <div>
                    <Button
                      variant="primary"
                      onClick={() =>
                        void acts.act(() =>
                          api('runPoint', {
                            params: { sessionId: session.id, applicationId: next.applicationId },
                            body: { step: 'hear', rev: next.rev },
                          }),
                        )
                      }
                    >
                      {t('live.steps.hear')}
                    </Button>
                  </div>
                </>
              )}
            </div>
          </Card>
        )}
        <Card as="section">
          <div className="stack">
            <h2>{t('agenda.title')}</h2>
            <Agenda session={session} acts={acts} />
            <details>
              <summary>{t('agenda.addMore')}</summary>
              <Candidates session={session} acts={acts} />
            </details>
          </div>
        </Card>
      </div>
      <div className="stack">
        <ButtonLink href={`/staff/sessions/${session.id}/projector`}>{t('live.projector')}</ButtonLink>
        <Attendance session={session} acts={acts} />
        {session.availableActions.includes('close') && (
          <ConfirmButton
            variant="secondary"
            label={t('live.close')}
            title={t('live.closeTitle')}
            body={<p>{waiting > 0 ? t('live.closeWaiting', { count: waiting }) : t('live.closeBody')}</p>}
            act={() =>
              acts.act(() => api('closeSession', { params: { sessionId: session.id }, body: {} }), t('live.closed'))
            }
          />
        )}
      </div>
    </div>
  );
};
