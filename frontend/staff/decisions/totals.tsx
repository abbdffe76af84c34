import { useTranslation } from 'react-i18next';
import type { CallVersion } from '../../../schemas/call.ts';
import { Card } from '../../components/card.tsx';
import { useFormats } from '../../format.ts';
import { type Draft, totalsOf } from './batch.ts';
import { EnvelopeLine } from './money-left.tsx';

/** How many of each outcome, what they grant together, and what that leaves of the envelope. */
export const BatchTotals = ({
  call,
  year,
  drafts,
}: {
  call: CallVersion;
  year: string;
  drafts: readonly Pick<Draft, 'outcome' | 'amountCents'>[];
}) => {
  const { t } = useTranslation('decisions');
  const { money } = useFormats();
  const { supported, refused, deferred, grantedCents } = totalsOf(drafts);
  const parts = [
    supported > 0 && t('batch.total', { count: supported, amount: money(grantedCents) }),
    refused > 0 && t('batch.totalRefused', { count: refused }),
    deferred > 0 && t('batch.totalDeferred', { count: deferred }),
  ].filter(Boolean);
  return (
    <Card as="section">
      <h2>{t('batch.totals')}</h2>
      <p>
        <strong>{parts.length > 0 ? parts.join(', ') : t('batch.none')}</strong>
      </p>
      <EnvelopeLine callId={call.callId} year={year} addedCents={grantedCents} />
    </Card>
  );
};
