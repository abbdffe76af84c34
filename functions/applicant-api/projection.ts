import type * as z from 'zod';
import { type CallVersion, stepOf } from '../../schemas/call.ts';
import type { applicantFile, applicantListItem } from '../../schemas/contract.ts';
import { standingOfContact } from '../addressee.ts';
import { asKnownOutside } from '../domain/embargo.ts';
import { actionsFor } from '../domain/lifecycle.ts';
import { refusedBySilenceOn } from '../domain/silence.ts';
import { type ChainedApplicationEvent, timeline, unannounced } from '../domain/timeline.ts';
import { closingOf, lettersTo, textsOf } from '../file-texts.ts';
import type { ApplicationFile } from '../store/applications.ts';
import { attachmentOf } from '../store/attachments.ts';
import { expiryOf } from '../store/draft-expiry.ts';
import { frozenIds } from '../store/frozen.ts';
import type { ApplicationHead, OrganisationHead } from '../store/items.ts';

/** What an applicant may do to a file now. */
export const ownerActions = (head: Pick<ApplicationHead, 'state' | 'announceOn'>) => actionsFor(head, 'owner');

/** A row of an organisation's list, from the head alone: what is not announced does not show. */
export const applicantRow = (
  head: ApplicationHead,
  today: string,
  draftDays: number,
): z.input<typeof applicantListItem> => {
  const known = asKnownOutside(head);
  return {
    ...known,
    expiresOn: expiryOf(head, draftDays, today),
    refusedBySilenceOn: refusedBySilenceOn(known, today),
    availableActions: ownerActions(head),
  };
};

/** The file as its own organisation may see it: a decision that is not announced is not there. */
export const applicantProjection = (
  file: ApplicationFile,
  organisation: OrganisationHead,
  call: CallVersion,
  {
    today,
    draftDays,
    addressee,
    contactHold,
  }: {
    today: string;
    draftDays: number;
    addressee: { name: string; email: string } | undefined;
    contactHold?: z.input<typeof applicantFile>['contactHold'];
  },
): z.input<typeof applicantFile> => {
  const head = asKnownOutside(file.head);
  const events = file.events as ChainedApplicationEvent[];
  const texts = textsOf(file);
  const request = head.state === 'complements' ? file.checks.at(-1)?.message : undefined;
  const actions = ownerActions(file.head);
  const submitted = new Set(file.revisions.flatMap(frozenIds));
  return {
    ...head,
    version: head.version - unannounced(events).size,
    refusedBySilenceOn: refusedBySilenceOn(head, today),
    expiresOn: expiryOf(file.head, draftDays, today),
    stepId: stepOf(call, head.stepId ?? '')?.id,
    organisation,
    sections: actions.includes('save') ? file.sections : {},
    content: file.revisions.at(-1)?.content,
    attachments: file.attachments.map((item) => ({ ...attachmentOf(item), submitted: submitted.has(item.id) })),
    complementsRequest: request,
    closing: closingOf(file),
    contactHold,
    addressee,
    contact: standingOfContact(file, addressee),
    letters: lettersTo(file, 'applicant'),
    timeline: timeline(events, 'applicant', texts),
    availableActions: actions,
    call,
  };
};
