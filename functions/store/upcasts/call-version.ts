import type { Step, Stored } from './upcast.ts';

/** Décret 2001-495, article 1: above 23,000 euros a year to one organisation an agreement is required. */
const legalThresholdCents = 2_300_000;

const steps = (call: Stored): Stored[] => (Array.isArray(call.steps) ? (call.steps as Stored[]) : []);

/**
 * 1 → 2: rules that versions published before them do not state. Each gets what held then: no word on marks, nothing
 * hidden, nobody reminded, one evaluation for the quorum, no limit but the greatest on what a juror has open; the threshold of the
 * law for agreements.
 */
const statesEveryRule: Step = (call) => ({
  agreementAboveCents: legalThresholdCents,
  openFilesPerJuror: 500,
  eligibility: [],
  example: true,
  ...call,
  steps: steps(call).map((step) => ({
    remindDaysBefore: 0,
    escalateDaysAfter: 0,
    ...(step.kind === 'score' && { blind: { applicant: false, peers: false } }),
    ...step,
    ...(Array.isArray(step.criteria) && {
      criteria: (step.criteria as Stored[]).map((criterion) => ({ anchors: [], ...criterion })),
    }),
  })),
});

export const callVersionSteps: readonly Step[] = [statesEveryRule];
