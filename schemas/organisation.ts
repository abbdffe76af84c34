import * as z from 'zod';
import { email, id, instant, language, personId, phone, rna, siret, text } from './fields.ts';
import { jurorProfile } from './juror.ts';
import { role } from './office.ts';
import { reminderChoice } from './reminders.ts';

export const organisationId = id('org');

export const legalForms = ['association', 'cooperative', 'mutual', 'foundation', 'social-enterprise'] as const;

/** What an organisation says of itself; a SIRET is compulsory to be paid public money. */
export const organisationContent = z.object({
  name: text(160),
  legalForm: z.enum(legalForms),
  siret: siret(),
  rna: rna().optional(),
  address: text(200),
  postalCode: z
    .string()
    .trim()
    .regex(/^\d{5}$/),
  city: text(100),
  representativeName: text(120),
  representativeRole: text(80),
  email: email(),
  phone: phone(),
});
export type OrganisationContent = z.infer<typeof organisationContent>;

export const organisation = organisationContent.extend({
  id: organisationId,
  version: z.int().min(1),
});
export type Organisation = z.infer<typeof organisation>;

/** Organisations that one person can register. */
export const maxOrganisations = 100;

/** A person known to the service: made from verified claims at the first sign-in, or beforehand for jurors and staff. */
export const person = z.object({
  id: personId(),
  name: text(120),
  email: email(),
  roles: z.array(role),
  /** The language that mails are written in. */
  language,
  organisationIds: z.array(organisationId),
  /** Of jurors: what they know best, and whether they are at work. */
  juror: jurorProfile.optional(),
  /** When staff invited the person, and when the person first came; absent for who needed no invitation. */
  invitedAt: instant().optional(),
  joinedAt: instant().optional(),
  /** As chosen; the usual where nothing was. */
  reminders: reminderChoice.optional(),
});
export type Person = z.infer<typeof person>;
