import type { CallVersion } from '../../schemas/call.ts';
import { mailAbout, reminderSeq } from '../../schemas/mail.ts';
import { sendLeased } from '../leased-mail.ts';
import { draftExpires } from '../notify/templates/draft-expires.ts';
import { logger } from '../observe.ts';
import type { Mailer } from '../services/mail.ts';
import { loadAddress } from '../store/addresses.ts';
import { type ApplicationFile, loadHead } from '../store/applications.ts';
import { loadCall } from '../store/calls.ts';
import { hadWarning, markWarned } from '../store/draft-expiry.ts';
import type { OrganisationHead, PersonItem } from '../store/items.ts';
import { draftWarningKey, personWarningKey } from '../store/keys.ts';
import { LeaseHeld } from '../store/lease.ts';
import { loadMembers } from '../store/membership.ts';
import { loadOrganisation } from '../store/organisation-heads.ts';
import { loadPerson } from '../store/people.ts';
import type { StorePorts } from '../store/ports.ts';

/** What a warning leaves with. */
export interface Warning {
  ports: StorePorts;
  mailer: Mailer;
  siteUrl: string;
}

/** SES does not take a warning for the moment, for its pace or for what is wrong with our account; the next run tries again. */
export class Refused extends Error {}

interface Due {
  /** Which of the warnings, by its place. */
  warning: number;
  savedOn: string;
  /** The end that it is warned of, and the day that holds by now. */
  endsOn: string;
  expiresOn: string;
  today: string;
}

/** Somebody who acted for the draft's organisation a moment ago. */
interface ToMember {
  member: Pick<PersonItem, 'id'>;
  organisation: OrganisationHead;
  call: CallVersion;
}

/**
 * Warns everybody who acts for a draft's organisation, since each of them can keep it: one mail a person and warning, at
 * the address that the issuer verified, under a lease. One that is refused, or that another run is sending, stops no other;
 * only when everybody had theirs the warning counts as given. Nobody can be reached at an address that refuses our mails, or
 * that SES will never write to: that is noted, and the pages say the day as well. The same where somebody left, or nobody acts
 * for the organisation any more.
 * @throws LeaseHeld while another run sends one; NoTurn when no time is left; Refused when SES does not take one
 * for the moment; whatever else went wrong, when it may have left: then the lease lapses, and it may leave twice.
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
  for (const member of members)
    try {
      await warnPerson(warning, file, { ...due, member, organisation, call });
    } catch (error) {
      if (!(error instanceof Refused || error instanceof LeaseHeld)) throw error;
      left ??= error;
    }
  if (left !== undefined) throw left;
  if (members.length === 0) logger.warn('A draft whose end nobody can be told', { applicationId: head.id });
  await markWarned(ports, draftWarningKey(head.id, due.endsOn, due.warning), { status: 'given', on: due.today });
};

const warnPerson = async (
  { ports, mailer, siteUrl }: Warning,
  file: ApplicationFile,
  { warning, savedOn, endsOn, expiresOn, today, member, organisation, call }: Due & ToMember,
): Promise<void> => {
  const { head } = file;
  const key = personWarningKey(head.id, endsOn, warning, member.id);
  if (hadWarning(file, key)) return;
  let held: string | undefined;
  const sent = await sendLeased({ ports, mailer }, key, async () => {
    const [person, present] = await Promise.all([loadPerson(ports, member.id), loadHead(ports, head.id)]);
    // Saved or handed over while others were written to: this warning is none any more.
    if (present?.state !== 'draft' || (present.savedOn ?? '') > savedOn) return undefined;
    if (!person?.organisationIds.includes(organisation.id)) held = 'left';
    else if ((await loadAddress(ports, person.email))?.status === 'held') held = 'address';
    if (held || !person) return undefined;
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
    return { fromName: call.service.name, to: person.email, ...message, about };
  });
  if (sent && 'messageId' in sent) {
    await markWarned(ports, key, { status: 'sent', on: today, messageId: sent.messageId });
    return;
  }
  if (sent && !sent.forGood) throw new Refused((sent.refused as Error).name, { cause: sent.refused });
  const why = sent ? 'refused' : held;
  if (!why) return;
  await markWarned(ports, key, { status: 'held', on: today });
  logger.warn('A warning reaches nobody', { applicationId: head.id, why });
};
