import { addDays, dayOf, daysBetween } from '../../functions/domain/calendar.ts';
import type { CheckStep } from '../../schemas/call.ts';
import type { CheckVerdict } from '../../schemas/check.ts';
import type { Decision } from '../../schemas/decision.ts';
import { usualDraftDays } from '../../schemas/drafts.ts';
import type { ScoreContent } from '../../schemas/evaluation.ts';
import { callLille } from '../../schemas/examples/call-lille.ts';
import {
  exampleClosing,
  exampleComplements,
  exampleConditions,
  exampleDeferral,
  exampleIneligible,
  exampleInKind,
  exampleRefusal,
  exampleScore,
  exampleSilence,
  exampleSupport,
} from '../../schemas/examples/jury.ts';
import { jurors } from '../../schemas/examples/people.ts';
import type { Mishap } from './seed-letters.ts';

/** One thing that somebody does to a file of the demonstration, and when. */
export type Act = { at: string } & (
  | { kind: 'submit' | 'complete' | 'withdraw' }
  | { kind: 'close' | 'silence'; reasons: string }
  | { kind: 'check'; stepId: string; body: CheckVerdict }
  | { kind: 'open'; jurorIds: string[] }
  | { kind: 'recuse'; jurorId: string }
  | { kind: 'evaluate'; jurorId: string; stepId: string; body: ScoreContent }
  | { kind: 'decide'; body: Decision }
  | { kind: 'correct'; body: Extract<Decision, { outcome: 'supported' }> }
);

export interface Life {
  startsAt: string;
  submitsAt: string;
  /** What became of the last letter, where no mail carried it. */
  mishap: Mishap | undefined;
  /** How far a draft went that is not submitted: begun, or ready to submit. */
  draft: 'begun' | 'ready' | undefined;
  /** All that would happen in time until a session of the jury; what lies in the future simply has not happened yet. */
  acts: Act[];
  /** The decision that follows a session, kept back until a day where one is given, and its correction where there is one. */
  decisions(heardAt: string, askedCents: number, announceOn?: string): Act[];
}

/** Files at the end of the list that stay drafts. */
const DRAFTS = 4;
/** Days that the oldest of the drafts has left. */
const EXPIRES_IN_DAYS = 20;
const DAY_MS = 86_400_000;
/** A file that is refused long before today. */
const POSTED = 3;
/** Part of the files that came in the last `RECENT_DAYS`, so that every state is there today. */
const RECENT_PART = 0.45;
const RECENT_DAYS = 55;
/** Days after a submission by which a panel has evaluated, and how long ago that was for the file that has just got there. */
const LAST_IN_AFTER = 29;
const JUST_MS = 2 * 3_600_000;
/** Files long past that ended without a decision: what was asked for never came, or the City never answered. */
const UNANSWERED = 1;
const UNHEARD = 9;

const [completeness, eligibility] = callLille.steps.filter((step): step is CheckStep => step.kind === 'check');
const scored = callLille.steps.find((step) => step.kind === 'score');

const answers = (step: CheckStep | undefined, failing?: number): Record<string, boolean> =>
  Object.fromEntries((step?.items ?? []).map((item, place) => [item.id, place !== failing]));

/** The life of application `index` of `count`, from the oldest to the newest. No chance is involved. */
export const lifeOf = (index: number, count: number, opening: string, now: Date): Life => {
  const submitted = count - DRAFTS;
  const recentFrom = Math.round(submitted * (1 - RECENT_PART));
  const today = dayOf(now.toISOString());
  const longAgo = daysBetween(dayOf(opening), today) - RECENT_DAYS;
  const ageOf = (place: number) =>
    place < recentFrom
      ? RECENT_DAYS + Math.round(longAgo * (1 - place / recentFrom))
      : Math.round((RECENT_DAYS * (submitted - place)) / (submitted - recentFrom));
  const day = addDays(today, -Math.max(1, ageOf(index)));
  // Of one file the last evaluation came in just now: its step is open for corrections.
  const isJustIn = ageOf(index) >= LAST_IN_AFTER && ageOf(index + 1) < LAST_IN_AFTER;
  const draft = index < submitted ? undefined : index % 2 === 0 ? 'begun' : 'ready';
  /** `days` after the submission, at an hour of the working day that differs from file to file. */
  const after = (days: number): string => {
    const minute = (index * 37 + days * 11) % 480;
    return new Date(new Date(`${addDays(day, days)}T07:30:00Z`).getTime() + minute * 60_000).toISOString();
  };
  const panel = [0, 1, 2].map((place) => jurors[(index + place * 2) % jurors.length]?.id ?? '');

  const acts = (): Act[] => {
    if (draft) return [];
    const list: Act[] = [{ kind: 'submit', at: after(0) }];
    const check = (days: number, step: CheckStep | undefined, body: CheckVerdict) =>
      list.push({ kind: 'check', at: after(days), stepId: step?.id ?? '', body });

    // What was asked for never came: the older file was closed since, the newer one may be.
    if (index === UNANSWERED || index === recentFrom) {
      check(3, completeness, {
        verdict: 'complements',
        answers: answers(completeness, 2),
        message: exampleComplements,
        answerWithinDays: 30,
      });
      if (index === UNANSWERED) list.push({ kind: 'close', at: after(41), reasons: exampleClosing });
      return list;
    }
    if (index === UNHEARD) {
      check(11, completeness, { verdict: 'passed', answers: answers(completeness) });
      list.push({ kind: 'silence', at: after(65), reasons: exampleSilence });
      return list;
    }
    if (index % 6 === 1 || index === submitted - 2) {
      check(3, completeness, {
        verdict: 'complements',
        answers: answers(completeness, 2),
        message: exampleComplements,
        answerWithinDays: 30,
      });
      list.push({ kind: 'complete', at: after(9) });
    }
    check(11, completeness, { verdict: 'passed', answers: answers(completeness) });
    if (index % 17 === 5) {
      list.push({ kind: 'withdraw', at: after(13) });
      return list;
    }
    if (index % 13 === 6) {
      check(15, eligibility, { verdict: 'ineligible', answers: answers(eligibility, 2), message: exampleIneligible });
      return list;
    }
    check(15, eligibility, { verdict: 'passed', answers: answers(eligibility) });
    list.push({ kind: 'open', at: after(20), jurorIds: panel });
    const recused = index % 9 === 4 ? panel[2] : undefined;
    if (recused) list.push({ kind: 'recuse', at: after(21), jurorId: recused });
    const present = panel.filter((jurorId) => jurorId !== recused);
    present.forEach((jurorId, place) => {
      const body = exampleScore(index, place);
      const isLast = place === present.length - 1;
      const at = isJustIn && isLast ? new Date(now.getTime() - JUST_MS).toISOString() : after(23 + place * 3);
      list.push({ kind: 'evaluate', at, jurorId, stepId: scored?.id ?? '', body });
    });
    return list;
  };
  /** The council meets a week after the session, and its resolution is recorded the day after. */
  const decisions = (heardAt: string, askedCents: number, announceOn?: string): Act[] => {
    const decidedOn = addDays(dayOf(heardAt), 7);
    const onDay = (days: number) => new Date(`${addDays(decidedOn, days)}T08:00:00Z`).toISOString();
    const body = decisionOf(index, askedCents, decidedOn);
    const first: Act = { kind: 'decide', at: onDay(1), body: { ...body, ...(announceOn && { announceOn }) } };
    // Now and then the amount was misread, and is put right before the month is out.
    if (body.outcome !== 'supported' || announceOn || index % 10 !== 2) return [first];
    const amountCents = Math.max(10_000, body.amountCents - 50_000);
    return [first, { kind: 'correct', at: onDay(20), body: { ...body, amountCents } }];
  };
  // Nobody has saved the first of the drafts for so long that it is about to expire.
  const startsAt =
    index === submitted
      ? new Date(now.getTime() - (usualDraftDays - EXPIRES_IN_DAYS) * DAY_MS).toISOString()
      : after(-6);
  // The newest file has an address that takes no mail; of an old one the refusal went by post.
  const mishap = index === submitted - 1 ? 'refused' : index === POSTED ? 'posted' : undefined;
  return { startsAt, submitsAt: after(0), mishap, draft, acts: acts(), decisions };
};

const decisionOf = (index: number, askedCents: number, decidedOn: string): Decision => {
  const reference = `EXEMPLE-${decidedOn.slice(0, 4)}-${String(index + 1).padStart(3, '0')}`;
  if (index % 8 === 3) return { outcome: 'refused', decidedOn, reference, reasons: exampleRefusal };
  if (index % 11 === 7) return { outcome: 'deferred', decidedOn, reference, reasons: exampleDeferral };
  // Whole hundreds of euros, from six to ten tenths of what was asked.
  const amountCents = Math.max(10_000, Math.round((askedCents * (6 + (index % 5))) / 10 / 10_000) * 10_000);
  return {
    outcome: 'supported',
    amountCents: Math.min(amountCents, askedCents),
    decidedOn,
    reference,
    reasons: exampleSupport,
    ...(index % 4 === 0 && { inKind: exampleInKind, conditions: exampleConditions }),
  };
};
