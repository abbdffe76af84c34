import type { Queues } from '../events.ts';
import type { Made } from '../functions.ts';
import { type Alarms, highest } from './alarm.ts';

/** What was given up on, readers of the stream that are behind, and wake-ups that wait. */
export const watchQueues = (alarms: Alarms, functions: readonly Made[], queues: Queues) => {
  const depths = [...Map.groupBy(queues.failures, ([, queue]) => queue)].map(([queue, of]) => {
    const [name = '', ...more] = of.map(([fn]) => fn);
    const [id, whose] = more.length === 0 ? [name, name] : ['woken', 'A function that an event or a clock wakes'];
    return alarms.add(`${id}-failed`, {
      metric: queue.metricApproximateNumberOfMessagesVisible(highest),
      threshold: 1,
      meaning: `${whose} gave up on something, kept in its failure queue for 14 days${more.length === 0 ? '' : ', which names the function'}.`,
      runbook: 'failure-queue',
    });
  });
  const ages = functions
    .filter(({ spec }) => spec.trigger.kind === 'stream')
    .map(({ spec: { name }, fn }) =>
      alarms.add(`${name}-behind`, {
        metric: fn.metric('IteratorAge', highest),
        threshold: 15 * 60_000,
        meaning: `${name} is a quarter of an hour behind the table.`,
        runbook: 'stream-behind',
      }),
    );
  const waits = Object.entries(queues.consumers).map(([name, queue]) =>
    alarms.add(`${name}-waiting`, {
      metric: queue.metricApproximateAgeOfOldestMessage(highest),
      threshold: 15 * 60,
      meaning: `The oldest wake-up of ${name} has waited a quarter of an hour.`,
      runbook: 'queue-waiting',
    }),
  );
  return { depths, ages, waits };
};
