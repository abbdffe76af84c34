import { type ApplicationState, finalStates } from '../../../schemas/application.ts';

export type QueueState = Exclude<ApplicationState, 'draft'>;

/** The states of the queue by who is to act. The order is that of a file's life. */
export const queueGroups = {
  ours: ['checking', 'ready', 'deciding', 'deferred'],
  others: ['complements', 'evaluating', 'deliberating'],
  over: finalStates,
} as const satisfies Record<string, readonly QueueState[]>;

export type QueueGroup = keyof typeof queueGroups;

const states: readonly QueueState[] = Object.values(queueGroups).flat();

/** The state that an address asks for; what waits for a check when it says none. */
export const readState = (search: string): QueueState => {
  const asked = new URLSearchParams(search).get('state');
  return states.find((state) => state === asked) ?? 'checking';
};
