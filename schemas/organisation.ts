import * as z from 'zod';
import {
  changes,
  email,
  id,
  instant,
  language,
  line,
  optionalText,
  personId,
  phone,
  postalCode,
  rna,
  siret,
} from './fields.ts';
import { jurorProfile } from './juror.ts';
import { role } from './office.ts';
import { reminderChoice } from './reminders.ts';

export const organisationId = id('org');

export const legalForms = ['association', 'cooperative', 'mutual', 'foundation', 'social-enterprise'] as const;

/** What an organisation says of itself; a SIRET is compulsory to be paid public money. */
export const organisationContent = z.object({
  name: line(160),
  legalForm: z.enum(legalForms),
  siret: siret(),
  rna: rna().optional(),
  address: line(200),
  postalCode: postalCode(),
  city: line(100),
  representativeName: line(120),
  representativeRole: line(80),
  email: email(),
  phone: phone(),
});
export type OrganisationContent = z.infer<typeof organisationContent>;

export const organisation = organisationContent.extend({
  id: organisationId,
  version: changes(1),
});
export type Organisation = z.infer<typeof organisation>;

/** Organisations that one person can act for. */
export const maxOrganisations = 100;

/** The part of an organisation that its events replay: how many there were, and how it stands to others. */
export const organisationCore = organisation.pick({ id: true, version: true }).extend({
  /** Registered twice: the one that it was merged into, as which it answers. */
  mergedIntoId: organisationId.optional(),
  /** Those that were merged into it, and into these. */
  absorbedIds: z.array(organisationId).optional(),
});
export type OrganisationCore = z.infer<typeof organisationCore>;

/** Where a person's wish to act for an organisation that is already registered stands. */
export const joinStates = ['waiting', 'linked', 'declined'] as const;

/** What a person may say for a wish to be linked. */
export const joinMessage = optionalText(500);

/** A wish as its own person sees it: of the organisation it holds the number that the person typed, and nothing else. */
export const ownJoinRequest = z.object({
  siret: z.string(),
  state: z.enum(joinStates),
  requestedAt: instant(),
  answeredAt: instant().optional(),
  /** Why staff declined. */
  answer: z.string().optional(),
});
export type OwnJoinRequest = z.infer<typeof ownJoinRequest>;

/** A person known to the service: made from verified claims at the first sign-in, or beforehand for jurors and staff. */
export const person = z.object({
  id: personId(),
  name: line(120),
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
