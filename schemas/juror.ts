import * as z from 'zod';
import { alsoWhenWrong, instant, line, personId, siret, slug, type Typing, text } from './fields.ts';
import { territoryId } from './territory.ts';

/** How a juror stands to an organisation, as a declaration or a recusal names it. */
export const interests = ['officer', 'employee', 'member', 'kin', 'other'] as const;
export const interest = z.enum(interests);

/** Where a juror stands: at work, handing over what is open, or gone. */
export const jurorStatuses = ['active', 'leaving', 'left'] as const;
export const jurorStatus = z.enum(jurorStatuses);
export type JurorStatus = z.infer<typeof jurorStatus>;

/** What a juror knows best, which assignments prefer; sectors are named as calls name them. */
export const skills = z.object({ territories: z.array(territoryId).max(12), sectors: z.array(slug()).max(40) });
export type Skills = z.infer<typeof skills>;

/** What staff keep of a juror beside the person. */
export const jurorProfile = skills.extend({
  status: jurorStatus,
  /** Open assignments at most, in place of what the call says. */
  openFiles: z.int().min(1).max(500).optional(),
  /** When the juror began to hand over, or was gone. */
  leftAt: instant().optional(),
});
export type JurorProfile = z.infer<typeof jurorProfile>;

export const newJuror: JurorProfile = { territories: [], sectors: [], status: 'active' };

/** An organisation to which a juror is bound, as declared for a year. */
export const declaredOrganisation = z.object({ name: line(160), siret: siret().optional(), interest });
export type DeclaredOrganisation = z.infer<typeof declaredOrganisation>;

/** A juror's annual declaration: organisations, or the explicit word that there is none. */
export const declaration = z
  .object({ none: z.boolean(), organisations: z.array(declaredOrganisation).max(50) })
  .superRefine(({ none, organisations }: Typing<'none' | 'organisations'>, context) => {
    if (Array.isArray(organisations) && none === organisations.length > 0)
      context.addIssue({ code: 'custom', path: ['organisations'], params: { rule: none ? 'none-and-some' : 'ask' } });
  }, alsoWhenWrong);
export type Declaration = z.infer<typeof declaration>;

/** A declared organisation that a file names: as its applicant, or among its partners. */
export const declaredMatch = z.object({
  organisation: z.string(),
  interest,
  found: z.enum(['applicant', 'partner']),
});
export type DeclaredMatch = z.infer<typeof declaredMatch>;

/** Staff took a juror off a file's step, and why. */
export const relief = z.object({ jurorId: personId(), stepId: slug(), at: instant(), reason: text(2000, 5) });

/** Why a juror steps back from a file. */
export const recusalReason = z.object({ interest, reason: text(2000, 5) });
