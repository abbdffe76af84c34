import type { ApplicationCore } from '../../../schemas/application.ts';
import type { ApplicationEvent } from '../../../schemas/event.ts';
import { stateConflict } from '../lifecycle.ts';
import { type Decided, decided } from './decided.ts';

type Resumed = Extract<ApplicationEvent, { type: 'application.mail-resumed' }>;

/**
 * Has mails to a person of the file sent again, with those that did not arrive. The file stays where it stands.
 * @throws DomainError conflict `state-passed` when all is well: somebody else has just done it.
 */
export const resumeMail = (input: {
  application: ApplicationCore;
  recipient: string;
  /** The address is held, or mails to it did not arrive. */
  due: boolean;
  at: string;
}): Decided<Resumed> => {
  const { application, recipient, due, at } = input;
  if (!due) throw stateConflict('state-passed', application, []);
  return decided<Resumed>(application, { type: 'application.mail-resumed', data: { recipient } }, at);
};
