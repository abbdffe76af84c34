import type * as z from 'zod';
import { type CallVersion, stepOf } from '../../schemas/call.ts';
import type { applicantFile } from '../../schemas/contract.ts';
import { expiryOf } from '../domain/draft-expiry.ts';
import { asKnownOutside } from '../domain/embargo.ts';
import { refusedBySilenceOn, silenceRunsOutOn } from '../domain/silence.ts';
import { type ChainedApplicationEvent, unannounced } from '../domain/timeline.ts';
import { closingOf } from '../file-texts.ts';
import { attachmentOf } from '../store/attachments.ts';
import { frozenIds } from '../store/frozen.ts';
import type { ApplicationHead, OrganisationHead } from '../store/items.ts';
import type { FileView } from '../store/views.ts';
import { ownerActions } from './rows.ts';

/** Why a file was refused or found ineligible: never the reasons of what is not announced. */
const reasonsOf = ({ state }: ApplicationHead, { checks, decisions }: FileView, hidden: ReadonlySet<number>) => {
  if (state === 'ineligible') return checks.at(-1)?.message;
  if (state !== 'refused') return undefined;
  return decisions.findLast(({ seq }) => !hidden.has(seq))?.decision.reasons;
};

/** What the file shows its own organisation first: a decision that is not announced is not there. */
export const applicantProjection = (
  file: FileView,
  organisation: OrganisationHead,
  call: CallVersion,
  { today, draftDays }: { today: string; draftDays: number },
): z.input<typeof applicantFile> => {
  const head = asKnownOutside(file.head);
  const request = head.state === 'complements' ? file.checks.at(-1) : undefined;
  const hidden = unannounced(file.events as ChainedApplicationEvent[]);
  const actions = ownerActions(file.head);
  const submitted = new Set(file.revisions.flatMap(frozenIds));
  return {
    ...head,
    version: head.revision + 1,
    runsOutOn: silenceRunsOutOn(head),
    refusedBySilenceOn: refusedBySilenceOn(head, today),
    expiresOn: expiryOf(file.head, draftDays, today),
    stepId: stepOf(call, head.stepId ?? '')?.id,
    organisation,
    sections: actions.includes('save') ? file.sections : {},
    content: file.revisions.at(-1)?.content,
    attachments: file.attachments.map((item) => ({ ...attachmentOf(item), submitted: submitted.has(item.id) })),
    complementsRequest: request?.message,
    unmetPoints: request && Object.keys(request.answers).filter((id) => request.answers[id] === false),
    heldStepIds: head.submittedAt ? head.results.map(({ stepId }) => stepId) : undefined,
    reasons: reasonsOf(head, file, hidden) || undefined,
    closing: closingOf(file),
    availableActions: actions,
    call,
  };
};
