import type { CallContent } from '../../../schemas/call.ts';
import type { InKindSupport } from '../../../schemas/decision.ts';
import type { Language } from '../../../schemas/fields.ts';

/** What any mail needs to know, whatever it is about. */
export interface CommonFacts {
  language: Language;
  /** Origin of the pages, without a final slash. */
  siteUrl: string;
  /** The person who is written to. */
  recipientName: string;
  /** The call's title in the mail's language. */
  callTitle: string;
  service: CallContent['service'];
}

/** What every mail about a file needs to know. Names ending in `On` are days (`YYYY-MM-DD`), in `At` instants, in `Cents` money. */
export interface Facts extends CommonFacts {
  application: { id: string; number: string; title: string };
  /** Left out of mails to jurors while the applicant is hidden from them. */
  organisationName?: string | undefined;
}

/** What every letter of the City to an applicant carries beside what it says. */
export interface LetterFacts extends Facts {
  /** The day that it is of. */
  writtenOn: string;
  /** Where the organisation has its seat, a line each; none where the file has no content any more. */
  address: readonly string[];
  /** Who signs, and in what capacity, in the mail's language; nobody where the call named none on the day of the act. */
  signatory?: { name: string; capacity: string } | undefined;
}

/** A mail that carries or gives rise to a decision says how to dispute it, in the mail's language. */
interface Disputable {
  remedies: string;
}

export interface SilentlyRefused {
  /** The day on which silence had refused the file, where that was before: a late decision takes that refusal's place. */
  refusedBySilenceOn?: string | undefined;
}

interface Decided extends SilentlyRefused {
  decidedOn: string;
  /** The resolution's or order's own number. */
  reference?: string | undefined;
}

interface Granted extends Disputable {
  amountCents: number;
  amountAskedCents: number;
  inKind?: InKindSupport[] | undefined;
  conditions?: string | undefined;
  reasons?: string | undefined;
  /** A year's grants above it want an agreement. */
  agreementAboveCents: number;
}

interface Refused {
  reasons: string;
  /** What the jury says of criteria, by their labels. */
  feedback: { label: string; text: string }[];
}

/** A document as its owner knows it: what it is, and the name of the file. */
export interface ReceivedDocument {
  label: string;
  filename: string;
}

/** What each template needs beside `Facts`. */
export interface TemplateFacts {
  acknowledgement: LetterFacts &
    Disputable & {
      submittedAt: string;
      /** The day on which silence becomes a refusal. */
      silenceRejectsOn: string;
      silenceMonths: number;
      amountAskedCents: number;
      documents: ReceivedDocument[];
    };
  'complements-requested': LetterFacts & SilentlyRefused & { requestedAt: string; dueOn: string; message: string };
  'complements-received': LetterFacts &
    Disputable &
    SilentlyRefused & { receivedAt: string; silenceRejectsOn: string; documents: ReceivedDocument[] };
  ineligible: LetterFacts & Disputable & { foundAt: string; reasons: string };
  'step-opened': Facts & { stepLabel: string; dueAt: string };
  'juror-assigned': Facts & { stepLabel: string; dueAt: string };
  reminded: Facts & { stepLabel: string; dueAt: string };
  supported: LetterFacts & Decided & Granted;
  refused: LetterFacts & Decided & Disputable & Refused;
  deferred: LetterFacts &
    Decided & {
      reasons: string;
      /** A deferral does not stop the clock: named while it is still to come. */
      silenceRejectsOn?: string | undefined;
    };
  'decision-corrected': LetterFacts &
    Decided &
    Disputable & {
      formerDecidedOn: string;
      why: string;
    } & (({ outcome: 'supported' } & Granted) | ({ outcome: 'refused' } & Refused));
  'decision-withdrawn': LetterFacts & Disputable & { withdrawnAt: string; formerDecidedOn: string; reasons: string };
  withdrawn: LetterFacts & { withdrawnAt: string };
  closed: LetterFacts &
    Disputable & {
      closedAt: string;
      /** Of the request that was not answered. */
      requestedAt: string;
      dueOn: string;
      message: string;
      reasons: string;
    };
  'silence-recorded': LetterFacts &
    Disputable & { submittedAt: string; refusedBySilenceOn: string; recordedAt: string; reasons: string };
  reopened: LetterFacts &
    SilentlyRefused & {
      ended: 'closed' | 'silence-recorded';
      endedAt: string;
      reopenedAt: string;
      silenceRejectsOn: string;
      reasons: string;
    };
}
export type TemplateName = keyof TemplateFacts;

/** A mail as it leaves, and as the file keeps it. */
export interface Message {
  subject: string;
  text: string;
  html: string;
}

export type Template<N extends TemplateName> = (facts: TemplateFacts[N]) => Message;
