import { useQuery, useQueryClient } from '@tanstack/react-query';
import { type Ref, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { OperationRequest, OperationResponse } from '../../../schemas/contract.ts';
import { type Ballot, ballots } from '../../../schemas/evaluation.ts';
import { api, problemOf } from '../../api.ts';
import { useBackOnline } from '../../back-online.ts';
import { Alert } from '../../components/alert.tsx';
import { Button } from '../../components/button.tsx';
import { Card } from '../../components/card.tsx';
import { PrintButton } from '../../components/download-button.tsx';
import { Link } from '../../components/link.tsx';
import { Loaded } from '../../components/loaded.tsx';
import { MinutesView, SaveAsText } from '../../components/minutes-view.tsx';
import { PageHeader } from '../../components/page-header.tsx';
import { ProblemAlert } from '../../components/problem-view.tsx';
import { RevealedScores } from '../../components/revealed-scores.tsx';
import { PointBadge, SessionBadge } from '../../components/session-badge.tsx';
import { Loading } from '../../components/spinner.tsx';
import { Tally } from '../../components/tally.tsx';
import { useFocusIfLost } from '../../focus-after.ts';
import { useFormats } from '../../format.ts';
import { showAnswer } from '../../show-answer.ts';
import { ConflictQuestion, useConflictCheck } from '../conflicts/conflict-question.tsx';
import { jurySessionKey } from '../file/queries.ts';
import styles from './sessions.module.css';

type Session = OperationResponse<'getJurySession'>;
type Point = Extract<Session['points'][number], { standing: 'open' }>;
type SessionId = OperationRequest<'getJurySession'>['params']['sessionId'];

type Undeclared = Extract<Session['points'][number], { standing: 'undeclared' }>;

/** The file on the table, unless the member is recused from it. */
const onTable = (point: Session['points'][number]): point is Point | Undeclared =>
  point.standing !== 'recused' && (point.state === 'open' || point.state === 'voting' || point.state === 'counted');

/**
 * The four votes. What was sent is confirmed by the service, and can be changed until the vote is counted. One that got no
 * answer is sent again once the network is back: twice is once.
 */
const Vote = ({ sessionId, point, answeredAt }: { sessionId: SessionId; point: Point; answeredAt: number }) => {
  const { t } = useTranslation(['sessions', 'words', 'common']);
  const client = useQueryClient();
  const [sending, setSending] = useState<Ballot>();
  const [failure, setFailure] = useState<unknown>();
  const [unsent, setUnsent] = useState<Ballot>();
  const cast = async (ballot: Ballot) => {
    setFailure(undefined);
    setUnsent(undefined);
    setSending(ballot);
    try {
      const params = { sessionId, applicationId: point.applicationId };
      const answer = await api('castVote', { params, body: { ballot, round: point.round } });
      await showAnswer(client, jurySessionKey(sessionId), answer);
    } catch (error) {
      if (problemOf(error).code === 'offline') setUnsent(ballot);
      else {
        setFailure(error);
        void client.invalidateQueries({ queryKey: jurySessionKey(sessionId) });
      }
    } finally {
      setSending(undefined);
    }
  };
  const again = () => {
    if (unsent !== undefined && sending === undefined) void cast(unsent);
  };
  useBackOnline(unsent !== undefined, again, answeredAt);
  return (
    <div className="stack">
      <h3>{t('jury.vote')}</h3>
      {failure !== undefined && <ProblemAlert error={failure} />}
      {unsent !== undefined && (
        <Alert tone="danger" title={t('jury.unsent')} live="alert">
          <p>{t('jury.unsentBody', { ballot: t(`words:ballots.${unsent}`) })}</p>
          <p>
            <Button small onClick={again}>
              {t('common:action.retry')}
            </Button>
          </p>
        </Alert>
      )}
      <div className={styles.ballots}>
        {ballots.map((ballot) => (
          <button
            key={ballot}
            type="button"
            className={styles.ballot}
            aria-pressed={point.ballot === ballot}
            aria-disabled={sending !== undefined}
            onClick={() => {
              if (sending === undefined) void cast(ballot);
            }}
          >
            {t(`words:ballots.${ballot}`)}
          </button>
        ))}
      </div>
      <p role="status">
        {sending !== undefined
          ? t('jury.sending')
          : point.ballot
            ? t('jury.counted', { ballot: t(`words:ballots.${point.ballot}`) })
            : t('jury.notYet')}
      </p>
    </div>
  );
};

/** The file on the table before a member who has not said yet whether a conflict of interest stands in the way. */
const FirstSay = ({ point, onOpened }: { point: Undeclared; onOpened: () => void }) => {
  const { t } = useTranslation('sessions');
  const query = useConflictCheck(point.applicationId);
  return (
    <Card as="section" tone="accent">
      <div className="stack">
        <p className="soft">{t('live.place', { place: point.place })}</p>
        <h2>{point.title}</h2>
        <p>{t('jury.sayFirst')}</p>
        {query.isPending && <Loading />}
        {query.isError && <ProblemAlert error={query.error} retry={() => void query.refetch()} />}
        {query.data && <ConflictQuestion applicationId={point.applicationId} check={query.data} onOpened={onOpened} />}
      </div>
    </Card>
  );
};

interface NowProps {
  session: Session;
  point: Point;
  heading: Ref<HTMLHeadingElement>;
  answeredAt: number;
}

const Now = ({ session, point, heading, answeredAt }: NowProps) => {
  const { t } = useTranslation(['sessions', 'words']);
  const { money } = useFormats();
  return (
    <Card as="section" tone="accent">
      <div className="stack">
        <p className="soft">{t('live.place', { place: point.place })}</p>
        <h2 ref={heading} tabIndex={-1}>
          {point.title}
        </h2>
        <p>
          {point.organisationName} · {t('agenda.asked', { amount: money(point.amountAskedCents) })}
        </p>
        <p className="row">
          <PointBadge state={point.state} />
          <Link href={`/jury/applications/${point.applicationId}`}>{t('jury.read')}</Link>
        </p>
        {/* What is awaited of the member comes first: a phone shows little at once. */}
        {point.canVote && <Vote key={point.round} sessionId={session.id} point={point} answeredAt={answeredAt} />}
        {point.state === 'counted' && !point.ballot && <p role="status">{t('jury.without')}</p>}
        {point.state === 'voting' && !point.canVote && (
          <Alert tone="warn">
            <p>{t('jury.notPresent')}</p>
          </Alert>
        )}
        {point.scores ? <RevealedScores scores={point.scores} /> : <p className="soft">{t('projector.hidden')}</p>}
        {point.tally && <Tally tally={point.tally} outcome={point.outcome} />}
      </div>
    </Card>
  );
};

const Minutes = ({ sessionId }: { sessionId: SessionId }) => {
  const { t } = useTranslation('sessions');
  const minutes = useQuery({
    queryKey: ['jury-minutes', sessionId],
    queryFn: ({ signal }) => api('getJuryMinutes', { params: { sessionId } }, { signal }),
  });
  return (
    <Card as="section">
      <div className="stack">
        <h2>{t('minutes.title')}</h2>
        {minutes.isPending && <Loading />}
        {minutes.isError && <ProblemAlert error={minutes.error} retry={() => void minutes.refetch()} />}
        {minutes.data && (
          <>
            <MinutesView content={minutes.data.content} />
            <div>
              <SaveAsText content={minutes.data.content} name={`proces-verbal-${sessionId}`} />
              <PrintButton
                label={t('minutes.pdf')}
                name={t('minutes.pdf')}
                print={() => api('getJuryMinutesPdf', { params: { sessionId } })}
              />
            </div>
          </>
        )}
      </div>
    </Card>
  );
};

const SessionView = ({ session, answeredAt }: { session: Session; answeredAt: number }) => {
  const { t } = useTranslation('sessions');
  const { dayAndTime, money, dayOf } = useFormats();
  const now = session.points.find(onTable);
  const [opened, setOpened] = useState(0);
  const heading = useRef<HTMLHeadingElement>(null);
  useFocusIfLost(opened, heading);
  return (
    <div className="stack-l">
      <PageHeader
        back={{ href: '/jury/sessions', label: t('jury.title') }}
        over={dayAndTime(session.startsAt)}
        title={session.title}
        lead={<p>{session.place}</p>}
        actions={<SessionBadge state={session.state} />}
      />
      {session.state === 'open' && <p role="status">{t(session.present ? 'jury.present' : 'jury.absent')}</p>}
      {now?.standing === 'open' && (
        <Now key={now.applicationId} session={session} point={now} heading={heading} answeredAt={answeredAt} />
      )}
      {now?.standing === 'undeclared' && (
        <FirstSay key={now.applicationId} point={now} onOpened={() => setOpened((count) => count + 1)} />
      )}
      {session.state === 'open' && !now && <p>{t('jury.wait')}</p>}
      <Card as="section">
        <div className="stack">
          <h2>{t('agenda.title')}</h2>
          {session.points.length === 0 && <p className="soft">{t('agenda.empty')}</p>}
          <ul className={styles.list}>
            {session.points.map((point) =>
              point.standing === 'recused' ? (
                <li key={point.place}>
                  <p>{t('jury.recused', { place: point.place, date: dayOf(point.since) })}</p>
                </li>
              ) : (
                <li key={point.place}>
                  <p>
                    {point.place}. <Link href={`/jury/applications/${point.applicationId}`}>{point.title}</Link>{' '}
                    <PointBadge state={point.state} outcome={point.standing === 'open' ? point.outcome : undefined} />
                  </p>
                  <p className="soft">
                    {point.organisationName}
                    {point.standing === 'undeclared' && <> · {t('jury.toSay')}</>}
                    {point.standing === 'open' && point.proposedCents !== undefined && (
                      <> · {t('projector.amount', { amount: money(point.proposedCents) })}</>
                    )}
                  </p>
                </li>
              ),
            )}
          </ul>
        </div>
      </Card>
      {session.minutesApprovedAt && <Minutes sessionId={session.id} />}
      {session.state === 'closed' && !session.minutesApprovedAt && <p className="soft">{t('jury.minutesLater')}</p>}
    </div>
  );
};

/** A session on a juror's phone: what is on the table, what all see of it, and the own vote. */
export const JurySessionPage = ({ sessionId }: { sessionId: string }) => {
  const query = useQuery({
    queryKey: jurySessionKey(sessionId),
    queryFn: ({ signal }) => api('getJurySession', { params: { sessionId: sessionId as SessionId } }, { signal }),
    refetchInterval: ({ state }) => (state.data?.state === 'open' ? 2_500 : 15_000),
  });
  return (
    <Loaded query={query} home="/jury/sessions">
      {(session) => <SessionView session={session} answeredAt={query.dataUpdatedAt} />}
    </Loaded>
  );
};
