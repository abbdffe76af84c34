import { mailAbout, reminderSeq } from '../../schemas/mail.ts';
import { sendTogether } from '../leased-mail.ts';
import { draftsExpire } from '../notify/templates/draft-expires.ts';
import { logger } from '../observe.ts';
import type { Mailer } from '../services/mail.ts';
import { loadAddress } from '../store/addresses.ts';
import { loadHeads } from '../store/application-lists.ts';
import type { ApplicationFile } from '../store/applications.ts';
import { loadCall } from '../store/calls.ts';
import { hadWarning, MAIL_WARNINGS, markWarned } from '../store/draft-expiry.ts';
import type { PersonItem } from '../store/items.ts';
import { type Key, personWarningKey } from '../store/keys.ts';
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

/** A draft of which a warning is due, and of what. */
export interface DueDraft {
  id: string;
  title: string;
  organisationName: string;
  /** For which one acts who can keep it. */
  organisationId: string;
  call: NonNullable<Awaited<ReturnType<typeof loadCall>>>;
  /** Which of the warnings, by its place. */
  warning: number;
  savedOn: string;
  /** The end that it is warned of, and the day that holds by now. */
  endsOn: string;
  expiresOn: string;
  /** Everybody who can keep it and had no such warning yet. */
  personIds: readonly string[];
}

type Due = Pick<DueDraft, 'warning' | 'savedOn' | 'endsOn' | 'expiresOn'>;

const once = <T>(load: (id: string) => Promise<T>): ((id: string) => Promise<T>) => {
  const loading = new Map<string, Promise<T>>();
  return (id) => {
    const found = loading.get(id) ?? load(id);
    loading.set(id, found);
    return found;
  };
};

const keyOf = ({ id, endsOn, warning }: Pick<DueDraft, 'id' | 'endsOn' | 'warning'>, personId: string): Key =>
  personWarningKey(id, endsOn, warning, personId);

/**
 * Says who is to be told that a draft expires: everybody who acts for its organisation, since each of them can keep it.
 * Organisations, their members and calls are read once for all drafts of a run: each person is read again before a mail.
 */
export const duties = (ports: StorePorts): ((file: ApplicationFile, due: Due) => Promise<DueDraft>) => {
  const callOf = once((id) => loadCall(ports, id));
  const organisationOf = once(async (id) => {
    const organisation = await loadOrganisation(ports, id);
    return organisation && { id: organisation.id, members: await loadMembers(ports, organisation) };
  });
  return async (file, due) => {
    const { id, title, organisationId, organisationName, callId } = file.head;
    const [organisation, call] = await Promise.all([organisationOf(organisationId), callOf(callId)]);
    if (!organisation || !call) throw new Error('A draft without organisation or call');
    const { members } = organisation;
    if (members.length === 0) logger.warn('A draft whose end nobody can be told', { applicationId: id });
    const waits = ({ id: personId }: PersonItem) => !hadWarning(file, keyOf({ id, ...due }, personId));
    return {
      ...{ id, title, organisationName, call, organisationId: organisation.id },
      ...due,
      personIds: members.filter(waits).map((member) => member.id),
    };
  };
};

/**
 * Warns one person of all drafts that are due, in one mail, at the address that the issuer verified: each draft under a lease of
 * its own, all marked at once when the mail left. Nobody can be reached at an address that refuses our mails, or that SES will
 * never write to: that is noted, and the pages say the day as well. The same where somebody left.
 * @returns those of which nothing more is to be told to this person: others another run has in hand, or the next mail tells of.
 * @throws LeaseHeld while another run writes to the person; NoTurn when no time is left; Refused when SES does not take the mail
 * for the moment; whatever else went wrong, when it may have left: then the leases lapse, and it may leave twice.
 */
export const warnPerson = async (
  { ports, mailer, siteUrl }: Warning,
  personId: string,
  drafts: readonly DueDraft[],
  today: string,
): Promise<Set<string>> => {
  const told = drafts
    .toSorted((one, other) => (one.expiresOn + one.id < other.expiresOn + other.id ? -1 : 1))
    .slice(0, MAIL_WARNINGS)
    .map((draft) => ({ ...draft, key: keyOf(draft, personId) }));
  const done = new Set<string>();
  const unreached = { left: [] as typeof told, address: [] as typeof told, refused: [] as typeof told };
  let due: typeof told = [];
  const sent = await sendTogether(
    { ports, mailer },
    told.map(({ key }) => key),
    async (ours) => {
      const held = told.filter(({ key }) => ours.includes(key));
      const [person, heads] = await Promise.all([
        loadPerson(ports, personId),
        loadHeads(
          ports,
          held.map(({ id }) => id),
        ),
      ]);
      for (const draft of held) {
        done.add(draft.id);
        const head = heads.find(({ id }) => id === draft.id);
        // Saved or handed over while others were written to: this warning is none any more.
        if (head?.state !== 'draft' || (head.savedOn ?? '') > draft.savedOn) continue;
        if (person?.organisationIds.some((id) => id === draft.organisationId)) due.push(draft);
        else unreached.left.push(draft);
      }
      const [first] = due;
      if (!first || !person) return undefined;
      if ((await loadAddress(ports, person.email))?.status === 'held') {
        unreached.address = due;
        return undefined;
      }
      const { language } = person;
      const message = draftsExpire({
        ...{ language, siteUrl, recipientName: person.name, service: first.call.service },
        callTitle: first.call.title[language],
        drafts: due.map((draft) => ({ ...draft, callTitle: draft.call.title[language] })),
      });
      const about = mailAbout.parse({ applicationId: first.id, seq: reminderSeq, recipient: person.id });
      return {
        mail: { fromName: first.call.service.name, to: person.email, ...message, about },
        under: due.map(({ key }) => key),
      };
    },
  );
  if (sent && 'messageId' in sent)
    await markWarned(
      ports,
      due.map(({ key }) => key),
      { status: 'sent', on: today, messageId: sent.messageId },
    );
  else if (sent && !sent.forGood) throw new Refused((sent.refused as Error).name, { cause: sent.refused });
  else if (sent) [unreached.refused, due] = [due, []];
  for (const [why, of] of Object.entries(unreached)) {
    const [first] = of;
    if (!first) continue;
    await markWarned(
      ports,
      of.map(({ key }) => key),
      { status: 'held', on: today },
    );
    logger.warn('A warning reaches nobody', { applicationId: first.id, why });
  }
  return done;
};
