import { type MailAbout, tagsOf } from '../../schemas/mail.ts';

/** What SES tells of our mails, in the shape of its events on the bus; addresses are invented. */
export interface ToldOf {
  about: MailAbout;
  email: string;
  feedbackId?: string;
  bounceType?: 'Permanent' | 'Transient' | 'Undetermined';
  stage?: string;
}

const timestamp = '2026-03-18T10:00:00.000Z';

const mailOf = ({ about, email, stage = 'test' }: ToldOf) => ({
  timestamp,
  messageId: 'message-1',
  source: 'appel@ville.example',
  destination: [email],
  headersTruncated: false,
  tags: {
    'ses:configuration-set': ['permanent-call-letters'],
    ...Object.fromEntries(Object.entries(tagsOf(about, stage)).map(([name, value]) => [name, [value]])),
  },
});

export const aBounce = (of: ToldOf) => ({
  eventType: 'Bounce',
  mail: mailOf(of),
  bounce: {
    feedbackId: of.feedbackId ?? 'feedback-1',
    timestamp,
    bounceType: of.bounceType ?? 'Permanent',
    bounceSubType: 'General',
    bouncedRecipients: [{ emailAddress: of.email, action: 'failed', status: '5.1.1' }],
  },
});

export const aComplaint = (of: ToldOf) => ({
  eventType: 'Complaint',
  mail: mailOf(of),
  complaint: {
    feedbackId: of.feedbackId ?? 'feedback-1',
    timestamp,
    complainedRecipients: [{ emailAddress: of.email }],
    complaintFeedbackType: 'abuse',
  },
});

export const aRejection = (of: ToldOf) => ({
  eventType: 'Reject',
  mail: mailOf(of),
  reject: { reason: 'Bad content' },
});

/** The event that a mail tells of; one that gathers several tells of none by itself. */
export const seqOf = ({ about }: { about: MailAbout }): number | undefined => ('seq' in about ? about.seq : undefined);
