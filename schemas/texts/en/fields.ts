import type { Texts } from '../fr.ts';
import { decisionFields } from './decisions.ts';
import { sessionFields } from './sessions.ts';

export const fields = {
  // ---- organisation
  name: {
    label: 'Name of the organisation',
    hint: 'As it stands in the articles of association.',
    ask: 'Enter the name of the organisation',
  },
  legalForm: { label: 'Legal form', ask: 'Choose the legal form' },
  siret: {
    label: 'SIRET number',
    hint: '14 digits. It is needed to receive public money; Insee issues it free of charge.',
    ask: 'Enter the SIRET number',
    format: 'Enter the 14 digits of the SIRET number',
    invalid: 'Check the SIRET number: one of its digits is wrong',
    known: 'Check the SIRET number, or ask to be linked to the organisation registered under it',
    own: 'Check the SIRET number: you already act for the organisation registered under it',
  },
  rna: {
    label: 'RNA number (optional)',
    hint: 'For associations: W and nine characters, for example W595000000.',
    ask: 'Enter the RNA number, or leave this field empty',
    format: 'Enter the RNA number as W and nine characters, or leave this field empty',
  },
  address: {
    label: 'Address of the registered office',
    hint: 'Number and street.',
    ask: 'Enter the address of the registered office',
  },
  postalCode: { label: 'Postal code', ask: 'Enter the postal code', format: 'Enter the 5 digits of the postal code' },
  city: { label: 'Town', ask: 'Enter the town' },
  representativeName: {
    label: 'Full name of the legal representative',
    ask: 'Enter the full name of the legal representative',
  },
  representativeRole: {
    label: 'Position of the legal representative',
    hint: 'For example: president, treasurer, manager.',
    ask: 'Enter the position of the legal representative',
  },
  email: { label: 'E-mail address of the organisation', ask: 'Enter the e-mail address of the organisation' },
  phone: { label: 'Phone number of the organisation', ask: 'Enter the phone number of the organisation' },

  // ---- project
  title: {
    label: 'Title of the project',
    hint: 'A short, clear title that you can use when you write to the City.',
    ask: 'Enter the title of the project',
  },
  summary: {
    label: 'Presentation of the project',
    hint: 'What you want to do, for whom, with whom and how.',
    ask: 'Present your project',
    min: 'Present your project in at least {{minimum}} characters',
  },
  socialNeed: {
    label: 'Social need that the project meets',
    hint: 'What need have you seen, and what is missing today to meet it?',
    ask: 'Describe the social need that the project meets',
    min: 'Describe the social need in at least {{minimum}} characters',
  },
  sector: { label: 'Sector of activity', ask: 'Choose the sector of activity of the project' },
  supportKind: {
    label: 'Support requested',
    hint: 'The stage that your project has reached.',
    ask: 'Choose the support requested',
  },
  territories: {
    label: 'Districts and associated communes concerned',
    hint: 'Where the project will take place. A postal code is not enough to tell a district.',
    ask: 'Choose at least one district or associated commune',
    max: 'Choose at most {{maximum}} districts or associated communes',
    'duplicate-id': 'Choose each district or associated commune only once',
  },
  startsOn: { label: 'Start date', ask: 'Enter the start date of the project' },
  endsOn: {
    label: 'End date',
    ask: 'Enter the end date of the project',
    'before-start': 'Enter an end date that is not before the start date',
  },
  beneficiaries: {
    label: 'Number of beneficiaries',
    hint: 'How many people the project will reach; an estimate is enough.',
    ask: 'Enter the number of beneficiaries',
    type: 'Enter the number of beneficiaries in figures',
    min: 'Enter at least {{minimum}} beneficiary',
  },
  partners: {
    label: 'Partners (optional)',
    hint: 'The organisations that take part in the project, and what each one brings.',
    ask: 'Enter the partners of the project, or leave this field empty',
  },

  // ---- budget
  amountAskedCents: {
    label: 'Amount requested from the City',
    hint: 'In euros. It counts as part of the budget’s income.',
    ask: 'Enter the amount requested from the City',
    min: 'Enter a requested amount above zero',
  },
  charges: {
    label: 'Expenses',
    hint: 'Planned spending, in euros. Leave lines that do not concern you empty.',
    ask: 'Enter at least one expense of the project',
  },
  products: {
    label: 'Income',
    hint: 'Planned income, in euros, without the amount requested from the City, which is added to it.',
    ask: 'Enter the income of the project',
    'unbalanced-short':
      'Balance the budget: income, amount requested included, is {{amount}} too low to cover the expenses',
    'unbalanced-over': 'Balance the budget: income, amount requested included, exceeds the expenses by {{amount}}',
  },
  inKindCharges: {
    label: 'Use of contributions in kind',
    hint: 'What the project receives without paying for it, valued in euros. Leave empty if you do not value it.',
    ask: 'Enter the use of contributions in kind, or leave these lines empty',
  },
  inKindProducts: {
    label: 'Contributions in kind',
    hint: 'Volunteering, services and gifts in kind, valued in euros. Their total equals that of their use.',
    ask: 'Enter the contributions in kind, or leave these lines empty',
    'unbalanced-short': 'Balance the contributions in kind: {{amount}} is missing to equal the total of their use',
    'unbalanced-over': 'Balance the contributions in kind: they exceed their use by {{amount}}',
  },

  // ---- commitments
  contactName: {
    label: 'Person in charge of this application',
    hint: 'Whom the City can reach about this project.',
    ask: 'Enter the full name of the person in charge of this application',
  },
  contactEmail: {
    label: 'E-mail address for this application',
    hint: 'Letters go to the address of your account. If this one is different, we ask the person whether they want a copy.',
    ask: 'Enter the e-mail address for this application',
  },
  contactPhone: {
    label: 'Phone number for this application',
    ask: 'Enter the phone number for this application',
  },
  republicanCommitment: {
    label: 'On behalf of the organisation, I subscribe to the republican commitment contract',
    hint: 'French decree no. 2021-1947 of 31 December 2021.',
    ask: 'Tick this box to subscribe to the republican commitment contract',
  },
  accuracy: {
    label:
      'I certify that the information and the budget are accurate, and that the organisation’s social and tax returns are up to date',
    ask: 'Tick this box to certify that the information is accurate',
  },
  authority: {
    label: 'I certify that I am entitled to bind the organisation',
    ask: 'Tick this box to certify that you may bind the organisation',
  },

  // ---- documents
  attachments: {
    label: 'Attached documents',
    hint: 'PDF, JPEG, PNG, XLSX or DOCX.',
    ask: 'Attach this required document',
    'not-ready': 'Wait until this document has been uploaded, send it again or remove it',
    rejected: 'Replace or remove this document: the file that was sent was not accepted',
    'too-many': 'Attach at most {{maximum}} files: remove one before you add another',
  },
  documentId: { label: 'Document', ask: 'Choose which document you are attaching' },
  filename: {
    label: 'File',
    ask: 'Choose a file',
    max: 'Give the file a name of at most {{maximum}} characters',
  },
  contentType: { label: 'File type', ask: 'Choose a PDF, JPEG, PNG, XLSX or DOCX file' },
  sizeBytes: {
    label: 'File size',
    ask: 'Choose a file that is not empty',
    min: 'Choose a file that is not empty',
    max: 'Choose a file of at most {{size}}',
  },
  sha256: { label: 'File checksum', ask: 'Choose the file again', format: 'Choose the file again' },

  // ---- evaluation
  marks: { label: 'Marks by criterion', ask: 'Mark every criterion' },
  points: {
    label: 'Mark',
    ask: 'Give this criterion a mark',
    type: 'Give a mark in whole points',
    whole: 'Give a mark in whole points',
    min: 'Give a mark of at least {{minimum}}',
    max: 'Give a mark of at most {{maximum}}',
  },
  comment: {
    label: 'Comment',
    hint: 'What your assessment rests on, in a few sentences.',
    ask: 'Explain your assessment',
  },
  forApplicant: {
    label: 'Comment for the applicant (optional)',
    hint: 'What may be told to them if the project is not supported. The jury sees it as well.',
    ask: 'Write what may be told to the applicant, or leave this field empty',
  },
  ...sessionFields,
  ...decisionFields,
  confirm: {
    label: 'I understand that my recusal from this file is final',
    ask: 'Tick this box to confirm your recusal',
  },

  // ---- checks and jury
  verdict: {
    label: 'Result of the check',
    ask: 'Choose the result of the check',
    'all-passed': 'Choose “Passed”, or mark the point that is not',
  },
  answers: {
    label: 'Points checked',
    ask: 'Answer this point',
    'not-passed': 'This point is not met: choose another result, or correct the answer',
  },
  message: {
    label: 'Message to the organisation',
    hint: 'This text is sent by e-mail as it stands and is kept in the file.',
    ask: 'Write the message to the organisation',
    min: 'Write a message of at least {{minimum}} characters: the organisation must know what is expected, or why',
  },
  answerWithinDays: {
    label: 'Time to answer, in days',
    ask: 'Enter the time to answer, in days',
    min: 'Allow at least {{minimum}} day to answer',
    max: 'Allow at most {{maximum}} days to answer',
  },
  sessionTitle: {
    label: 'Title of the session',
    ask: 'Enter the title of the session',
  },
  day: { label: 'Date', ask: 'Enter the date' },
  time: { label: 'Time', ask: 'Enter the time, for example 14:30' },
  startsAt: {
    label: 'Date of the session',
    ask: 'Give the date of the session',
    past: 'Give a date to come: a session cannot be planned on a day that is past',
  },
  jurorIds: {
    label: 'Jury members',
    ask: 'Choose at least one jury member',
    min: 'Choose at least {{minimum}} jury members, so that the quorum can be met',
    'not-juror': 'Choose from the list: this person is not a jury member',
    recused: 'Choose somebody else: this jury member is recused from this file',
    'duplicate-id': 'Choose somebody else: this jury member is already assigned',
    max: 'Choose at most {{maximum}} jury members',
  },
  jurorId: { label: 'Jury member', ask: 'Choose a jury member' },

  by: { label: 'Replaced by', ask: 'Choose a jury member' },

  // ---- members
  role: { label: 'Role', ask: 'Choose the role' },
  roles: { label: 'Roles', ask: 'Choose one role at least' },
  language: { label: 'Language of mails', ask: 'Choose the language of mails' },
  memberName: {
    label: 'First name and surname',
    ask: 'Enter the person’s first name and surname',
  },
  memberEmail: {
    label: 'E-mail address',
    ask: 'Enter the person’s e-mail address',
  },
  personId: {
    label: 'Identifier (“sub”)',
    ask: 'Enter the identifier, or leave this empty',
    other: 'Check this identifier: it is somebody else’s, with another name or address',
  },
  sectors: { label: 'Sectors', ask: 'Choose sectors, or none' },
  status: { label: 'Standing', ask: 'Choose the standing' },
  openFiles: {
    label: 'Open files at most (optional)',
    ask: 'Enter a number of files, or leave this empty',
    min: 'Enter {{minimum}} file at least, or leave this empty',
    max: 'Enter {{maximum}} files at most',
  },

  // ---- conflicts of interest
  interest: { label: 'Kind of tie', ask: 'Choose the kind of tie' },
  answer: {
    label: 'Answer to the person',
    hint: 'Say why, and what they can do.',
    ask: 'Write the answer to the person',
    min: 'Write an answer of at least {{minimum}} characters',
  },
  reason: {
    label: 'Reason',
    ask: 'Enter the reason',
    min: 'Enter the reason in at least {{minimum}} characters',
  },
  organisations: {
    label: 'Organisations that you are bound to',
    ask: 'Add an organisation, or declare that you are bound to none',
    'none-and-some': 'Remove the organisations, or declare that you are bound to them',
    max: 'Declare at most {{maximum}} organisations',
  },
  none: { label: 'I am bound to no organisation', ask: 'Say whether you are bound to an organisation' },

  // ---- decision
  outcome: { label: 'Decision', ask: 'Choose the decision' },
  amountCents: {
    label: 'Amount granted',
    hint: 'In euros, as voted.',
    ask: 'Enter the amount granted',
    min: 'Enter a granted amount above zero',
    'above-asked': 'Enter an amount that does not exceed what was requested',
  },
  decidedOn: {
    label: 'Date of the decision',
    hint: 'The day of the council’s resolution or of the mayor’s order.',
    ask: 'Enter the date of the decision',
    'in-future': 'Enter a date of decision that is not in the future',
    'before-submission': 'Enter a date of decision that is not before the submission of the file',
  },
  announceOn: {
    label: 'Announce on (optional)',
    hint: 'Until that day the organisation sees a file that awaits its decision. Leave empty to announce at once.',
    ask: 'Enter the day of the announcement, or leave this field empty',
    'before-decision': 'Enter a day of announcement that is not before the decision',
    'kept-back': 'Check the year: a decision is announced within the year that follows it',
    announced: 'Leave this field empty: the decision is announced already, its correction is at once',
  },
  reference: {
    label: 'Reference of the decision (optional)',
    hint: 'For example the number of the resolution.',
    ask: 'Enter the reference of the decision, or leave this field empty',
  },
  inKind: {
    label: 'Support in kind (optional)',
    hint: 'For example premises or coaching.',
    ask: 'Describe the support in kind, or remove this line',
    max: 'Enter at most {{maximum}} kinds of support',
  },
  description: {
    label: 'Description',
    ask: 'Describe this support',
    min: 'Describe this support in at least {{minimum}} characters',
  },
  conditions: {
    label: 'Conditions (optional)',
    hint: 'What the grant depends on. This text is in the letter.',
    ask: 'Enter the conditions, or leave this field empty',
  },
  feedback: {
    label: 'Feedback by criterion (optional)',
    hint: 'Taken from the comments that the jury wrote for the applicant; you can change them.',
    ask: 'Write the feedback on this criterion, or remove it',
    'unknown-criterion': 'Remove this feedback: the criterion is not part of the grid',
  },
  reasons: {
    label: 'Reasons',
    hint: 'This text is part of the letter to the organisation.',
    ask: 'Enter the reasons for the decision',
    min: 'Enter the reasons in at least {{minimum}} characters',
  },
  number: { label: 'File number', ask: 'Enter the number of the file, for example ESS-2026-4F7K2' },
} satisfies Texts['fields'];
