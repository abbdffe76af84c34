import { useTranslation } from 'react-i18next';
import { Link } from '../../components/link.tsx';
import { Loaded } from '../../components/loaded.tsx';
import { usePageTitle } from '../../components/page-header.tsx';
import { RevealedScores } from '../../components/revealed-scores.tsx';
import { Tally } from '../../components/tally.tsx';
import { useFormats } from '../../format.ts';
import { Envelope } from './envelope.tsx';
import { heardNow, type StaffSession, useSession } from './queries.ts';
import { Quorum } from './quorum.tsx';
import styles from './sessions.module.css';

const Shown = ({ session }: { session: StaffSession }) => {
  const { t } = useTranslation(['sessions', 'words']);
  const { money, dayAndTime } = useFormats();
  const heading = usePageTitle(session.title);
  const now = heardNow(session);
  const last = session.points.findLast(({ state }) => state === 'concluded' || state === 'postponed');
  const heard = session.points.filter(({ state }) => state === 'concluded' || state === 'postponed').length;
  return (
    <div className={styles.projector}>
      <header>
        <h1 ref={heading} tabIndex={-1}>
          {session.title}
        </h1>
        <p className="soft">{dayAndTime(session.startsAt)}</p>
      </header>
      {now ? (
        <section aria-labelledby="on-table" className={styles.shown}>
          <div>
            <p className="soft">{t('projector.place', { place: now.place, count: session.points.length })}</p>
            <h2 id="on-table">{now.title}</h2>
            <p>
              {now.organisationName} · {t('agenda.asked', { amount: money(now.amountAskedCents) })}
            </p>
          </div>
          <div>
            {now.scores ? <RevealedScores scores={now.scores} /> : <p className="soft">{t('projector.hidden')}</p>}
          </div>
          <div className="stack">
            {now.state === 'voting' && (
              <p role="status">
                <strong>{t('projector.voting')}</strong>
              </p>
            )}
            {now.tally && <Tally tally={now.tally} outcome={now.outcome} />}
            <Quorum session={session} point={now} />
          </div>
        </section>
      ) : (
        <section className={styles.shown} aria-label={t('projector.between')}>
          <p>{t('projector.heard', { count: heard, total: session.points.length })}</p>
          {last && (
            <div>
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
            </div>
          )}
        </section>
      )}
      <Envelope session={session} toAll />
      <p className={styles.leave}>
        <Link href={`/staff/sessions/${session.id}`}>{t('projector.back')}</Link>
      </p>
    </div>
  );
};

/** What the room sees: one file at a time, in large type and alone on the screen. It follows the secretary by itself. */
export const ProjectorPage = ({ sessionId }: { sessionId: string }) => {
  const query = useSession(sessionId);
  return (
    <Loaded query={query} home="/staff/sessions">
      {(session) => <Shown session={session} />}
    </Loaded>
  );
};
