import * as z from 'zod';
import { applicationAction, applicationContent, applicationCore, savedSection, sectionName } from '../application.ts';
import { attachment } from '../attachment.ts';
import { callVersion } from '../call.ts';
import { day, slug } from '../fields.ts';
import { organisation } from '../organisation.ts';
import { closing } from './closings.ts';
import { draftExpiresOn } from './shared.ts';

export const applicantFile = applicationCore
  .pick({
    id: true,
    state: true,
    callId: true,
    callVersion: true,
    number: true,
    startedAt: true,
    submittedAt: true,
    silenceRejectsOn: true,
    complementsDueOn: true,
    stepId: true,
    outcome: true,
    grantedCents: true,
    decidedOn: true,
  })
  .extend({
    /** Moves with each handing over, and with nothing that happens inside the service. */
    version: z.int().min(1),
    organisation,
    /** What is being typed, by section; the frozen content once it cannot be changed. */
    sections: z.partialRecord(sectionName, savedSection),
    content: applicationContent.optional(),
    /** Those handed over, and those that go with the next handing over. */
    attachments: z.array(attachment.extend({ submitted: z.boolean() })),
    /** The request that waits for an answer. */
    complementsRequest: z.string().optional(),
    /** The points of the check that are not met yet, by their ids in the call's step: what the request is about. */
    unmetPoints: z.array(slug()).optional(),
    /** Steps of the jury that took place; others were passed over, or the file ended before them. */
    heldStepIds: z.array(slug()).optional(),
    /** Why the file was refused or found ineligible, in the words of the letter. */
    reasons: z.string().optional(),
    /** The day on which silence refuses the file; while documents are asked for, the one that holds without an answer. */
    runsOutOn: day().optional(),
    /** The day on which silence refused the file, while the City has not decided it. */
    refusedBySilenceOn: day().optional(),
    closing: closing.optional(),
    expiresOn: draftExpiresOn,
    availableActions: z.array(applicationAction),
    call: callVersion,
  });
