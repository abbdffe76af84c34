import type { ApplicationCore } from '../../schemas/application.ts';
import type { StoredEvent } from '../../schemas/event.ts';
import { evolve, type ReplayedEvent } from '../domain/application/evolve.ts';
import { logger } from '../observe.ts';
import { loadHead } from '../store/applications.ts';
import { retrying } from '../store/commit.ts';
import { consume } from '../store/consume.ts';
import { countsOf, rowWrites, sumWrites, type Words } from '../store/counts.ts';
import type { StorePorts } from '../store/ports.ts';

export const CONSUMER = 'measure';

/**
 * Brings the figures up to date with an application: files by state, files in flight by version of the call, and for one
 * with a grant the projects and euros of its quarter, as a whole and per territory, and the year of its organisation. A
 * grant that is corrected or withdrawn is taken out by what it was. The application as replayed so far is the consumer's
 * memory, so that figures come from events alone. All files of a call share counters: a conflict over one passes and is
 * tried again here, since the stream hands a record out but a few times.
 * @throws Stale when others were at it for longer than an act waits: wake up again.
 */
export const measureApplication = (ports: StorePorts, applicationId: string): Promise<number> =>
  retrying(ports, () =>
    consume<ApplicationCore>(ports, CONSUMER, { type: 'application', id: applicationId }, async (event, before) => {
      logger.appendKeys({ seq: event.seq });
      const after = evolve(before, event as StoredEvent & ReplayedEvent);
      const [was, is] = [countsOf(before), countsOf(after)];
      const rows = await rowWrites(ports, was, is, () => wordsOf(ports, applicationId));
      return { memory: after, writes: [...sumWrites(ports, was, is), ...rows] };
    }),
  );

/** What lists show of a file. */
export const wordsOf = async (ports: StorePorts, applicationId: string): Promise<Words> => {
  const { title = '', organisationName = '' } = (await loadHead(ports, applicationId)) ?? {};
  return { title, organisationName };
};
