import type { DomainEvent } from './event.ts';

/**
 * Types of events that changed their data, with the version that is written now; all others are at their first. It stands apart
 * from what events hold, which nobody has to load who writes none.
 */
export const eventVersions: Partial<Record<DomainEvent['type'], number>> = {};

export const eventVersionOf = (type: DomainEvent['type']): number => eventVersions[type] ?? 1;
