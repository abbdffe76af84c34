import {
  type DomainEvent,
  eventEnvelope,
  eventTypes,
  type ReadEvent,
  type StoredEvent,
  storedEvent,
} from '../../../schemas/event.ts';
import { eventVersionOf } from '../../../schemas/event-versions.ts';
import { readable } from '../../../schemas/readable.ts';
import { FIRST, type Step, type Stored, upcast } from './upcast.ts';

/** The steps of each type of event whose data changed; they see and give the event's `data`. */
const stepsOf: Partial<Record<DomainEvent['type'], readonly Step[]>> = {};

const isKnownType = (type: unknown): type is DomainEvent['type'] => typeof type === 'string' && eventTypes.has(type);

/**
 * An event as this code knows it; one of a type or a version that only newer code knows is read as `unknown`, by its place.
 * The stored event itself never changes: it was hashed.
 * @throws ZodError when it has not even an envelope, or not the data of its type.
 */
export const readEvent = (stored: Stored): ReadEvent => {
  const { type, v = FIRST } = stored;
  if (!isKnownType(type) || Number(v) > eventVersionOf(type))
    return { ...readable(eventEnvelope).parse(stored), type: 'unknown', data: {} };
  const data = upcast(stored.data as Stored, Number(v), stepsOf[type] ?? []);
  return readable(storedEvent).parse({ ...stored, data }) as StoredEvent;
};
