import type { ApplicationCore } from '../../../schemas/application.ts';
import type { ApplicationEvent } from '../../../schemas/event.ts';
import { dayOf } from '../calendar.ts';

/** An event with what its envelope adds to the replay. */
export type ReplayedEvent = ApplicationEvent & { at: string; aggregate: { id: string } };

/**
 * The application after an event. The head that is stored is always made here, so that replaying the chain gives the
 * same head. A step's state comes from the event's own step kind: the call is not needed to replay.
 * @throws Error when the chain does not begin with `application.started`.
 */
export const evolve = (before: ApplicationCore | undefined, event: ReplayedEvent): ApplicationCore => {
  if (event.type === 'application.started')
    return {
      id: event.aggregate.id as ApplicationCore['id'],
      version: 1,
      state: 'draft',
      ...event.data,
      startedAt: event.at,
      revision: 0,
      recusals: [],
      results: [],
      shares: [],
      amountAskedCents: 0,
      updatedAt: event.at,
    };
  if (!before) throw new Error(`${event.type} without application.started before it`);
  const next = { ...before, version: before.version + 1, updatedAt: event.at };
  switch (event.type) {
    case 'application.submitted': {
      const { stepId, stepState, digest: _digest, ...rest } = event.data;
      return { ...next, ...rest, stepId, state: stepState, revision: 1, submittedAt: event.at };
    }
    case 'application.check-passed':
      return { ...next, stepId: event.data.nextStepId, state: event.data.nextState };
    case 'application.complements-requested':
      return { ...next, state: 'complements', complementsRequestedAt: event.at, complementsDueOn: event.data.dueOn };
    case 'application.complements-provided': {
      const { complementsRequestedAt: _at, complementsDueOn: _on, ...rest } = next;
      const { digest: _digest, contactChanged: _contact, ...changed } = event.data;
      return { ...rest, ...changed, state: 'checking', revision: before.revision + 1 };
    }
    case 'application.found-ineligible':
      return { ...next, state: 'ineligible' };
    case 'application.step-opened':
      return { ...next, state: 'evaluating', stepId: event.data.jury.stepId, jury: event.data.jury };
    case 'application.juror-assigned': {
      const { jury } = before;
      if (!jury) throw new Error('application.juror-assigned without an open step');
      return { ...next, jury: { ...jury, jurorIds: [...jury.jurorIds, event.data.jurorId] } };
    }
    case 'application.juror-recused':
      return recusedFrom(next, event.data.jurorId, event.at);
    case 'application.juror-relieved': {
      const { jury } = before;
      if (!jury) throw new Error('application.juror-relieved without an open step');
      const jurorIds = jury.jurorIds.filter((id) => id !== event.data.jurorId);
      return { ...next, jury: { ...jury, jurorIds } };
    }
    case 'application.step-closed': {
      const { jury: _jury, ...rest } = next;
      const { result, nextStepId, next: opened, nextState } = event.data;
      return {
        ...rest,
        stepId: nextStepId,
        results: [...before.results, result],
        ...(opened ? { state: 'evaluating', jury: opened } : { state: nextState ?? 'deciding' }),
      };
    }
    case 'application.scheduled':
      return { ...next, state: 'deliberating', jury: event.data.jury };
    case 'application.rescheduled': {
      const { jury } = before;
      if (!jury) throw new Error('application.rescheduled without a hearing');
      return { ...next, jury: { ...jury, dueAt: event.data.dueAt } };
    }
    case 'application.unscheduled':
    case 'application.postponed': {
      const { jury: _jury, ...rest } = next;
      return { ...rest, state: 'ready' };
    }
    case 'application.deliberated': {
      const { jury: _jury, ...rest } = next;
      const { result, nextStepId, nextState } = event.data;
      return { ...rest, stepId: nextStepId, state: nextState, results: [...before.results, result] };
    }
    case 'application.supported':
      return decidedAs(unseen(before, next, event.data.announceOn), 'supported', event.data);
    case 'application.refused':
      return decidedAs(unseen(before, next, event.data.announceOn), 'refused', event.data);
    case 'application.deferred':
      return decidedAs(unseen(before, next, event.data.announceOn), 'deferred', event.data);
    case 'application.agreement-signed':
      return { ...next, agreementSignedOn: event.data.signedOn };
    case 'application.announced': {
      const { announceOn: _on, ...rest } = next;
      return rest;
    }
    case 'application.decision-corrected': {
      const changed = unseen(before, next, event.data.announceOn);
      const { grantedCents: _cents, announceOn: _on, agreementSignedOn, ...rest } = changed;
      // What was signed holds for a grant, also for one whose amount is corrected.
      const signed = event.data.outcome === 'supported' && agreementSignedOn !== undefined && { agreementSignedOn };
      return decidedAs({ ...rest, ...signed }, event.data.outcome, event.data);
    }
    case 'application.decision-withdrawn': {
      const {
        outcome: _outcome,
        decidedOn: _on,
        grantedCents: _cents,
        announceOn: _announce,
        agreementSignedOn: _signed,
        ...rest
      } = next;
      // Nobody outside knew of it: to them nothing has changed.
      return { ...rest, state: 'deciding', ...(event.data.unannounced && { updatedAt: before.updatedAt }) };
    }
    case 'application.resumed': {
      const { outcome: _outcome, decidedOn: _on, ...rest } = next;
      return { ...rest, state: 'deciding' };
    }
    case 'application.withdrawn': {
      // Nothing is waited for any more: neither jurors, nor documents, nor a decision put off.
      const {
        jury: _jury,
        complementsRequestedAt: _at,
        complementsDueOn: _due,
        outcome: _outcome,
        decidedOn: _on,
        grantedCents: _cents,
        announceOn: _announce,
        ...rest
      } = next;
      return { ...rest, state: 'withdrawn' };
    }
    case 'application.closed':
    case 'application.silence-recorded': {
      const {
        jury: _jury,
        complementsRequestedAt: _at,
        complementsDueOn: _due,
        outcome: _outcome,
        decidedOn: _on,
        ...rest
      } = next;
      const { silenceRejectsOn } = event.data;
      const state = event.type === 'application.closed' ? 'closed' : 'refused-by-silence';
      return { ...rest, state, silenceRejectsOn, closedOn: dayOf(event.at) };
    }
    case 'application.reopened': {
      const { closedOn: _on, ...rest } = next;
      return { ...rest, state: event.data.nextState, silenceRejectsOn: event.data.silenceRejectsOn };
    }
    case 'application.agent-recused':
      return { ...recusedFrom(next, event.data.personId, event.at), updatedAt: before.updatedAt };
    case 'application.attachment-released':
    case 'application.jurors-reminded':
    case 'application.mail-resumed':
      // Of the mails, not of the file: lists by the last change leave it where it is.
      return { ...next, updatedAt: before.updatedAt };
    case 'application.organisation-changed':
      // Whose it is, not where it stands: lists by the last change leave it where it is.
      return { ...next, organisationId: event.data.organisationId, updatedAt: before.updatedAt };
  }
};

/** Whoever steps back from a file does so in every role: as an agent, and from its jury. */
const recusedFrom = ({ jury, ...next }: ApplicationCore, personId: string, at: string): ApplicationCore => ({
  ...next,
  ...(jury && { jury: { ...jury, jurorIds: jury.jurorIds.filter((id) => id !== personId) } }),
  recusals: [...next.recusals, { jurorId: personId, at }],
});

/** A decision that is kept back leaves the last change where it was: applicants' lists show it, and are ordered by it. */
const unseen = (before: ApplicationCore, next: ApplicationCore, announceOn: string | undefined): ApplicationCore =>
  announceOn === undefined ? next : { ...next, updatedAt: before.updatedAt };

const decidedAs = (
  next: ApplicationCore,
  outcome: 'supported' | 'refused' | 'deferred',
  { decidedOn, amountCents, announceOn }: { decidedOn: string; amountCents?: number; announceOn?: string | undefined },
): ApplicationCore => ({
  ...next,
  state: outcome,
  outcome,
  decidedOn,
  ...(amountCents !== undefined && { grantedCents: amountCents }),
  ...(announceOn !== undefined && { announceOn }),
});

/** The application that a whole chain of events leads to. */
export const replay = (events: readonly ReplayedEvent[]): ApplicationCore | undefined =>
  events.reduce<ApplicationCore | undefined>(evolve, undefined);
