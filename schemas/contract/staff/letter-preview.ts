import * as z from 'zod';
import { checkVerdict } from '../../check.ts';
import { day, slug } from '../../fields.ts';
import { addressee, addressHold } from '../../mail.ts';
import { agentRoles, duties } from '../../office.ts';
import { closingBody } from '../closings.ts';
import { decisionBodies } from '../decisions.ts';
import type { Operation } from '../operation.ts';
import { asRead, file } from '../shared.ts';
import { staffPlaces } from './places.ts';

const [, complements, ineligible] = checkVerdict.options;
const check = { operation: z.literal('recordCheck'), stepId: slug(), ...asRead };
const { recordDecision, announceDecision, correctDecision, withdrawDecision } = decisionBodies;

/** An act that the applicant is written to about: `operation` with what it is asked with. */
export const letterAct = z.discriminatedUnion('operation', [
  recordDecision.extend({ operation: z.literal('recordDecision') }),
  announceDecision.extend({ operation: z.literal('announceDecision') }),
  correctDecision.extend({ operation: z.literal('correctDecision') }),
  withdrawDecision.extend({ operation: z.literal('withdrawDecision') }),
  closingBody.extend({ operation: z.literal('closeApplication') }),
  closingBody.extend({ operation: z.literal('recordSilence') }),
  closingBody.extend({ operation: z.literal('reopenApplication') }),
  z.discriminatedUnion('verdict', [complements.extend(check), ineligible.extend(check)]),
]);
export type LetterAct = z.infer<typeof letterAct>;

/** The letter that an act leads to, as it will leave. */
const letterPreview = z.object({
  subject: z.string(),
  /** The plain text, to the letter. */
  body: z.string(),
  /** Of a decision: silence has refused the file by the day on which its applicant is told: today, or the day of the announcement. */
  late: z.boolean(),
  /** The day on which silence refuses the file, or has, where the decision is late. */
  refusedBySilenceOn: day().optional(),
  /** Left out where nobody who handed the file over acts for the organisation any more. */
  to: addressee.optional(),
  /** Nothing is sent to that address for now: the letter will wait, or go another way. */
  hold: addressHold.optional(),
});

const at = staffPlaces.letterPreview;

export const staffLetterPreviewContract = {
  previewLetter: {
    ...at.previewLetter,
    audience: 'staff',
    roles: agentRoles.filter((one) => [...duties.handle, ...duties.decide].some((allowed) => allowed === one)),
    summary:
      'The very letter that this act would lead to, for whoever may do it; nothing where the applicant is told nothing. Nothing is recorded.',
    params: file,
    body: letterAct,
    response: z.object({ letter: letterPreview.optional() }),
    noted: 'file',
    problems: [403, 404, 409, 422],
  },
} as const satisfies Record<string, Operation>;
