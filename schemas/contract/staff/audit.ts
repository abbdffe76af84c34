import * as z from 'zod';
import { audited, subject } from '../../audit.ts';
import { alsoWhenWrong, cursor, day, inOrder, line, personId } from '../../fields.ts';
import { duties } from '../../office.ts';
import type { Operation } from '../operation.ts';
import { page } from '../shared.ts';
import { staffPlaces } from './places.ts';

/** Calendar days in Paris, both included; the last seven unless given. */
const period = { from: day().optional(), to: day().optional() };
/** By whom, and about which file, by its number. */
const filter = { personId: personId().optional(), number: line(40).optional(), ...period };

const auditRow = audited.extend({
  /** Left out of whoever is gone. */
  personName: z.string().optional(),
  about: subject
    .extend({
      /** The number of a file. */
      number: z.string().optional(),
      /** The name of a person or an organisation. */
      name: z.string().optional(),
    })
    .optional(),
});

const at = staffPlaces.audit;

export const staffAuditContract = {
  listAudit: {
    ...at.listAudit,
    audience: 'staff',
    roles: duties.audit,
    summary:
      'Who did what, and who opened which file, in a period, the latest first; without the files that I am recused from.',
    query: z.object({ ...filter, cursor: cursor().optional() }).superRefine(inOrder, alsoWhenWrong),
    response: page(auditRow).extend({
      from: day(),
      to: day(),
      /** Openings, and acts in this list, are kept for as many days. */
      keptDays: z.int().min(1),
      /** Whether files that I am recused from are left out. */
      leftOut: z.boolean(),
    }),
    noted: 'audit',
    problems: [403, 404, 422],
  },
  exportAudit: {
    ...at.exportAudit,
    audience: 'staff',
    roles: duties.audit,
    summary: 'The same as one list, to be kept as a file; `cut` when there is more than it holds.',
    body: z.object(filter).superRefine(inOrder, alsoWhenWrong),
    response: z.object({ items: z.array(auditRow), cut: z.boolean(), from: day(), to: day() }),
    noted: 'audit-export',
    problems: [403, 404, 422],
  },
} as const satisfies Record<string, Operation>;
