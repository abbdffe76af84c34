import type { ApplicationCore } from '../../../schemas/application.ts';
import type { ApplicationEvent } from '../../../schemas/event.ts';
import { stateConflict } from '../lifecycle.ts';
import { type Decided, decided } from './decided.ts';

type Resumed = Extract<ApplicationEvent, { type: 'application.mail-resumed' }>;

/**
 * Has mails to a person of the file sent again, with those that were held back. The file stays where it stands.
 * @throws DomainError conflict `state-passed` when nothing is held: somebody else has just done it.
 */
export const resumeMail = (input: {
  application: ApplicationCore;
  recipient: string;
  /** The address is held, or mails to it are. */
  held: boolean;
  at: string;
}): Decided<Resumed> => {
  const { application, recipient, held, at } = input;
  if (!held) throw stateConflict('state-passed', application, []);
  return decided<Resumed>(application, { type: 'application.mail-resumed', data: { recipient } }, at);
};
