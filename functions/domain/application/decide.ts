import type { ApplicationCore } from '../../../schemas/application.ts';
import { type CallVersion, stepOf } from '../../../schemas/call.ts';
import { type Decision, keptBackUntil, mostDaysKeptBack } from '../../../schemas/decision.ts';
import { addDays, dayOf } from '../calendar.ts';
import { DomainError } from '../errors.ts';
import { allow } from '../lifecycle.ts';
import { silenceRefusesOn } from '../silence.ts';
import { type Decided, decided } from './decided.ts';

const action = { supported: 'support', refused: 'refuse', deferred: 'defer' } as const;

type Refused = [field: string, rule: string];

/** Fields that rules of decisions refuse. */
const refuseAll = (refused: readonly Refused[]) =>
  new DomainError('invalid', 'invalid', {
    fields: refused.map(([field, rule]) => ({
      path: [field],
      keys: [`fields.${field}.${rule}`, `rules.${rule}`],
    })),
  });

/** A field that a rule of decisions refuses. */
export const refuse = (field: string, rule: string) => refuseAll([[field, rule]]);

/**
 * What holds of any decision on this file; all that does not is said at once.
 * @throws DomainError invalid when it is dated after today or before the submission, grants more than was asked, or is
 * to be announced before it was taken or more than a year after it.
 */
export const mustBeTrue = (application: ApplicationCore, decision: Decision, at: string): void => {
  const refused: Refused[] = [];
  if (decision.decidedOn > dayOf(at)) refused.push(['decidedOn', 'in-future']);
  if (application.submittedAt && decision.decidedOn < dayOf(application.submittedAt))
    refused.push(['decidedOn', 'before-submission']);
  if (decision.outcome === 'supported' && decision.amountCents > application.amountAskedCents)
    refused.push(['amountCents', 'above-asked']);
  if (decision.announceOn !== undefined && decision.announceOn < decision.decidedOn)
    refused.push(['announceOn', 'before-decision']);
  if (decision.announceOn !== undefined && decision.announceOn > addDays(decision.decidedOn, mostDaysKeptBack))
    refused.push(['announceOn', 'kept-back']);
  if (refused.length > 0) throw refuseAll(refused);
};

/**
 * What is said of criteria must be of the call's own.
 * @throws DomainError invalid naming the entry.
 */
export const mustFitCall = (call: CallVersion, decision: Decision): void => {
  const feedback = decision.outcome === 'refused' ? (decision.feedback ?? []) : [];
  const fields = feedback.flatMap(({ stepId, criterionId }, index) => {
    const step = stepOf(call, stepId);
    const known = step?.kind === 'score' && step.criteria.some(({ id }) => id === criterionId);
    return known ? [] : [{ path: ['feedback', index], keys: ['fields.feedback.unknown-criterion', 'rules.ask'] }];
  });
  if (fields.length > 0) throw new DomainError('invalid', 'invalid', { fields });
};

/**
 * Records what the competent body decided. `digest` freezes the reasons, which stand in an item of their own. With a day
 * of announcement that is still to come, applicants learn nothing until then. A decision that is recorded after the City's
 * silence had refused can still be taken, and says that it is late: silence lasts until applicants are told, whichever day
 * the decision bears. One that is kept back may become so meanwhile (`decisionsIn`).
 * @throws DomainError conflict `state-passed`; invalid as `mustBeTrue` says.
 */
export const decide = (input: {
  application: ApplicationCore;
  decision: Decision;
  digest: string;
  at: string;
}): Decided => {
  const { application, decision, digest, at } = input;
  allow(application, action[decision.outcome], 'staff');
  mustBeTrue(application, decision, at);
  const { decidedOn } = decision;
  const today = dayOf(at);
  const last = silenceRefusesOn(application, today);
  const announceOn = keptBackUntil(decision, today);
  const common = {
    decidedOn,
    digest,
    ...(announceOn && { announceOn }),
    ...(last !== undefined && today > last && { late: true as const }),
  };
  switch (decision.outcome) {
    case 'supported':
      return decided(
        application,
        { type: 'application.supported', data: { ...common, amountCents: decision.amountCents } },
        at,
      );
    case 'refused':
      return decided(application, { type: 'application.refused', data: common }, at);
    case 'deferred':
      return decided(application, { type: 'application.deferred', data: common }, at);
  }
};
