import type { StoredEvent } from '../../schemas/event.ts';
import { DomainError } from '../domain/errors.ts';
import { presentAct } from '../store/acting.ts';
import { RevisionMoved } from '../store/drafts.ts';
import { digestOf } from '../store/hash.ts';
import type { Item } from '../store/read.ts';

/**
 * Whether somebody's very act happened already: its answer did not arrive, and it is asked again under its name. One act may
 * send several requests, and one request make several events: `made` says which event the request is done with.
 */
export const isDone = <E extends StoredEvent>(
  events: readonly E[],
  { id }: { id: string },
  made: (event: E) => boolean,
): boolean => {
  const act = presentAct()?.id;
  return events.some(
    (event) => event.act !== undefined && event.act === act && event.actor.personId === id && made(event),
  );
};

/** Whether a refusal may come from what the request itself did before: what it asks for stands, or cannot be done twice. */
export const mayBeOwnDoing = (error: unknown): boolean =>
  error instanceof RevisionMoved || (error instanceof DomainError && ['conflict', 'invalid'].includes(error.kind));

/** Whether an event froze this content; `frozen` is what stands at its place. */
export const froze = ({ data }: { data: object }, frozen: Item | undefined, content: unknown): boolean =>
  typeof frozen?.salt === 'string' && 'digest' in data && data.digest === digestOf(content, frozen.salt);
