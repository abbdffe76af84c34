import { loadCall } from '../store/calls.ts';
import { readFigures } from '../store/figures.ts';
import type { StorePorts } from '../store/ports.ts';

/**
 * A call's envelope and what its decisions of a calendar year have granted, announced or not, from the figures; `keptCents`
 * of it are not announced. Nothing without such a call. The figures follow a decision by a moment: what depends on the cent
 * is the council's own account.
 */
export const envelopeOf = async (
  ports: StorePorts,
  callId: string,
  year: string,
): Promise<{ year: string; envelopeCents?: number; grantedCents: number; keptCents: number } | undefined> => {
  const [call, { totals }] = await Promise.all([
    loadCall(ports, callId),
    readFigures(ports, callId, `${year}-Q1`, `${year}-Q4`),
  ]);
  if (!call) return undefined;
  const sum = (amounts: number[]) => amounts.reduce((whole, cents) => whole + cents, 0);
  const keptCents = sum(totals.map(({ kept }) => kept?.amountCents ?? 0));
  return {
    year,
    ...(call.envelopeCents !== undefined && { envelopeCents: call.envelopeCents }),
    grantedCents: sum(totals.map(({ amountCents }) => amountCents)) + keptCents,
    keptCents,
  };
};
