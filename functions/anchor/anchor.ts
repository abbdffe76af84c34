import { isOfDraft } from '../domain/application/of-draft.ts';
import { dayOf } from '../domain/calendar.ts';
import type { WakeUp } from '../services/queues.ts';
import { retrying } from '../store/commit.ts';
import { consume } from '../store/consume.ts';
import { anchorPut } from '../store/digests.ts';
import type { StorePorts } from '../store/ports.ts';

const CONSUMER = 'anchor';

/**
 * Anchors an aggregate's events in the day on which they are taken, in Paris. That is the day of the event itself but
 * for what comes late, which is then part of the next digest: a published day never changes. A draft may be thrown away,
 * so that an application is anchored from its submission on.
 * @returns the number of events taken.
 * @throws Stale when others were at it for longer than an act waits: wake up again.
 */
export const anchorAggregate = (ports: StorePorts, { type, id }: WakeUp): Promise<number> =>
  retrying(ports, () =>
    consume(
      ports,
      {
        name: CONSUMER,
        take: (event) => ({
          writes: isOfDraft(event)
            ? []
            : [anchorPut(ports, dayOf(ports.now().toISOString()), { type, id, seq: event.seq, hash: event.hash })],
        }),
      },
      { type, id },
    ),
  );
