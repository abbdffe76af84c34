import type { CallVersion } from '../../schemas/call.ts';
import { mailAbout, reminderSeq } from '../../schemas/mail.ts';
import { draftExpires } from '../notify/templates/draft-expires.ts';
import { logger, metrics } from '../observe.ts';
import type { Mailer } from '../services/mail.ts';
import { loadAddress } from '../store/addresses.ts';
import type { ApplicationFile } from '../store/applications.ts';
import { loadCall } from '../store/calls.ts';
import { hadWarning, markWarned } from '../store/draft-expiry.ts';
import type { PersonItem } from '../store/items/person.ts';
import { draftWarningKey, personWarningKey } from '../store/keys.ts';
import { LeaseHeld, releaseLease, takeLease } from '../store/lease.ts';
import { loadMembers } from '../store/membership.ts';
import { loadOrganisation } from '../store/organisation-heads.ts';
import { NoTurn } from '../store/pace.ts';
import type { StorePorts } from '../store/ports.ts';

/** What a warning leaves with. */
export interface Warning {
  ports: StorePorts;
  mailer: Mailer;
  siteUrl: string;
}

/** The mail service answered that it does not take a warning; it is tried again with the next run. */
export class Refused extends Error {}

/**
 * Tries after which a refused warning counts as one that reaches nobody: the five runs of five mornings, in which the alarm
 * rings. Fewer would throw drafts away unwarned because the service takes no mails for a day.
 */
const TRIES = 25;

interface Due {
  /** Which of the warnings, by its place. */
  warning: number;
  savedOn: string;
  expiresOn: string;
  today: string;
}

/**
 * Warns everybody who acts for a draft's organisation, since each of them can keep it: one mail a person and warning, at
 * the address that the issuer verified, under a lease. One that is refused, or that another run is sending, stops no other;
 * only when everybody had theirs the warning counts as given. Nobody can be reached at an address that refuses our mails:
 * that is noted, and the pages say the day as well. The same where nobody acts for the organisation any more.
 * @throws LeaseHeld while another run sends one; NoTurn when no time is left; Refused when the mail service does not take
 * one; whatever else went wrong, when it may have left: then the lease lapses, and it may leave twice.
 */
export const warnMembers = async (warning: Warning, file: ApplicationFile, due: Due): Promise<void> => {
  const { ports } = warning;
  const { head } = file;
  const [organisation, call] = await Promise.all([
    loadOrganisation(ports, head.organisationId),
    loadCall(ports, head.callId),
  ]);
  if (!organisation || !call) throw new Error('A draft without organisation or call');
  const members = await loadMembers(ports, organisation);
  let left: unknown;
  for (const person of members)
    try {
      await warnPerson(warning, file, { ...due, person, call });
    } catch (error) {
      if (!(error instanceof Refused || error instanceof LeaseHeld)) throw error;
      left ??= error;
    }
  if (left !== undefined) throw left;
  if (members.length === 0) logger.warn('A draft whose end nobody can be told', { applicationId: head.id });
  await markWarned(ports, draftWarningKey(head.id, due.savedOn, due.warning), { status: 'given', on: due.today });
};

const warnPerson = async (
  { ports, mailer, siteUrl }: Warning,
  file: ApplicationFile,
  { warning, savedOn, expiresOn, today, person, call }: Due & { person: PersonItem; call: CallVersion },
): Promise<void> => {
  const { head } = file;
  const key = personWarningKey(head.id, savedOn, warning, person.id);
  if (hadWarning(file, key)) return;
  const lease = await takeLease(ports, key);
  if (!lease.taken) return;
  const hold = async (why: string) => {
    await markWarned(ports, key, { status: 'held', on: today });
    metrics.addMetric('DraftWarningHeld', 'Count', 1);
    logger.warn('A warning reaches nobody', { applicationId: head.id, why });
  };
  if ((await loadAddress(ports, person.email))?.status === 'held') return hold('address');
  const { language } = person;
  const message = draftExpires({
    language,
    siteUrl,
    recipientName: person.name,
    callTitle: call.title[language],
    service: call.service,
    draft: { id: head.id, title: head.title },
    organisationName: head.organisationName,
    savedOn,
    expiresOn,
  });
  const about = mailAbout.parse({ applicationId: head.id, seq: reminderSeq, recipient: person.id });
  let messageId: string;
  try {
    messageId = await mailer.send({ fromName: call.service.name, to: person.email, ...message, about });
  } catch (error) {
    const answered = (error as { $metadata?: { httpStatusCode?: number } }).$metadata?.httpStatusCode !== undefined;
    if (answered && lease.attempts >= TRIES) return hold('refused');
    // A lost connection says nothing: then the lease is left to lapse.
    if (answered || error instanceof NoTurn) await releaseLease(ports, key, lease.attempts);
    if (!answered) throw error;
    metrics.addMetric('DraftWarningRefused', 'Count', 1);
    throw new Refused((error as Error).name, { cause: error });
  }
  await markWarned(ports, key, { status: 'sent', on: today, messageId });
  metrics.addMetric('DraftWarningSent', 'Count', 1);
};
