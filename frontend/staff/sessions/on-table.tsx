import { useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '../../api.ts';
import { Button } from '../../components/button.tsx';
import { Card } from '../../components/card.tsx';
import { ConfirmButton } from '../../components/dialog.tsx';
import { RevealedScores } from '../../components/revealed-scores.tsx';
import { PointBadge } from '../../components/session-badge.tsx';
import { Tally } from '../../components/tally.tsx';
import { ClosedCell } from '../../components/title-cell.tsx';
import { useFormats } from '../../format.ts';
import { Notes, type NotesHandle } from './notes.tsx';
import { Opinion } from './opinion.tsx';
import type { SessionActs, StaffPoint, StaffSession } from './queries.ts';
import { Quorum } from './quorum.tsx';
import styles from './sessions.module.css';

/** The file that is being heard, and what the secretary can do with it now. */
export const OnTable = ({ session, point, acts }: { session: StaffSession; point: StaffPoint; acts: SessionActs }) => {
  const { t } = useTranslation('sessions');
  const { money } = useFormats();
  const params = { sessionId: session.id, applicationId: point.applicationId };
  const can = (action: StaffPoint['availableActions'][number]) => point.availableActions.includes(action);
  const notes = useRef<NotesHandle>(null);
  /** What takes the file off the table. It takes no more notes then: what was typed is saved first. */
  const leave: SessionActs['act'] = async (work, done) => {
    if (notes.current && !(await notes.current.flush())) return false;
    return acts.act(work, done);
  };
  const step = (name: 'put-back' | 'reveal' | 'open-vote' | 'count', act = acts.act) => (
    <Button
      variant={name === 'put-back' ? 'quiet' : 'primary'}
      onClick={() => void act(() => api('runPoint', { params, body: { step: name, rev: point.rev } }))}
    >
      {t(`live.steps.${name}`)}
    </Button>
  );
  const awaited = session.members.filter(({ personId }) => point.awaitedIds.includes(personId));
  return (
    <Card as="section" tone="accent">
      <div className={styles.onTable}>
        <div className="stack">
          <p className="soft">
            {t('live.place', { place: point.place })} · <span className="number">{point.number}</span>
          </p>
          <h2 ref={acts.heading} tabIndex={-1}>
            {point.recusedSince ? <ClosedCell /> : point.title}
          </h2>
          <p>
            {point.organisationName} · {t('agenda.asked', { amount: money(point.amountAskedCents) })}
          </p>
          <p>
            <PointBadge state={point.state} />
          </p>
          <Quorum session={session} point={point} />
          {point.scores && <RevealedScores scores={point.scores} />}
          {point.tally && <Tally tally={point.tally} outcome={point.outcome} />}
          {point.outcome === 'deferred' && <p>{t('live.voteDefers')}</p>}
          <div className="row">
            {can('reveal') && step('reveal')}
            {can('count') &&
              (awaited.length === 0 ? (
                step('count')
              ) : (
                <ConfirmButton
                  variant="primary"
                  label={t('live.steps.count')}
                  title={t('live.countTitle')}
                  body={<p>{t('live.countBody', { names: awaited.map(({ name }) => name).join(', ') })}</p>}
                  act={() => acts.act(() => api('runPoint', { params, body: { step: 'count', rev: point.rev } }))}
                />
              ))}
            {can('open-vote') && point.state !== 'counted' && step('open-vote')}
            {can('put-back') && step('put-back', leave)}
          </div>
          {can('conclude') && <Opinion key={point.round} session={session} point={point} act={leave} />}
          <div className="row">
            {can('open-vote') && point.state === 'counted' && (
              <ConfirmButton
                variant="secondary"
                label={t('live.steps.vote-again')}
                title={t('live.againTitle')}
                body={<p>{t('live.againBody')}</p>}
                act={() => acts.act(() => api('runPoint', { params, body: { step: 'open-vote', rev: point.rev } }))}
              />
            )}
            {can('postpone') && (
              <ConfirmButton
                variant="secondary"
                label={t('live.postpone')}
                title={t('live.postponeTitle')}
                body={<p>{t('live.postponeBody')}</p>}
                act={() => leave(() => api('postponePoint', { params, body: { rev: point.rev } }), t('live.postponed'))}
              />
            )}
          </div>
        </div>
        {can('note') && <Notes key={point.applicationId} ref={notes} session={session} point={point} />}
      </div>
    </Card>
  );
};
