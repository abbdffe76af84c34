import type * as z from 'zod';
import { type CallVersion, stepOf } from '../../schemas/call.ts';
import type { applicantFile } from '../../schemas/contract.ts';
import { actionsFor } from '../domain/lifecycle.ts';
import { type ChainedApplicationEvent, timeline } from '../domain/timeline.ts';
import { lettersTo, textsOf } from '../file-texts.ts';
import type { ApplicationFile } from '../store/applications.ts';
import { attachmentOf } from '../store/attachments.ts';
import type { ApplicationHead, OrganisationHead } from '../store/items.ts';

/** What an applicant may do to a file now. */
export const ownerActions = (head: Pick<ApplicationHead, 'state'>) => actionsFor(head, 'owner');

/** The file as its own organisation may see it. */
export const applicantProjection = (
  file: ApplicationFile,
  organisation: OrganisationHead,
  call: CallVersion,
  contactHold?: z.input<typeof applicantFile>['contactHold'],
): z.input<typeof applicantFile> => {
  const { head } = file;
  const texts = textsOf(file);
  const request = head.state === 'complements' ? file.checks.at(-1)?.message : undefined;
  const actions = ownerActions(head);
  return {
    ...head,
    stepId: stepOf(call, head.stepId ?? '')?.id,
    organisation,
    sections: actions.includes('save') ? file.sections : {},
    content: file.revisions.at(-1)?.content,
    attachments: file.attachments.map(attachmentOf),
    complementsRequest: request,
    contactHold,
    letters: lettersTo(file, 'applicant'),
    timeline: timeline(file.events as ChainedApplicationEvent[], 'applicant', texts),
    availableActions: actions,
    call,
  };
};
