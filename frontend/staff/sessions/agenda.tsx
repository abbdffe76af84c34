import { useInfiniteQuery } from '@tanstack/react-query';
import { ArrowDown, ArrowUp } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { OperationResponse } from '../../../schemas/contract.ts';
import { type Act, asOneAct } from '../../act.ts';
import { api } from '../../api.ts';
import { Button } from '../../components/button.tsx';
import { Link } from '../../components/link.tsx';
import { ProblemAlert } from '../../components/problem-view.tsx';
import { PointBadge } from '../../components/session-badge.tsx';
import { Loading } from '../../components/spinner.tsx';
import { ClosedCell } from '../../components/title-cell.tsx';
import { useFormats } from '../../format.ts';
import type { SessionActs, StaffSession } from './queries.ts';
import styles from './sessions.module.css';
import { SilenceBeside } from './silence-near.tsx';

/** The agenda in its order: each file, where it stands, and what can be done with its place. */
export const Agenda = ({ session, acts }: { session: StaffSession; acts: SessionActs }) => {
  const { t } = useTranslation('sessions');
  const { money } = useFormats();
  const params = { sessionId: session.id };
  const mayOrder = session.availableActions.includes('order');
  const move = (index: number, by: -1 | 1) => {
    const ids = session.points.map(({ applicationId }) => applicationId);
    const [moved] = ids.splice(index, 1);
    if (moved) ids.splice(index + by, 0, moved);
    return acts.act(() => api('orderAgenda', { params, body: { applicationIds: ids } }));
  };
  if (session.points.length === 0) return <p className="soft">{t('agenda.empty')}</p>;
  return (
    <ol className={styles.agenda}>
      {session.points.map((point, index) => (
        <li key={point.applicationId} className={styles.point}>
          <div className={styles.line}>
            <div className={styles.about}>
              {point.recusedSince ? (
                <>
                  <p>
                    <ClosedCell />
                  </p>
                  <p className="soft number">{point.number}</p>
                </>
              ) : (
                <>
                  <p>
                    <Link href={`/staff/applications/${point.applicationId}`}>{point.title}</Link>
                  </p>
                  <p className="soft">
                    {point.organisationName} · <span className="number">{point.number}</span> ·{' '}
                    {t('agenda.asked', { amount: money(point.amountAskedCents) })}
                    {point.result?.proposedCents !== undefined && (
                      <> · {t('agenda.proposed', { amount: money(point.result.proposedCents) })}</>
                    )}
                  </p>
                  {point.runsOutOn && <SilenceBeside startsAt={session.startsAt} runsOutOn={point.runsOutOn} />}
                </>
              )}
            </div>
            <div className="row">
              <PointBadge state={point.state} outcome={point.outcome} />
              {mayOrder && point.state === 'waiting' && (
                <>
                  <Button
                    small
                    disabled={index === 0}
                    aria-label={t('agenda.up', { title: point.title || point.number })}
                    icon={<ArrowUp size={18} aria-hidden="true" />}
                    onClick={() => void move(index, -1)}
                  >
                    {t('agenda.earlier')}
                  </Button>
                  <Button
                    small
                    disabled={index === session.points.length - 1}
                    aria-label={t('agenda.down', { title: point.title || point.number })}
                    icon={<ArrowDown size={18} aria-hidden="true" />}
                    onClick={() => void move(index, 1)}
                  >
                    {t('agenda.later')}
                  </Button>
                </>
              )}
              {session.availableActions.includes('remove-file') && point.state === 'waiting' && !point.recusedSince && (
                <Button
                  small
                  variant="quiet"
                  aria-label={t('agenda.removeNamed', { title: point.title })}
                  onClick={() =>
                    void acts.act(
                      () => api('unscheduleFile', { params: { ...params, applicationId: point.applicationId } }),
                      t('agenda.removed'),
                    )
                  }
                >
                  {t('agenda.remove')}
                </Button>
              )}
            </div>
          </div>
        </li>
      ))}
    </ol>
  );
};

type Waiting = OperationResponse<'listQueue'>['items'][number];

/** The files that wait for a session, longest waiting first; those that an earlier one put off are among them. */
export const Candidates = ({ session, acts }: { session: StaffSession; acts: SessionActs }) => {
  const { t } = useTranslation('sessions');
  const { money, score } = useFormats();
  const waiting = useInfiniteQuery({
    queryKey: ['candidates', session.callId],
    initialPageParam: undefined as string | undefined,
    queryFn: ({ pageParam, signal }) =>
      api('listQueue', { query: { callId: session.callId, state: 'ready', cursor: pageParam } }, { signal }),
    getNextPageParam: (last) => last.nextCursor,
  });
  if (waiting.isPending) return <Loading />;
  if (waiting.isError) return <ProblemAlert error={waiting.error} retry={() => void waiting.refetch()} />;
  // Other files in this state wait for jurors who score them: their next step is not taken together.
  const files = waiting.data.pages
    .flatMap(({ items }) => items)
    .filter(({ stepKind, recusedSince }) => stepKind === 'deliberate' && !recusedSince);
  const add = ({ id }: Waiting, act?: Act) =>
    acts.act(
      () => api('scheduleFile', { params: { sessionId: session.id }, body: { applicationId: id } }, act && { act }),
      t('agenda.added'),
    );
  const addAll = () =>
    asOneAct(async (act) => {
      for (const file of files) if (!(await add(file, act))) return;
    });
  return (
    <div className="stack">
      {files.length === 0 && <p className="soft">{t('agenda.noneWaits')}</p>}
      {files.length > 1 && (
        <div>
          <Button onClick={() => void addAll()}>{t('agenda.addAll', { count: files.length })}</Button>
        </div>
      )}
      <ul className={styles.agenda}>
        {files.map((file) => (
          <li key={file.id} className={styles.point}>
            <div className={styles.line}>
              <div className={styles.about}>
                <p>
                  <Link href={`/staff/applications/${file.id}`}>{file.title}</Link>
                </p>
                <p className="soft">
                  {file.organisationName} · <span className="number">{file.number}</span> ·{' '}
                  {t('agenda.asked', { amount: money(file.amountAskedCents) })}
                  {file.score !== undefined && <> · {score(file.score)}</>}
                </p>
                {file.runsOutOn && <SilenceBeside startsAt={session.startsAt} runsOutOn={file.runsOutOn} />}
              </div>
              <Button small aria-label={t('agenda.addNamed', { title: file.title })} onClick={() => void add(file)}>
                {t('agenda.add')}
              </Button>
            </div>
          </li>
        ))}
      </ul>
      {waiting.hasNextPage && (
        <div>
          <Button busy={waiting.isFetchingNextPage} onClick={() => void waiting.fetchNextPage()}>
            {t('agenda.more')}
          </Button>
        </div>
      )}
    </div>
  );
};
