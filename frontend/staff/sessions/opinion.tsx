import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { staffHearingsContract } from '../../../schemas/contract/staff/hearings.ts';
import { ballots } from '../../../schemas/evaluation.ts';
import { api } from '../../api.ts';
import { Button } from '../../components/button.tsx';
import { Checkbox } from '../../components/choices.tsx';
import { ConfirmButton } from '../../components/dialog.tsx';
import { DoubtsOf, useDoubts } from '../../components/doubts.tsx';
import { focusField } from '../../components/error-summary.tsx';
import { MoneyField, type Typed } from '../../components/number-field.tsx';
import { useDoubtful } from '../../doubts.ts';
import { useFormats } from '../../format.ts';
import { useInstructions, withoutBlanks } from '../../forms.ts';
import { useEnvelope } from './envelope.tsx';
import type { SessionActs, StaffPoint, StaffSession } from './queries.ts';

const rules = staffHearingsContract.concludePoint.body.pick({ proposedCents: true });

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
  const [none, setNone] = useState(false);
  const [tried, setTried] = useState(false);
  const instructions = useInstructions();
  const envelope = useEnvelope(session);
  const doubtful = useDoubtful();
  const beside = { kind: 'asked', cents: point.amountAskedCents } as const;
  const doubts = useDoubts(doubtful.amount('proposedCents', amount, beside), `${session.id}.${point.applicationId}`);
  const { outcome } = point;
  if (!outcome || outcome === 'deferred') return null;
  const inFavour = outcome !== 'unfavourable';
  const proposedCents = inFavour && typeof amount === 'number' && amount > 0 ? amount : undefined;
  /** What keeps the opinion from being given, in the language of the page. */
  const wrongAmount = (): string | undefined => {
    if (!inFavour) return undefined;
    const wrong = rules.safeParse(withoutBlanks({ proposedCents: amount }), { error: instructions as never }).error
      ?.issues[0]?.message;
    const above = proposedCents !== undefined && proposedCents > point.amountAskedCents;
    // In favour of how much is said, be it of nothing.
    const unsaid = inFavour && proposedCents === undefined && !none;
    const twice = none && proposedCents !== undefined;
    const rule = above ? 'above-asked' : unsaid ? 'ask' : twice ? 'without' : undefined;
    return wrong ?? (rule && t(`words:fields.proposedCents.${rule}`));
  };
  const conclude = () => {
    setTried(true);
    // The question, or what is wrong, stands at the field.
    if (wrongAmount()) return void focusField('proposedCents');
    if (doubts.keepBack()) return void focusField(doubts.open[0]?.name ?? 'proposedCents');
    return act(
      () =>
        api('concludePoint', {
          params: { sessionId: session.id, applicationId: point.applicationId },
          body: {
            opinion: outcome,
            rev: point.rev,
            ...(proposedCents !== undefined && { proposedCents }),
            ...(inFavour && none && { withoutAmount: true as const }),
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
      {inFavour && (
        <DoubtsOf doubts={doubts}>
          <MoneyField
            name="proposedCents"
            label={t('words:fields.proposedCents.label')}
            hint={t('live.amountHint', { amount: money(point.amountAskedCents) })}
            error={tried ? wrongAmount() : undefined}
            value={amount}
            onChange={setAmount}
          />
          <Checkbox
            name="withoutAmount"
            label={t('words:fields.withoutAmount.label')}
            value={none}
            onChange={(chosen) => setNone(chosen === true)}
          />
        </DoubtsOf>
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
