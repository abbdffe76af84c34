import { attachmentOfItem } from '../../functions/store/attachments.ts';
import { listOldDraft } from '../../functions/store/draft-expiry.ts';
import { listKeptClock } from '../../functions/store/kept-clocks.ts';
import {
  aggregateOf,
  attachmentPrefix,
  EVENT,
  HEAD,
  isEventKey,
  isLogKey,
  type Key,
} from '../../functions/store/keys.ts';
import { settleOrganisation } from '../../functions/store/merging.ts';
import { moveEvent } from '../../functions/store/move-events.ts';
import { listAsKnown } from '../../functions/store/own-lists.ts';
import type { StorePorts } from '../../functions/store/ports.ts';
import { settleWaiting } from '../../functions/store/waiting-documents.ts';

/**
 * What brings stored items to the form that this release writes, while both it and the one before run. Each is done item by
 * item, and done twice it changes nothing, so that it may be stopped, killed and begun again at any moment.
 */
export interface Migration {
  name: string;
  /** What it does to an item, for a person. */
  what: string;
  /** Narrows the scan by sort key; `concerns` then decides. */
  prefix: string;
  concerns(key: Key): boolean;
  /** @returns whether the item was changed by this call. */
  up(ports: StorePorts, key: Key): Promise<boolean>;
}

export const migrations: readonly Migration[] = [
  {
    name: 'events-to-log',
    what: 'moves events from beside their heads to partitions of their own',
    prefix: EVENT,
    concerns: (key) => isEventKey(key) && !isLogKey(key),
    up: moveEvent,
  },
  {
    name: 'one-siret',
    what: 'notes who holds each SIRET, lists organisations that share one, and ends merges that left something behind',
    prefix: HEAD,
    concerns: ({ pk, sk }) => sk === HEAD && aggregateOf(pk)?.type === 'organisation',
    up: async (ports, { pk }) =>
      ['taken', 'noted', 'moved'].includes(await settleOrganisation(ports, aggregateOf(pk)?.id ?? '')),
  },
  {
    name: 'drafts-by-save',
    what: 'lists drafts by their last save, so that they are found when they are about to expire',
    prefix: HEAD,
    concerns: ({ pk, sk }) => sk === HEAD && aggregateOf(pk)?.type === 'application',
    up: (ports, { pk }) => listOldDraft(ports, aggregateOf(pk)?.id ?? ''),
  },
  {
    name: 'clocks-of-kept-decisions',
    what: 'lists files whose decision is kept back among those that silence refuses',
    prefix: HEAD,
    concerns: ({ pk, sk }) => sk === HEAD && aggregateOf(pk)?.type === 'application',
    up: (ports, { pk }) => listKeptClock(ports, aggregateOf(pk)?.id ?? ''),
  },
  {
    name: 'files-as-their-applicants-know',
    what: 'orders the files of an organisation by when they were handed over, and no more by what was done to them since',
    prefix: HEAD,
    concerns: ({ pk, sk }) => sk === HEAD && aggregateOf(pk)?.type === 'application',
    up: (ports, { pk }) => listAsKnown(ports, aggregateOf(pk)?.id ?? ''),
  },
  {
    name: 'documents-that-wait',
    what: 'lists documents that the scanner gave no verdict on, so that they are counted and can be scanned again, and no others',
    prefix: attachmentPrefix,
    concerns: (key) => attachmentOfItem(key) !== undefined,
    up: (ports, key) =>
      settleWaiting(ports, {
        applicationId: aggregateOf(key.pk)?.id ?? '',
        attachmentId: attachmentOfItem(key) ?? '',
      }),
  },
];
