import { forgetKept, keep, keptOf } from '../../kept.ts';
import type { Common, Draft } from './batch.ts';

/** What a batch of a call kept on this device: what its decisions have in common, and each file's own. */
export interface KeptBatch {
  common: Common;
  drafts: Record<string, Draft>;
}

/** Where the decision of one file is kept while it is typed on the file's page. */
export const draftKey = (applicationId: string): string => `decision.${applicationId}`;

const batchKey = (callId: string): string => `decisions.${callId}`;

export const keptBatch = (callId: string): KeptBatch | undefined => keptOf<KeptBatch>(batchKey(callId))?.value;

export const keepBatch = (callId: string, value: KeptBatch): void => keep(batchKey(callId), { value, revision: 0 });

/**
 * Forgets what was typed of a file's decision, on its page and in a batch, once it is recorded or no longer awaited. A
 * batch of which no file is left is forgotten whole, so that the next one begins with today.
 */
export const forgetDraft = ({ id, callId }: { id: string; callId: string }): void => {
  forgetKept(draftKey(id));
  const kept = keptBatch(callId);
  if (!kept) return;
  const drafts = Object.fromEntries(Object.entries(kept.drafts).filter(([other]) => other !== id));
  if (Object.keys(drafts).length > 0) keepBatch(callId, { ...kept, drafts });
  else forgetKept(batchKey(callId));
};
