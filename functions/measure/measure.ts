import type { ApplicationCore } from '../../schemas/application.ts';
import type { StoredEvent } from '../../schemas/event.ts';
import { evolve, type ReplayedEvent, replay } from '../domain/application/evolve.ts';
import { rulesOf } from '../domain/corrections.ts';
import { logger } from '../observe.ts';
import { loadHead } from '../store/applications.ts';
import { retrying, type TransactItem } from '../store/commit.ts';
import { type Consumer, consume } from '../store/consume.ts';
import {
  asCounted,
  type Counts,
  countsOf,
  readRows,
  rowWrites,
  sameMoney,
  sameRows,
  sumWrites,
  type Words,
  withMoneyOf,
} from '../store/counts.ts';
import type { StorePorts } from '../store/ports.ts';

export const CONSUMER = 'measure';

/** What counts by a memory: raised once, when decisions that are kept back came to be counted apart. */
const COUNTING = 2;

/** Of what computes the memory, which is `evolve`, and of what counts by it: another one wherever either was corrected. */
export const memoryVersion = () => rulesOf('application') + COUNTING - 1;

/**
 * Brings the figures up to date with an application: files by state, files in flight by version of the call, and for one
 * with a grant the projects and euros of its quarter, as a whole and per territory, and the year of its organisation. A
 * decision that is kept back counts apart until it is announced. A grant that is corrected or withdrawn is taken out by what it counted for, which the rows behind the figures tell: a rule
 * for splitting money that changes in the middle of a file's life leaves no residue. The application as replayed so far is
 * the consumer's memory, so that figures come from events alone. All files of a call share counters: a conflict over one
 * passes and is tried again here, since the stream hands a record out but a few times.
 * @throws Stale when others were at it for longer than an act waits: wake up again.
 */
export const measureApplication = (ports: StorePorts, applicationId: string): Promise<number> =>
  retrying(ports, () => measureOnce(ports, applicationId));

const measureOnce = (ports: StorePorts, applicationId: string): Promise<number> => {
  // The rows that this run lets the file have: they may still wait for the transaction that writes them.
  let listed: Counts['rows'] | undefined;
  const writesFor = async (
    before: ApplicationCore | undefined,
    after: ApplicationCore,
    { anew = false } = {},
  ): Promise<TransactItem[]> => {
    let was = countsOf(before);
    let is = countsOf(after);
    // What other code counted is known by its rows alone.
    if (anew || !sameRows(was, is)) {
      const isElsewhere = !anew && sameMoney(was, is);
      if (listed) was = { ...was, rows: listed };
      else if (was.rows.size > 0) was = asCounted(was, await readRows(ports, was.rows.values()));
      // A grant that another organisation has now stays counted as it was.
      if (isElsewhere) is = withMoneyOf(is, was);
      listed = is.rows;
    }
    const rows = await rowWrites(ports, was, is, () => wordsOf(ports, applicationId));
    return [...sumWrites(ports, was, is), ...rows];
  };
  const consumer: Consumer<ApplicationCore> = {
    name: CONSUMER,
    take: async (event, before) => {
      logger.appendKeys({ seq: event.seq });
      const after = evolve(before, event as StoredEvent & ReplayedEvent);
      return { memory: after, writes: await writesFor(before, after) };
    },
    memory: {
      version: memoryVersion(),
      rebuild: (events) => replay(events as unknown as ReplayedEvent[]),
      // What other code remembers has at least what it counted the file for.
      replace: async (former, rebuilt) =>
        rebuilt ? writesFor(former as ApplicationCore | undefined, rebuilt, { anew: true }) : [],
    },
  };
  return consume(ports, consumer, { type: 'application', id: applicationId });
};

/** What lists show of a file. */
export const wordsOf = async (ports: StorePorts, applicationId: string): Promise<Words> => {
  const { title = '', organisationName = '' } = (await loadHead(ports, applicationId)) ?? {};
  return { title, organisationName };
};
