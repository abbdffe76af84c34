import type { ApplicationCore } from '../../../schemas/application.ts';
import type { ApplicationEvent } from '../../../schemas/event.ts';
import { evolve } from './evolve.ts';

/** What a command comes to: the event, and the application after it. */
export interface Decided<E extends ApplicationEvent = ApplicationEvent> {
  application: ApplicationCore;
  event: E;
}

export const decided = <E extends ApplicationEvent>(
  application: ApplicationCore,
  event: E,
  at: string,
): Decided<E> => ({
  application: evolve(application, { ...event, at, aggregate: { id: application.id } }),
  event,
});
