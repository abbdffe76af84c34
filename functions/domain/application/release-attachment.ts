import type { ApplicationCore } from '../../../schemas/application.ts';
import type { Attachment } from '../../../schemas/attachment.ts';
import { mayBeReleased } from '../attachment.ts';
import { stateConflict } from '../lifecycle.ts';
import { type Decided, decided } from './decided.ts';

/**
 * Lets a document through that the scanner could not read, or gave no verdict on for a day; the event tells these apart.
 * @throws DomainError conflict `state-passed` for a document in any other state, and before that day is over.
 */
export const releaseAttachment = (input: {
  application: ApplicationCore;
  attachment: Pick<Attachment, 'id' | 'state' | 'waitsSince'>;
  at: string;
}): Decided => {
  const { application, attachment, at } = input;
  if (!mayBeReleased(attachment, at)) throw stateConflict('state-passed', application, []);
  return decided(
    application,
    {
      type: 'application.attachment-released',
      data: { attachmentId: attachment.id, ...(attachment.state === 'received' && { unscanned: true as const }) },
    },
    at,
  );
};
