import * as z from 'zod';
import { digest, instant } from '../../../schemas/fields.ts';
import { inOrder, isAgent, type Role, role } from '../../../schemas/office.ts';
import { person } from '../../../schemas/organisation.ts';
import { formerRoles } from '../upcasts/person.ts';

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
    // What the release before reads: `functions/store/upcasts/person.ts`.
    roles: z.array(z.string()),
    holds: z.array(z.string()).default([]),
    /** When the city last gave the person another address. */
    addressChangedAt: instant().optional(),
  })
  .transform(({ holds, ...rest }) => ({ ...rest, roles: holds.filter((one): one is Role => known.has(one)) }));
export type PersonItem = z.output<typeof personItem>;

/** What of a person's roles is stored, for both releases, and under which list the person stands. */
export const storedRoles = ({ roles, juror }: Pick<PersonItem, 'roles' | 'juror'>) => ({
  roles: formerRoles(roles),
  // Never what was read of it before: somebody without a role holds none.
  holds: roles.length > 0 ? inOrder(roles) : undefined,
  /** Jurors, those who left among them, and agents; who is both is listed with the jurors. */
  list: roles.includes('juror') || juror ? 'juror' : isAgent({ roles }) ? 'staff' : undefined,
});
