import { loadCall } from '../store/calls.ts';
import { readFigures } from '../store/figures.ts';
import type { StorePorts } from '../store/ports.ts';

/**
 * A call's envelope and what its decisions of a calendar year have granted, from the figures; nothing without such a
 * call. The figures follow a decision by a moment: what depends on the cent is the council's own account.
 */
export const envelopeOf = async (
  ports: StorePorts,
  callId: string,
  year: string,
): Promise<{ year: string; envelopeCents?: number; grantedCents: number } | undefined> => {
  const [call, { totals }] = await Promise.all([
    loadCall(ports, callId),
    readFigures(ports, callId, `${year}-Q1`, `${year}-Q4`),
  ]);
  if (!call) return undefined;
  return {
    year,
    ...(call.envelopeCents !== undefined && { envelopeCents: call.envelopeCents }),
    grantedCents: totals.reduce((sum, { amountCents }) => sum + amountCents, 0),
  };
};
