import { useTranslation } from 'react-i18next';
import { Loaded } from '../../components/loaded.tsx';
import { PageHeader } from '../../components/page-header.tsx';
import { RevealedScores } from '../../components/revealed-scores.tsx';
import { SessionBadge } from '../../components/session-badge.tsx';
import { Tally } from '../../components/tally.tsx';
import { useFormats } from '../../format.ts';
import { Envelope } from './envelope.tsx';
import { heardNow, type StaffSession, useSession } from './queries.ts';
import { Quorum } from './quorum.tsx';
import styles from './sessions.module.css';

const Shown = ({ session }: { session: StaffSession }) => {
  const { t } = useTranslation(['sessions', 'words']);
  const { money, dayAndTime } = useFormats();
  const now = heardNow(session);
  const last = session.points.findLast(({ state }) => state === 'concluded' || state === 'postponed');
  const heard = session.points.filter(({ state }) => state === 'concluded' || state === 'postponed').length;
  return (
    <div className="stack-l">
      <PageHeader
        back={{ href: `/staff/sessions/${session.id}`, label: t('projector.back') }}
        title={session.title}
        over={dayAndTime(session.startsAt)}
        actions={<SessionBadge state={session.state} />}
      />
      <div className={styles.projector}>
        {now ? (
          <section aria-labelledby="on-table" className="stack">
            <p className="soft">{t('projector.place', { place: now.place, count: session.points.length })}</p>
            <h2 id="on-table">{now.title}</h2>
            <p>
              {now.organisationName} · {t('agenda.asked', { amount: money(now.amountAskedCents) })}
            </p>
            {now.scores ? <RevealedScores scores={now.scores} /> : <p className="soft">{t('projector.hidden')}</p>}
            {now.state === 'voting' && (
              <p role="status">
                <strong>{t('projector.voting')}</strong>
              </p>
            )}
            {now.tally && <Tally tally={now.tally} outcome={now.outcome} />}
            <Quorum session={session} point={now} />
          </section>
        ) : (
          <section className="stack" aria-label={t('projector.between')}>
            <p>{t('projector.heard', { heard, count: session.points.length })}</p>
            {last && (
              <>
                <h2>{last.title}</h2>
                <p>
                  <strong>
                    {last.state === 'postponed'
                      ? t('words:pointStates.postponed')
                      : t(`words:ballots.${last.outcome ?? 'reserved'}`)}
                  </strong>
                  {last.result?.proposedCents !== undefined && (
                    <> · {t('projector.amount', { amount: money(last.result.proposedCents) })}</>
                  )}
                </p>
              </>
            )}
          </section>
        )}
        <Envelope session={session} toAll />
      </div>
    </div>
  );
};

/** What the room sees: one file at a time, in large type, nothing to press. It follows the secretary by itself. */
export const ProjectorPage = ({ sessionId }: { sessionId: string }) => {
  const query = useSession(sessionId);
  return (
    <Loaded query={query} home="/staff/sessions">
      {(session) => <Shown session={session} />}
    </Loaded>
  );
};
