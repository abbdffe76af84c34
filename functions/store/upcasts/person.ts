import { everyDuty, inOrder, type Role, role } from '../../../schemas/office.ts';
import type { Step } from './upcast.ts';

/**
 * Roles as the release before knows them, which refuses any other word: `staff` stands for all that an agent could do
 * then. They are written of who may do all of it still, so that nobody may do more over there than here. The attribute may
 * go once no function that runs reads it any more: with the release after the one that brought `holds`.
 */
const formerWords = ['staff', 'juror'] as const;
type FormerRole = (typeof formerWords)[number];

/** Roles in the words of the release before. */
export const formerRoles = (roles: readonly Role[]): FormerRole[] => [
  ...(everyDuty.every((duty) => roles.includes(duty)) ? (['staff'] as const) : []),
  ...(roles.includes('juror') ? (['juror'] as const) : []),
];

/**
 * Roles as they stand. What the release before gave or took away since `holds` was written is seen in its own words alone:
 * of those that it knows nothing of, it says nothing.
 */
export const standingRoles = (holds: readonly Role[], written: readonly FormerRole[]): Role[] => {
  const before = formerRoles(holds);
  const isNew = (one: FormerRole) => written.includes(one) && !before.includes(one);
  const isGone = (one: FormerRole) => before.includes(one) && !written.includes(one);
  return inOrder([
    ...holds.filter((held) => !isGone(held === 'juror' ? 'juror' : 'staff')),
    ...(isNew('staff') ? everyDuty : []),
    ...(isNew('juror') ? (['juror'] as const) : []),
  ]);
};

const amongst = <T extends string>(words: readonly T[], stored: unknown): T[] =>
  Array.isArray(stored) ? words.filter((word) => stored.includes(word)) : [];

/**
 * 1 → 2: the roles stand in `holds` alone. The release before writes them in its own words, into `roles`, and never says a
 * version: whatever it wrote comes by here, and is told from what stood before it. A role that only newer code knows is
 * left out.
 */
const holdsEveryRole: Step = (person) => ({
  ...person,
  holds: standingRoles(amongst(role.options, person.holds), amongst(formerWords, person.roles)),
});

export const personSteps: readonly Step[] = [holdsEveryRole];
