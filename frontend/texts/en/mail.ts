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
    undelivered: 'The mailbox was full or not available. Send the letter again, or call the organisation on {{phone}}.',
  },
  jurorAdvice: {
    bounced: 'Tell {{name}} in another way; the address is corrected in their account.',
    complained: 'Tell {{name}} in another way, and ask for their consent before you write again.',
    undelivered: 'The mailbox of {{name}} was full or not available.',
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
    held: 'Held back',
    bounced: 'Refused',
    complained: 'Unwanted',
    undelivered: 'Not delivered',
  },
  delivery: {
    sent: 'Sent on {{date}}',
    held: 'Held back on {{date}}, not sent',
    bounced: 'Sent on {{date}}, refused by the address',
    complained: 'Sent on {{date}}, reported as unwanted',
    undelivered: 'Sent on {{date}}, not delivered: mailbox full or not available',
  },
  own: {
    title: 'Our e-mails do not reach you',
    bounced: 'The contact address of this file, {{email}}, has refused our e-mails since {{date}}.',
    complained:
      'On {{date}} our e-mails to the contact address of this file, {{email}}, were reported as unwanted. We no longer write there.',
    here: 'Nothing is lost: all our letters are here for you to read on this page. Please come back from time to time.',
    contact: 'To receive our e-mails again, write to {{service}} ({{serviceEmail}}) or call {{servicePhone}}.',
    letterHeld: 'Written on {{date}}, not sent by e-mail',
  },
};
