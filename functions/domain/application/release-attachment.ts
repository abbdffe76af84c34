import type { ApplicationCore } from '../../../schemas/application.ts';
import type { Attachment } from '../../../schemas/attachment.ts';
import { stateConflict } from '../lifecycle.ts';
import { type Decided, decided } from './decided.ts';

/**
 * Lets a document through that the scanner could not read.
 * @throws DomainError conflict `state-passed` for a document in any other state.
 */
export const releaseAttachment = (input: {
  application: ApplicationCore;
  attachment: Pick<Attachment, 'id' | 'state'>;
  at: string;
}): Decided => {
  const { application, attachment, at } = input;
  if (attachment.state !== 'unscannable') throw stateConflict('state-passed', application, []);
  return decided(application, { type: 'application.attachment-released', data: { attachmentId: attachment.id } }, at);
};
