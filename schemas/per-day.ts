import * as z from 'zod';

/**
 * What one person may do in a day, so that nobody has the City write to strangers, fills its queue or has it store and scan
 * without end by a script: drafts begun, documents promised, files handed in, organisations registered, and mails that ask
 * the holder of an address. What is taken back was done all the same.
 */
export const perDay = z.object({
  drafts: z.int().min(1),
  documents: z.int().min(1),
  files: z.int().min(1),
  organisations: z.int().min(1),
  confirmations: z.int().min(1),
});
export type PerDay = z.infer<typeof perDay>;

/**
 * What one member of staff may have mailed in a day, so that whoever gets hold of a session of the office has not all the
 * mails of the City: invitations, mails that did not arrive sent once more, and sessions of the jury convened or changed.
 */
export const officePerDay = z.object({
  invitations: z.int().min(1),
  mailsAgain: z.int().min(1),
  sessionsTold: z.int().min(1),
});
export type OfficePerDay = z.infer<typeof officePerDay>;

/** EXAMPLES, unless a deployment says otherwise: a jury of thirty is invited in a morning, after a day without mails all are sent again. */
export const usualOfficePerDay: OfficePerDay = { invitations: 100, mailsAgain: 300, sessionsTold: 60 };

/**
 * How often in a day one person is sent an invitation again, or something of a mail that did not arrive, whoever does it. One mail
 * may have told of ninety files, and whoever corrected the address sends them again one by one.
 */
export const toOnePerDay = { invited: 5, mailedAgain: 100 } as const;
export type ToOnePerDay = { [what in keyof typeof toOnePerDay]: number };

/** EXAMPLES, unless a deployment says otherwise: far above what an association does. */
export const usualPerDay: PerDay = { drafts: 100, documents: 500, files: 50, organisations: 10, confirmations: 20 };
