import * as z from 'zod';
import { applicationAction, applicationContent, applicationCore } from '../application.ts';
import { callVersion } from '../call.ts';
import { checkRecord } from '../check.ts';
import { decision } from '../decision.ts';
import { organisation } from '../organisation.ts';
import { closing } from './closings.ts';
import { decisionsOfFile } from './decisions.ts';
import { staffDocument } from './documents.ts';
import { actorNamed, runsOut } from './shared.ts';

/** A file as staff read it, and what acts on it answer. */
export const staffFile = applicationCore.extend({
  ...runsOut,
  organisation,
  title: z.string(),
  /** Left out once it was erased. */
  content: applicationContent.optional(),
  /** Which handing over froze it: the first, or a later one. */
  contentRevision: z.int().min(1),
  /** The documents that were handed over. */
  attachments: z.array(staffDocument),
  checks: z.array(checkRecord.extend(actorNamed)),
  decision: decision.optional(),
  ...decisionsOfFile,
  closing: closing.optional(),
  availableActions: z.array(applicationAction),
  call: callVersion,
});
