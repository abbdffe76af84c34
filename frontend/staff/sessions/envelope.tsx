import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { api } from '../../api.ts';
import { useFormats } from '../../format.ts';
import type { SessionId, StaffSession } from './queries.ts';
import styles from './sessions.module.css';

/** What remains of the call's money for the year: less what was granted, and what this session has proposed. */
export const useEnvelope = (session: Pick<StaffSession, 'id' | 'proposedCents'>) => {
  const envelope = useQuery({
    queryKey: ['envelope', session.id],
    queryFn: ({ signal }) => api('getEnvelope', { params: { sessionId: session.id as SessionId } }, { signal }),
    staleTime: 60_000,
  });
  const { envelopeCents, grantedCents = 0, keptCents = 0, year } = envelope.data ?? {};
  if (envelopeCents === undefined || year === undefined) return undefined;
  return { year, envelopeCents, keptCents, remainingCents: envelopeCents - grantedCents - session.proposedCents };
};

/** `toAll`: what the room sees, which nothing tells of decisions that are not announced. */
export const Envelope = ({
  session,
  toAll = false,
}: {
  session: Pick<StaffSession, 'id' | 'proposedCents'>;
  toAll?: boolean;
}) => {
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
          {!toAll && envelope.keptCents > 0 && (
            <span className="soft"> {t('live.kept', { amount: money(envelope.keptCents) })}</span>
          )}
        </span>
      )}
    </p>
  );
};
