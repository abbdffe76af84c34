import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ballots } from '../../../schemas/evaluation.ts';
import { api } from '../../api.ts';
import { Button } from '../../components/button.tsx';
import { ConfirmButton } from '../../components/dialog.tsx';
import { MoneyField, type Typed } from '../../components/number-field.tsx';
import { useFormats } from '../../format.ts';
import { useEnvelope } from './envelope.tsx';
import type { SessionActs, StaffPoint, StaffSession } from './queries.ts';

/** The counted vote: its outcome is confirmed with the amount proposed, and the file goes on. */
export const Opinion = ({
  session,
  point,
  act,
}: {
  session: StaffSession;
  point: StaffPoint;
  act: SessionActs['act'];
}) => {
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
    return act(
      () =>
        api('concludePoint', {
          params: { sessionId: session.id, applicationId: point.applicationId },
          body: {
            opinion: outcome,
            rev: point.rev,
            ...(proposedCents !== undefined && { proposedCents }),
            ...(point.votesBelowQuorum && { belowQuorum: true as const }),
          },
        }),
      t('live.concluded'),
    );
  };
  const label = t('live.conclude', { opinion: t(`words:ballots.${outcome}`) });
  const votes = ballots.reduce((sum, ballot) => sum + (point.tally?.[ballot] ?? 0), 0);
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
        {point.votesBelowQuorum ? (
          <ConfirmButton
            variant="primary"
            label={label}
            title={t('live.fewTitle', { count: votes })}
            body={<p>{t('live.fewBody', { count: votes, quorum: point.quorum })}</p>}
            confirm={t('live.fewConfirm')}
            act={async () => conclude()}
          />
        ) : (
          <Button variant="primary" onClick={() => void conclude()}>
            {label}
          </Button>
        )}
      </div>
    </div>
  );
};
