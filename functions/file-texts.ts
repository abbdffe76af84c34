import type * as z from 'zod';
import type { letter } from '../schemas/contract.ts';
import type { ApplicationFile } from './store/applications.ts';
import type { FileStory } from './store/views.ts';

/** Letters that went to the applicant, or were held back and are to be read here, newest first. */
export const lettersTo = (file: Pick<ApplicationFile, 'notifications'>, audience: string): z.input<typeof letter>[] =>
  file.notifications
    .flatMap(({ status, audience: to, seq, sentAt, heldAt, subject, body, delivery }): z.input<typeof letter>[] => {
      // One that is being sent again is still there to be read.
      const at = status === 'held' ? heldAt : (sentAt ?? heldAt);
      const held = status === 'held' || !sentAt;
      return to === audience && at
        ? [{ seq, at, subject: subject ?? '', body: body ?? '', delivery: held ? 'held' : (delivery ?? 'sent') }]
        : [];
    })
    .reverse();

/** Requests and reasons by the event that they went with. */
export const textsOf = (file: Pick<FileStory, 'checks' | 'decisions' | 'withdrawals'>): Map<number, string> =>
  new Map([
    ...file.checks.flatMap((check) => (check.message ? [[check.seq, check.message] as const] : [])),
    ...file.decisions.flatMap(({ seq, decision }) => (decision.reasons ? [[seq, decision.reasons] as const] : [])),
    ...file.withdrawals.flatMap(({ seq, reasons }) => (reasons ? [[seq, reasons] as const] : [])),
  ]);

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
