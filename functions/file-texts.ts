import type * as z from 'zod';
import type { closing } from '../schemas/contract/closings.ts';
import type { letter } from '../schemas/contract/shared.ts';
import type { ApplicationFile, FileMail } from './store/applications.ts';
import type { FileStory } from './store/views.ts';

/** How a letter fared, and when that was; nothing for one that is on its way for the first time. */
const faredOf = (mail: FileMail): Pick<z.input<typeof letter>, 'at' | 'delivery' | 'on'> | undefined => {
  const { status, sentAt, heldAt, refusedAt, delivery, settled, refusal } = mail;
  if (status === 'posted' || status === 'handed-over' || status === 'given-up')
    return settled && { at: settled.at, delivery: status, ...(settled.on && { on: settled.on }) };
  if (status === 'refused' && refusal && refusedAt) return { at: refusedAt, delivery: 'refused' };
  // One that is being sent again is still there to be read.
  const at = status === 'held' ? heldAt : (sentAt ?? heldAt ?? refusedAt);
  return at ? { at, delivery: status === 'held' || !sentAt ? 'held' : (delivery ?? 'sent') } : undefined;
};

/** Letters that went to the applicant, or did not leave and are to be read here, newest first. */
export const lettersTo = (file: Pick<ApplicationFile, 'notifications'>, audience: string): z.input<typeof letter>[] =>
  file.notifications
    .flatMap((mail): z.input<typeof letter>[] => {
      const { audience: to, seq, subject, body } = mail;
      const fared = to === audience ? faredOf(mail) : undefined;
      return fared ? [{ seq, subject: subject ?? '', body: body ?? '', ...fared }] : [];
    })
    .reverse();

/** Requests and reasons by the event that they went with. */
export const textsOf = (
  file: Pick<FileStory, 'checks' | 'decisions' | 'closings' | 'withdrawals'>,
): Map<number, string> =>
  new Map([
    ...file.checks.flatMap((check) => (check.message ? [[check.seq, check.message] as const] : [])),
    ...file.decisions.flatMap(({ seq, decision }) => (decision.reasons ? [[seq, decision.reasons] as const] : [])),
    ...file.closings.flatMap(({ seq, reasons }) => (reasons ? [[seq, reasons] as const] : [])),
    ...file.withdrawals.flatMap(({ seq, reasons }) => (reasons ? [[seq, reasons] as const] : [])),
  ]);

/** On which day and why staff ended the file without a decision; nothing of one that goes on, or ended otherwise. */
export const closingOf = ({
  head,
  closings,
}: Pick<ApplicationFile, 'head' | 'closings'>): z.input<typeof closing> | undefined =>
  head.closedOn === undefined ? undefined : { on: head.closedOn, reasons: closings.at(-1)?.reasons ?? '' };

/** Why jurors stepped back or were relieved, by the event that it went with: for staff alone. */
export const juryTextsOf = (file: Pick<FileStory, 'reliefs' | 'recusals' | 'events'>): Map<number, string> =>
  new Map([
    ...file.reliefs.flatMap(({ seq, reason }) => (reason ? [[seq, reason] as const] : [])),
    ...file.events.flatMap((event) => {
      if (event.type !== 'application.juror-recused') return [];
      const why = file.recusals.find(({ jurorId }) => jurorId === event.data.jurorId);
      return why?.reason ? [[event.seq, why.reason] as const] : [];
    }),
  ]);
