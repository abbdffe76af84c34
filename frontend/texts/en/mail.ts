import type { Translated } from '../../i18n.ts';
import type { mail as French } from '../fr/mail.ts';

export const mail: Translated<typeof French> = {
  hold: {
    bounced: 'This address has refused e-mails since {{date}}: it does not exist, or no longer does.',
    complained: 'On {{date}} this address reported our e-mails as unwanted.',
  },
  holdShort: {
    bounced: 'E-mails refused',
    complained: 'E-mails reported as unwanted',
  },
  notArrived_one: '{{count}} e-mail of this file did not arrive.',
  notArrived_other: '{{count}} e-mails of this file did not arrive.',
  nothingSent: 'Nothing more is sent there until you ask for it.',
  advice: {
    bounced:
      'Call the organisation on {{phone}} to check the address. If it works again, resume sending; if there is another one, it can be corrected in an answer to a request for documents. All letters can be read in the organisation’s own area.',
    complained:
      'Call the organisation on {{phone}}: you need its consent before you write again. All letters can be read in the organisation’s own area.',
    undelivered:
      'An e-mail could not be delivered: the address was refused, or the mailbox full or not available. Check the address with the organisation on {{phone}}, then send it again.',
  },
  jurorAdvice: {
    bounced: 'Tell {{name}} in another way; the address is corrected in their account.',
    complained: 'Tell {{name}} in another way, and ask for their consent before you write again.',
    undelivered:
      'An e-mail to {{name}} could not be delivered: the address was refused, or the mailbox full or not available.',
  },
  resume: 'Resume sending',
  resumeFor: 'Resume sending to {{name}}',
  again: 'Send again',
  againFor: 'Send again to {{name}}',
  resumeTitle: 'Write to {{name}} again?',
  resumeBody: {
    bounced:
      'The e-mails that did not arrive leave at once. If the address still refuses them it is held once more: repeated e-mails to an address that does not exist harm all of the City’s e-mails.',
    complained:
      'The e-mails that were held back leave at once. Do this only with the person’s consent: a second report harms all of the City’s e-mails.',
    undelivered: 'The e-mails that did not arrive leave at once.',
  },
  resumeConfirm: 'Send',
  resumed: '{{name}} resumed sending on {{date}}.',
  done: 'Sending is resumed.',
  letter: {
    refused: 'Refused',
    posted: 'Posted',
    'handed-over': 'Handed over',
    'given-up': 'Given up',
    held: 'Held back',
    bounced: 'Refused',
    complained: 'Unwanted',
    undelivered: 'Not delivered',
  },
  delivery: {
    refused: 'Refused by the mail service on {{date}}, not sent',
    posted: 'Sent by post (noted on {{date}})',
    'handed-over': 'Handed over (noted on {{date}})',
    'given-up': 'Not sent: given up on {{date}}',
    sent: 'Sent on {{date}}',
    held: 'Held back on {{date}}, not sent',
    bounced: 'Sent on {{date}}, refused by the address',
    complained: 'Sent on {{date}}, reported as unwanted',
    undelivered: 'Sent on {{date}}, not delivered: mailbox full or not available',
  },
  own: {
    title: 'Our e-mails do not reach you',
    bounced: 'The address that we write to, {{email}}, has refused our e-mails since {{date}}.',
    complained:
      'On {{date}} our e-mails to the address that we write to, {{email}}, were reported as unwanted. We no longer write there.',
    here: 'Nothing is lost: all our letters are here for you to read on this page. Please come back from time to time.',
    contact: 'To receive our e-mails again, write to {{service}} ({{serviceEmail}}) or call {{servicePhone}}.',
    letterHeld: 'Written on {{date}}, not sent by e-mail',
  },
  contact: {
    lettersTo: 'Letters go to {{name}}, {{email}}.',
    nobody: 'Nobody of the organisation follows this file online any more: letters are to be posted or handed over.',
    states: {
      unasked: 'No copies',
      asked: 'Waits for a confirmation',
      confirmed: 'Gets copies',
      declined: 'Wants no copies',
    },
    since: {
      asked: 'asked on {{date}}',
      confirmed: 'since {{date}}',
      declined: 'since {{date}}',
    },
    hints: {
      unasked: 'The contact named, {{email}}, gets no copies of letters.',
      asked:
        'The contact named, {{email}}, will get copies of letters after confirming the address by the link that we sent.',
      confirmed: 'The contact named, {{email}}, gets copies of letters.',
      declined: 'The contact named, {{email}}, did not want copies of letters.',
    },
    failed: {
      held: 'This address refuses our e-mails.',
      refused: 'The mail service takes no mail for this address.',
      bounced: 'The last e-mail came back: the address does not exist, or no longer does.',
      undelivered: 'The last e-mail did not arrive: mailbox full or unavailable.',
      complained: 'This address reported our e-mails as unwanted.',
    },
    ask: 'Offer copies to the contact',
    askAgain: 'Ask the contact again',
    asked: 'The contact is asked.',
  },
  /** The day from which its delays run. */
  settledOn: { posted: 'Sent by post on {{date}}', 'handed-over': 'Handed over on {{date}}' },
  /** Mails that reached nobody. */
  unsent: {
    title: 'What did not leave',
    back: 'Files',
    lead: 'These mails reached nobody. Mend what stops them and send them again, or note how the person was told: for a decision, the time to dispute it runs from that day only.',
    empty: 'No mail to see to',
    emptyBody:
      'When an address refuses a mail, it shows here with the reason and what you can do. What you have just sent again comes back here if it is refused once more.',
    some_one: '{{count}} mail reached nobody.',
    some_other: '{{count}} mails reached nobody.',
    many_one: 'More than {{count}} mail reached nobody.',
    many_other: 'More than {{count}} mails reached nobody.',
    open: 'See what did not leave',
    nobody: 'Somebody without a profile',
    session: 'Session of the jury',
    columns: { about: 'File or session', recipient: 'For', why: 'Why', act: 'What to do' },
    why: {
      held: 'Address on hold',
      refused: 'Refused when sent',
      bounced: 'Returned: address refused',
      undelivered: 'Returned: mailbox full or unavailable',
    },
    codes: {
      MessageRejected: 'The mail service takes no mail for this address. Check it with the person.',
      InvalidParameterValue: 'The address is not written as a mail address. Have it corrected.',
      NobodyToTell: 'There is no address: the person’s profile is gone. Tell them in another way.',
      other: 'The mail service refused this mail.',
    },
    words: 'The mail service said:',
    again: 'Send again to {{name}}',
    againTitle: 'Send again to {{name}}?',
    againBody: 'The mail leaves at once, for the address that is known today.',
    againHeld:
      'The address is no longer on hold and the mail leaves at once. Do it only if the address works again: sending again and again to an address that does not exist harms all of the City’s mails.',
    other: 'Note otherwise',
    otherOf: 'Note otherwise for {{name}}',
    otherTitle: 'What became of this mail for {{name}}?',
    how: 'Outcome',
    ways: {
      posted: 'Sent by post',
      'handed-over': 'Handed over in person',
      'given-up': 'Given up, with the reason',
    },
    on: 'Day',
    onHint: 'The day on which it was posted or handed over. The time to dispute runs from then on.',
    reason: 'Reason',
    reasonHint: 'It stays with the mail.',
    note: 'Note it',
    done: {
      again: 'The mail leaves again.',
      posted: 'The posting is noted.',
      'handed-over': 'The handing over is noted.',
      'given-up': 'It is noted as given up.',
    },
    templates: {
      acknowledgement: 'Acknowledgement',
      'complements-requested': 'Request for documents',
      'complements-received': 'Documents received',
      ineligible: 'Request not eligible',
      'step-opened': 'File to evaluate',
      'juror-assigned': 'File to evaluate',
      reminded: 'Reminder to evaluate',
      supported: 'Decision: support',
      refused: 'Decision: refusal',
      deferred: 'Decision: deferral',
      'decision-corrected': 'Decision corrected',
      'decision-withdrawn': 'Decision withdrawn',
      withdrawn: 'Request withdrawn',
      'session-convened': 'Invitation to a session',
      'session-changed': 'Session changed',
      'session-left': 'No longer in a session',
      'session-cancelled': 'Session cancelled',
      other: 'Mail',
    },
  },
};
