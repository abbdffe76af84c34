import type { Translated } from '../../i18n.ts';
import type { pages as french } from '../fr/pages.ts';

export const pages: Translated<typeof french> = {
  contact: {
    title: 'Get copies of letters',
    body: 'An organisation named you as the contact of its request for support. Do you want to get at your address a copy of the letters that the City sends on this file?',
    organisation: 'Organisation, as it declared',
    number: 'File number',
    once: 'This link works once. If you do not know this organisation, say no, or close this page.',
    confirm: 'Yes, send me copies',
    decline: 'No, send me nothing',
    done: {
      confirmed: { title: 'Your address is confirmed', body: 'You will get a copy of the next letters on this file.' },
      declined: {
        title: 'It is noted',
        body: 'No copy will be sent to you, and we will not ask you again for this file.',
      },
    },
    noLink: 'Open this page by the link that you got by e-mail.',
    home: 'Go to the home page',
  },
  landing: {
    title: 'A solidarity project for Lille? Submit it at any time of the year.',
    name: 'Home',
    lead: 'All year round, the City of Lille supports projects of the social and solidarity economy in its districts, in Hellemmes and in Lomme. There is no closing date: each file is studied in its turn, step by step.',
    apply: 'Submit a project',
    resume: 'Resume or follow a file',
    facts: {
      open: { title: 'Open all year', body: 'No closing date.' },
      answer: {
        title_one: 'An answer expected within {{count}} month',
        title_other: 'An answer expected within {{count}} months',
        body: 'Each file is studied in its turn.',
      },
      amount: { title: 'Up to {{amount}}', share: 'At most {{percent}}% of the project’s budget' },
      jury: { title: 'A jury, public criteria', body: 'The decision is the City’s.' },
    },
    who: {
      title: 'Who can submit a project?',
      body: 'Organisations of the social and solidarity economy that act in Lille, Hellemmes or Lomme:',
      association: 'associations',
      cooperative: 'cooperatives',
      mutual: 'mutual societies',
      foundation: 'foundations',
      enterprise: 'social enterprises (ESUS)',
      conditions: 'Conditions of the call',
      conditionsNote:
        'The service tells you as you type where you stand. A condition that is not met does not prevent submission: the City decides.',
      siret:
        'The organisation must exist and have a SIRET number: public money cannot be paid without one. Insee gives it free of charge.',
    },
    how: {
      title: 'How it goes',
      draft: {
        title: 'You prepare your file',
        body: 'Online, at your own pace. Everything is saved as you type, and you come back whenever you like.',
      },
      submit: {
        title: 'You submit it',
        body: 'You receive a number at once, and an acknowledgement by e-mail.',
      },
      check: {
        title: 'The City checks the file',
        body: 'Is it complete, is the project eligible? If a document is missing, you are asked for it.',
      },
      jury: {
        title: 'The jury evaluates it',
        body: 'Its members mark each criterion with their reasons, then give their opinion.',
      },
      decide: {
        title: 'The City decides',
        body: 'You receive the decision by e-mail and find it in your area. Without an answer in time, the request counts as refused.',
      },
    },
    call: {
      title: 'The current call',
      example: 'Example values',
      exampleBody: 'The criteria, weights, delays and documents below are examples that the City has not confirmed.',
      supportKinds: 'What the City can support',
      sectors: 'Sectors',
      steps: 'Steps of the examination',
      criteria: 'The jury’s criteria',
      weight: 'weight {{weight}}%',
      documents: 'Documents to attach',
      required: 'required',
      optional: 'optional',
      contact: 'A question?',
      none: { title: 'No call is open at the moment', body: 'Come back a little later.' },
      failed: 'The current call cannot be shown at the moment.',
    },
  },
  accessibility: {
    title: 'Accessibility',
    status: {
      title: 'Conformance status',
      body: 'This service has not yet been assessed against the French accessibility guidelines (RGAA). After the audit, a statement of conformance will replace this page.',
    },
    done: {
      title: 'What is done',
      keyboard: 'Everything can be done with the keyboard, with a visible focus.',
      readers: 'Pages have headings, landmarks and labels that screen readers read; important messages are announced.',
      errors: 'Each error says how to mend it and leads to its field.',
      contrast: 'Contrasts aim at level AA, and nothing rests on colour alone.',
      motion: 'Animations stop when your device asks for it.',
      tests: 'Each page is checked automatically with axe at every change; such a check does not replace an audit.',
    },
    help: {
      title: 'Report a difficulty',
      body: 'If a page keeps you from submitting or following a file, write to the service that runs the call: it will offer you another way. If you get no answer, you can turn to the Défenseur des droits.',
    },
  },
  integrity: {
    title: 'Integrity register',
    lead: 'Each day, all that happened to files is summed up in one digest. It says nothing of anybody, but whoever keeps it can check later that nothing was changed afterwards.',
    how: {
      title: 'How to check',
      body: 'Keep the digests of this page, or download them. If you ever ask for an export of the files, the command “npm run verify-chain” compares it with what you kept and names the first event that was changed. It connects to nothing.',
      download: 'Download the digests (JSON)',
    },
    list: {
      title: 'Published digests',
      caption: 'Digests of past days, the newest first',
      day: 'Day',
      anchors: 'Files and acts concerned',
      digest: 'Digest (SHA-256)',
      empty: 'No digest is published yet',
      emptyBody: 'The first will appear tomorrow, two hours after midnight.',
    },
  },
  legal: {
    title: 'Legal notice and personal data',
    publisher: {
      title: 'Publisher',
      body: 'This service is published by the City of Lille for its permanent call for projects.',
    },
    purpose: {
      title: 'What your data is for',
      body: 'It serves to receive your request, process it, answer you and follow the supported projects. The processing is part of the City’s task in the public interest.',
    },
    who: {
      title: 'Who reads it',
      body: 'The staff in charge of the call and, for the files assigned to them alone, the jurors. A juror who steps aside has no more access to the file.',
    },
    keep: {
      title: 'For how long',
      body: 'As long as the processing, the follow-up and the rules of public archives demand. A draft that you delete disappears with its documents. So does a draft that nobody saves any more: the page that shows it says on which date, and two mails warn each person of the organisation before.',
    },
    device: {
      title: 'On your device',
      body: 'This site sets no tracker and calls no third party. It keeps on your device the language chosen, your session while the tab stays open, and what you type until it is saved.',
    },
    rights: {
      title: 'Your rights',
      body: 'You can ask for access to your data, its correction or its erasure within the limits of the law, by writing to the service that runs the call. You can turn to the CNIL.',
    },
    software: {
      title: 'Software',
      body: 'The code of this service is free software under the EUPL 1.2. The typeface Atkinson Hyperlegible Next is under the SIL Open Font Licence.',
    },
    addresses: {
      title: 'IP addresses',
      kept: 'To find attacks and misuse, the IP address of a device that uses the site may be noted, apart from the files. Only those in charge of the security of the service read these logs; they are erased after {{days}} days.',
      none: 'This site does not keep the IP address of the devices that use it.',
    },
  },
  terms: {
    title: 'Terms of use',
    service: {
      title: 'The service',
      body: 'With this service an organisation hands in a request under the permanent call for projects, follows it and receives the City’s letters. It is free of charge. The rules of the call, which say who can be supported, are on the home page.',
    },
    account: {
      title: 'Your account',
      body: 'An account is personal and hangs on your e-mail address. Hand the codes that you receive to nobody: the City will never ask you for them. If your address changes or is read no more, write to the service that runs the call.',
    },
    files: {
      title: 'Your files',
      body: 'You hand in on behalf of your organisation and answer for what you write and attach. Give no data about other people but what is asked for. What was handed in does not change any more, unless the City asks you to.',
    },
    conduct: {
      title: 'What is not allowed',
      body: 'It is not allowed to pretend to be another person or another organisation, to attach harmful files, or to have messages sent to third parties. The City can suspend an account that does so, after saying so, unless it is urgent.',
    },
    availability: {
      title: 'Availability',
      body: 'The City does its best for the service to answer at any hour. If it does not, your request can be sent by post: the address is on the home page.',
    },
    data: {
      title: 'Personal data',
      link: 'Legal notice and personal data',
    },
  },
};
