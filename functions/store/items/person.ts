import * as z from 'zod';
import { digest } from '../../../schemas/fields.ts';
import { everyDuty, inOrder, isAgent, type Role, role } from '../../../schemas/office.ts';
import { person } from '../../../schemas/organisation.ts';

/**
 * Roles as the release before knows them, which refuses any other word: `staff` stands for all that an agent could do
 * then. It is written only of who may do all of it still, so that nobody may do more over there than here. The attribute
 * may go once no function that runs reads it any more: with the release after the one that brought `holds`.
 */
const formerRole = z.enum(['staff', 'juror']);
type FormerRole = z.infer<typeof formerRole>;

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

const known = new Set<string>(role.options);

/**
 * A person as stored: profile and head of the chain of the person's events in one item. `rev` moves with every write of
 * either; `version` and `lastHash` are there once the chain has begun. A role that only a newer release knows is left out.
 */
export const personItem = person
  .extend({
    rev: z.int().min(1),
    version: z.int().min(1).optional(),
    lastHash: digest.optional(),
    roles: z.array(formerRole),
    holds: z.array(z.string()).default([]),
  })
  .transform(({ holds, roles, ...rest }) => ({
    ...rest,
    roles: standingRoles(
      holds.filter((one): one is Role => known.has(one)),
      roles,
    ),
  }));
export type PersonItem = z.output<typeof personItem>;

/** What of a person's roles is stored, for both releases, and under which list the person stands. */
export const storedRoles = ({ roles, juror }: Pick<PersonItem, 'roles' | 'juror'>) => ({
  roles: formerRoles(roles),
  // Never what was read of it before: somebody without a role holds none.
  holds: roles.length > 0 ? inOrder(roles) : undefined,
  /** Jurors, those who left among them, and agents; who is both is listed with the jurors. */
  list: roles.includes('juror') || juror ? 'juror' : isAgent({ roles }) ? 'staff' : undefined,
});
