import type { Language } from '../../schemas/fields.ts';
import { mailAbout, reminderSeq } from '../../schemas/mail.ts';
import { draftExpires } from '../notify/templates/draft-expires.ts';
import { logger, metrics } from '../observe.ts';
import type { Mailer } from '../services/mail.ts';
import { loadAddress } from '../store/addresses.ts';
import type { ApplicationFile } from '../store/applications.ts';
import { loadCall } from '../store/calls.ts';
import { readEvents } from '../store/consume.ts';
import { markWarned } from '../store/draft-expiry.ts';
import type { ApplicationHead } from '../store/items.ts';
import { draftWarningKey } from '../store/keys.ts';
import { releaseLease, takeLease } from '../store/lease.ts';
import { loadOrganisation } from '../store/organisations.ts';
import { NoTurn } from '../store/pace.ts';
import { loadPerson } from '../store/people.ts';
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

interface Owner {
  recipient: string;
  email: string;
  name: string;
  language: Language;
}

/** Whoever began the draft, if they still act for its organisation; else the organisation itself, at its own address. */
const ownerOf = async (ports: StorePorts, head: ApplicationHead): Promise<Owner | undefined> => {
  const [started] = await readEvents(ports, { type: 'application', id: head.id });
  const personId = started?.actor.personId;
  const person = personId ? await loadPerson(ports, personId) : undefined;
  if (person?.organisationIds.includes(head.organisationId)) return { ...person, recipient: person.id };
  const organisation = await loadOrganisation(ports, head.organisationId);
  return organisation && { ...organisation, recipient: 'applicant', language: 'fr' };
};

/**
 * Warns a draft's owner, unless that was done; once each. A warning that can reach nobody is noted as given: the pages say
 * the day as well.
 * @returns whether it was given now.
 * @throws LeaseHeld while another run sends it; NoTurn when no time is left; Refused when the mail service does not take
 * it; whatever else went wrong, when it may have left: then the lease lapses, and it may leave twice.
 */
export const warnOwner = async (
  { ports, mailer, siteUrl }: Warning,
  { head }: ApplicationFile,
  { warning, savedOn, expiresOn, today }: { warning: number; savedOn: string; expiresOn: string; today: string },
): Promise<boolean> => {
  const key = draftWarningKey(head.id, savedOn, warning);
  const [owner, call] = await Promise.all([ownerOf(ports, head), loadCall(ports, head.callId)]);
  const lease = await takeLease(ports, key);
  if (!lease.taken) return false;
  const hold = async (why: string) => {
    await markWarned(ports, key, { status: 'held', on: today });
    metrics.addMetric('DraftWarningHeld', 'Count', 1);
    logger.warn('A warning reaches nobody', { applicationId: head.id, why });
    return true;
  };
  if (!owner || !call) return hold('nobody');
  if ((await loadAddress(ports, owner.email))?.status === 'held') return hold('address');
  const { language } = owner;
  const message = draftExpires({
    language,
    siteUrl,
    recipientName: owner.name,
    callTitle: call.title[language],
    service: call.service,
    draft: { id: head.id, title: head.title },
    organisationName: head.organisationName,
    savedOn,
    expiresOn,
  });
  const about = mailAbout.parse({ applicationId: head.id, seq: reminderSeq, recipient: owner.recipient });
  let messageId: string;
  try {
    messageId = await mailer.send({ to: owner.email, ...message, about });
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
  return true;
};
