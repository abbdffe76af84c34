import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '../../api.ts';
import { Button } from '../../components/button.tsx';
import { Checkbox } from '../../components/choices.tsx';
import { fieldId } from '../../components/field.tsx';
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
  const [none, setNone] = useState(false);
  const [mistake, setMistake] = useState<string>();
  const envelope = useEnvelope(session);
  const { outcome } = point;
  if (!outcome || outcome === 'deferred') return null;
  const inFavour = outcome !== 'unfavourable';
  const fault = (): string | undefined => {
    if (!inFavour) return undefined;
    if (!amount) return none ? undefined : t('words:fields.proposedCents.ask');
    if (typeof amount !== 'number') return t('words:rules.type-money');
    if (none) return t('words:fields.proposedCents.without');
    return amount > point.amountAskedCents ? t('words:fields.proposedCents.above-asked') : undefined;
  };
  const conclude = () => {
    const found = fault();
    setMistake(found);
    if (found !== undefined) {
      document.getElementById(fieldId('proposedCents'))?.focus();
      return;
    }
    const proposed = inFavour && typeof amount === 'number' && !none ? { proposedCents: amount } : {};
    const said = inFavour && none ? { withoutAmount: true as const } : proposed;
    return act(
      () =>
        api('concludePoint', {
          params: { sessionId: session.id, applicationId: point.applicationId },
          body: { opinion: outcome, rev: point.rev, ...said },
        }),
      t('live.concluded'),
    );
  };
  const left = envelope && typeof amount === 'number' ? money(envelope.remainingCents - amount) : undefined;
  return (
    <div className="stack">
      {inFavour && (
        <MoneyField
          name="proposedCents"
          label={t('words:fields.proposedCents.label')}
          hint={t('live.amountHint', { amount: money(point.amountAskedCents) })}
          error={mistake}
          value={amount}
          onChange={setAmount}
        />
      )}
      {inFavour && (
        <Checkbox
          name="withoutAmount"
          label={t('words:fields.withoutAmount.label')}
          value={none}
          onChange={(chosen) => setNone(chosen === true)}
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
