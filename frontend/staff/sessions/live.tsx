import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '../../api.ts';
import { type AutosaveState, useAutosave } from '../../autosave.ts';
import { Alert } from '../../components/alert.tsx';
import { Button, ButtonLink } from '../../components/button.tsx';
import { Card } from '../../components/card.tsx';
import { ConfirmButton } from '../../components/dialog.tsx';
import { MoneyField, type Typed } from '../../components/number-field.tsx';
import { RevealedScores } from '../../components/revealed-scores.tsx';
import { SaveStatus } from '../../components/save-status.tsx';
import { PointBadge } from '../../components/session-badge.tsx';
import { Tally } from '../../components/tally.tsx';
import { TextArea } from '../../components/text-area.tsx';
import { useFormats } from '../../format.ts';
import { Agenda, Candidates } from './agenda.tsx';
import type { SessionActs, SessionId, StaffPoint, StaffSession } from './queries.ts';
import styles from './sessions.module.css';

export const heardNow = (session: Pick<StaffSession, 'points'>): StaffPoint | undefined =>
  session.points.find(({ state }) => state === 'open' || state === 'voting' || state === 'counted');

/** What remains of the call's money for the year: less what was granted, and what this session has proposed. */
export const useEnvelope = (session: Pick<StaffSession, 'id' | 'proposedCents'>) => {
  const envelope = useQuery({
    queryKey: ['envelope', session.id],
    queryFn: ({ signal }) => api('getEnvelope', { params: { sessionId: session.id as SessionId } }, { signal }),
    staleTime: 60_000,
  });
  const { envelopeCents, grantedCents = 0, year } = envelope.data ?? {};
  if (envelopeCents === undefined || year === undefined) return undefined;
  return { year, envelopeCents, remainingCents: envelopeCents - grantedCents - session.proposedCents };
};

export const Envelope = ({ session }: { session: Pick<StaffSession, 'id' | 'proposedCents'> }) => {
  const { t } = useTranslation('sessions');
  const { money } = useFormats();
  const envelope = useEnvelope(session);
  return (
    <p className={styles.figures}>
      <span>
        {t('live.proposed')} <strong className="number">{money(session.proposedCents)}</strong>
      </span>
      {envelope && (
        <span>
          {t('live.remaining', { year: envelope.year })}{' '}
          <strong className="number">{money(envelope.remainingCents)}</strong>
        </span>
      )}
    </p>
  );
};

/** The quorum of the file on the table, in words: who can vote, who has, and who is recused. */
export const Quorum = ({ session, point }: { session: StaffSession; point: StaffPoint }) => {
  const { t } = useTranslation('sessions');
  const nameOf = (id: string) => session.members.find(({ personId }) => personId === id)?.name ?? id;
  const recused = point.recused.map(({ personId }) => nameOf(personId));
  const undeclared = point.undeclaredIds.map(nameOf);
  return (
    <div className="stack">
      <p>
        {t('live.voters', { count: point.voters, quorum: point.quorum })}
        {point.state === 'voting' && <> {t('live.voted', { voted: point.votedIds.length, voters: point.voters })}</>}
      </p>
      {undeclared.length > 0 && (
        <Alert tone="warn" live="status">
          <p>{t('live.undeclared', { count: undeclared.length, names: undeclared.join(', ') })}</p>
        </Alert>
      )}
      {recused.length > 0 && <p className="soft">{t('live.recused', { names: recused.join(', ') })}</p>}
      {!point.quorumMet && (
        <Alert tone="warn" live="status">
          <p>{t('live.noQuorum')}</p>
        </Alert>
      )}
    </div>
  );
};

const Notes = ({ session, point }: { session: StaffSession; point: StaffPoint }) => {
  const { t } = useTranslation('sessions');
  const [text, setText] = useState(point.notes);
  const { state, resume } = useAutosave({
    key: `session-notes.${session.id}.${point.applicationId}`,
    value: text,
    revision: point.notesRevision,
    save: (value, revision) =>
      api('saveNotes', {
        params: { sessionId: session.id, applicationId: point.applicationId },
        body: { text: value, revision },
      }),
  });
  const stale = state.kind === 'refused' && state.problem.code === 'stale-revision';
  return (
    <div className="stack">
      <TextArea
        name={`notes-${point.applicationId}`}
        label={t('live.notes')}
        hint={t('live.notesHint')}
        max={8000}
        rows={5}
        value={text}
        onChange={(value) => setText(value ?? '')}
      />
      <SaveStatus state={state as AutosaveState} idle={t('live.notesIdle')} />
      {stale && (
        <Alert tone="warn" title={t('live.notesElsewhere')} live="alert">
          <p className="typed">{point.notes}</p>
          <div className="row">
            <Button small variant="primary" onClick={() => resume(point.notesRevision)}>
              {t('live.notesMine')}
            </Button>
            <Button
              small
              onClick={() => {
                setText(point.notes);
                resume(point.notesRevision);
              }}
            >
              {t('live.notesTheirs')}
            </Button>
          </div>
        </Alert>
      )}
    </div>
  );
};

/** The counted vote: its outcome is confirmed with the amount proposed, and the file goes on. */
const Opinion = ({ session, point, acts }: { session: StaffSession; point: StaffPoint; acts: SessionActs }) => {
  const { t } = useTranslation(['sessions', 'words']);
  const { money } = useFormats();
  const [amount, setAmount] = useState<Typed>(undefined);
  const [mistake, setMistake] = useState<string>();
  const envelope = useEnvelope(session);
  const { outcome } = point;
  if (!outcome || outcome === 'deferred') return null;
  const conclude = () => {
    if (amount !== undefined && amount !== '' && typeof amount !== 'number') {
      setMistake(t('words:rules.type-money'));
      return;
    }
    const proposedCents = typeof amount === 'number' ? amount : undefined;
    if (proposedCents !== undefined && proposedCents > point.amountAskedCents) {
      setMistake(t('words:fields.proposedCents.above-asked'));
      return;
    }
    setMistake(undefined);
    return acts.act(
      () =>
        api('concludePoint', {
          params: { sessionId: session.id, applicationId: point.applicationId },
          body: { opinion: outcome, rev: point.rev, ...(proposedCents !== undefined && { proposedCents }) },
        }),
      t('live.concluded'),
    );
  };
  const left = envelope && typeof amount === 'number' ? money(envelope.remainingCents - amount) : undefined;
  return (
    <div className="stack">
      {outcome !== 'unfavourable' && (
        <MoneyField
          name="proposedCents"
          label={t('words:fields.proposedCents.label')}
          hint={t('live.amountHint', { amount: money(point.amountAskedCents) })}
          optional
          error={mistake}
          value={amount}
          onChange={setAmount}
        />
      )}
      {left && <p role="status">{t('live.wouldRemain', { amount: left })}</p>}
      <div>
        <Button variant="primary" onClick={() => void conclude()}>
          {t('live.conclude', { opinion: t(`words:ballots.${outcome}`) })}
        </Button>
      </div>
    </div>
  );
};

const OnTable = ({ session, point, acts }: { session: StaffSession; point: StaffPoint; acts: SessionActs }) => {
  const { t } = useTranslation('sessions');
  const { money } = useFormats();
  const params = { sessionId: session.id, applicationId: point.applicationId };
  const can = (action: StaffPoint['availableActions'][number]) => point.availableActions.includes(action);
  const step = (name: 'put-back' | 'reveal' | 'open-vote' | 'count') => (
    <Button
      variant={name === 'put-back' ? 'quiet' : 'primary'}
      onClick={() => void acts.act(() => api('runPoint', { params, body: { step: name, rev: point.rev } }))}
    >
      {t(name === 'open-vote' && point.round > 0 ? 'live.steps.vote-again' : `live.steps.${name}`)}
    </Button>
  );
  return (
    <Card as="section" tone="accent">
      <div className="stack">
        <p className="soft">
          {t('live.place', { place: point.place })} · <span className="number">{point.number}</span>
        </p>
        <h2>{point.title}</h2>
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
          {can('count') && step('count')}
          {can('open-vote') && step('open-vote')}
          {can('put-back') && step('put-back')}
        </div>
        {can('conclude') && <Opinion key={point.round} session={session} point={point} acts={acts} />}
        {can('note') && <Notes key={point.applicationId} session={session} point={point} />}
        {can('postpone') && (
          <div>
            <ConfirmButton
              variant="secondary"
              label={t('live.postpone')}
              title={t('live.postponeTitle')}
              body={<p>{t('live.postponeBody')}</p>}
              act={() =>
                acts.act(() => api('postponePoint', { params, body: { rev: point.rev } }), t('live.postponed'))
              }
            />
          </div>
        )}
      </div>
    </Card>
  );
};

/** One member's presence: shown as pressed at once, and as the service has it from its answer on. */
const Presence = ({
  session,
  member,
  acts,
}: {
  session: StaffSession;
  member: StaffSession['members'][number];
  acts: SessionActs;
}) => {
  const [pressed, setPressed] = useState<boolean>();
  const mark = async (present: boolean) => {
    setPressed(present);
    const params = { sessionId: session.id, personId: member.personId };
    await acts.act(() => api('markPresence', { params, body: { present } }));
    setPressed(undefined);
  };
  return (
    <label>
      <input
        type="checkbox"
        checked={pressed ?? member.present}
        onChange={(event) => void mark(event.target.checked)}
      />
      <span>{member.name}</span>
    </label>
  );
};

const Members = ({ session, acts }: { session: StaffSession; acts: SessionActs }) => {
  const { t } = useTranslation('sessions');
  const present = session.members.filter((member) => member.present).length;
  return (
    <Card as="section">
      <div className="stack">
        <h2>{t('live.members')}</h2>
        <p role="status">{t('live.present', { present, count: session.members.length })}</p>
        <ul className={styles.members}>
          {session.members.map((member) => (
            <li key={member.personId}>
              <Presence session={session} member={member} acts={acts} />
            </li>
          ))}
        </ul>
      </div>
    </Card>
  );
};

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
              <h2>{t(next ? 'live.nextTitle' : 'live.allHeard')}</h2>
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
        <Members session={session} acts={acts} />
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
