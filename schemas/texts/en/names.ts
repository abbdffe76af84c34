import type { Texts } from '../fr.ts';

export const states = {
  draft: 'Draft',
  checking: 'Being checked',
  complements: 'Additional documents requested',
  ready: 'Ready for the jury',
  evaluating: 'With the jury',
  deliberating: 'On the jury’s agenda',
  deciding: 'Awaiting decision',
  deferred: 'Deferred',
  supported: 'Supported',
  refused: 'Refused',
  ineligible: 'Not eligible',
  closed: 'Closed without follow-up',
  'refused-by-silence': 'Refused by silence',
  withdrawn: 'Withdrawn',
} satisfies Texts['states'];

export const stateHints = {
  draft: 'You can still change everything. Nothing is sent to the City before you submit.',
  checking: 'The City checks that the file is complete and that the project is eligible.',
  complements: 'The City is waiting for your answer. Until then, its own time limit is suspended.',
  ready: 'The file is complete and eligible. It is about to be passed on to the jury.',
  evaluating: 'The jury is studying the file.',
  deliberating: 'The file will be heard at a coming session of the jury.',
  deciding: 'The jury has given its opinion. The decision is the City’s.',
  deferred: 'The decision is postponed. The file will be taken up again.',
  supported: 'The City supports this project.',
  refused: 'The City does not support this project.',
  ineligible: 'The project does not meet the conditions of the call.',
  closed: 'What was asked for did not come: the City has closed the request without follow-up.',
  'refused-by-silence': 'The City did not answer in time: its silence is a refusal, and the file is over.',
  withdrawn: 'The organisation has withdrawn the file.',
} satisfies Texts['stateHints'];

export const actions = {
  save: 'Save',
  submit: 'Submit the application',
  discard: 'Delete the draft',
  withdraw: 'Withdraw the application',
  'pass-check': 'Confirm this step',
  'request-complements': 'Request additional documents',
  'provide-complements': 'Send the additional documents',
  'find-ineligible': 'Declare not eligible',
  'open-step': 'Pass on to the jury',
  'assign-juror': 'Add a jury member',
  'relieve-juror': 'Relieve a jury member',
  evaluate: 'Evaluate',
  recuse: 'Recuse myself',
  'close-step': 'Close the step',
  schedule: 'Put on the agenda',
  unschedule: 'Take off the agenda',
  postpone: 'Put off to another session',
  conclude: 'Record the jury’s opinion',
  support: 'Support',
  refuse: 'Refuse',
  defer: 'Defer',
  resume: 'Take the file up again',
  announce: 'Announce the decision',
  'correct-decision': 'Correct the decision',
  'withdraw-decision': 'Withdraw the decision',
  'record-agreement': 'Record the signed agreement',
  'close-unanswered': 'Close without follow-up',
  'record-silence': 'Record the refusal by silence',
  reopen: 'Open the file again',
} satisfies Texts['actions'];

/** Said in a timeline after the sentence of the event that brought it. */
export const eventNotes = { contactChanged: 'The address of the contact has changed.' };

export const assignmentStates = {
  assigned: 'To evaluate',
  submitted: 'Evaluation submitted',
  recused: 'Recused',
  relieved: 'Relieved',
  closed: 'Step closed',
} satisfies Texts['assignmentStates'];

export const attachmentStates = {
  pending: 'Uploading',
  received: 'Received, being checked',
  clean: 'Received',
  rejected: 'Rejected',
  unscannable: 'Could not be checked, with the City for review',
} satisfies Texts['attachmentStates'];

export const letThrough = {
  none: 'Not scanned',
  unscannable: 'The scanner could not read it',
  note: 'Staff let it through although no scan found it clean: open it on a protected computer.',
} satisfies Texts['letThrough'];

export const rejectionReasons = {
  empty: 'This file is empty. Choose another one.',
  'too-large': 'This file is too large. Reduce it or choose another one.',
  'wrong-type': 'The content of this file does not match its type. Save it again, as a PDF for example.',
  checksum: 'This file was altered on its way. Send it again.',
  malware: 'This file contains something harmful. Check your computer and choose another file.',
} satisfies Texts['rejectionReasons'];

export const opinions = {
  favourable: 'Favourable',
  reserved: 'Reserved',
  unfavourable: 'Unfavourable',
} satisfies Texts['opinions'];

export const outcomes = {
  supported: 'Supported',
  refused: 'Refused',
  deferred: 'Deferred',
} satisfies Texts['outcomes'];

export const verdicts = {
  passed: 'Passed',
  complements: 'Additional documents needed',
  ineligible: 'Not eligible',
} satisfies Texts['verdicts'];

export const legalForms = {
  association: 'Association',
  cooperative: 'Cooperative',
  mutual: 'Mutual society',
  foundation: 'Foundation',
  'social-enterprise': 'Accredited social enterprise',
} satisfies Texts['legalForms'];

export const interests = {
  officer: 'Officer or board member',
  employee: 'Employee',
  member: 'Member or volunteer',
  kin: 'Close to somebody who works there',
  other: 'Another tie',
} satisfies Texts['interests'];

export const jurorStatuses = {
  active: 'Active',
  leaving: 'Handing over',
  left: 'Left',
} satisfies Texts['jurorStatuses'];

export const roles = {
  reader: 'Reader',
  'case-officer': 'Case officer',
  manager: 'Manager',
  finance: 'Finance officer',
  administrator: 'Administrator',
  juror: 'Jury member',
} satisfies Texts['roles'];

export const roleHints = {
  reader: 'Reads files, sessions, calls and figures, and changes nothing.',
  'case-officer': 'Checks files, shares them out among the jury, runs its sessions, writes the minutes.',
  manager: 'Decides, announces and corrects decisions, writes and publishes calls.',
  finance: 'Follows grants: records agreements.',
  administrator: 'Invites members and gives roles.',
  juror: 'Evaluates files and votes at sessions.',
} satisfies Texts['roleHints'];

export const actors = {
  applicant: 'The organisation',
  staff: 'The City',
  juror: 'The jury',
  system: 'The service',
} satisfies Texts['actors'];

/** In place of the name of an agent who is gone. */
export const unknownAgent: string = 'Agent who is no longer known';

export const stepKinds = {
  check: 'Check',
  score: 'Scoring',
  deliberate: 'Opinion',
  decide: 'Decision',
} satisfies Texts['stepKinds'];

export const territoryKinds = {
  district: 'District',
  'associated-commune': 'Associated commune',
} satisfies Texts['territoryKinds'];

export const budgetLines = {
  purchases: '60 – Purchases',
  'external-services': '61 – External services',
  'other-external-services': '62 – Other external services',
  taxes: '63 – Taxes and duties',
  'staff-costs': '64 – Staff costs',
  'other-running-costs': '65 – Other running costs',
  'financial-charges': '66 – Financial expenses',
  'exceptional-charges': '67 – Exceptional expenses',
  depreciation: '68 – Depreciation and provisions',
  sales: '70 – Sales and services',
  state: '74 – State',
  region: '74 – Region',
  departement: '74 – Département',
  intercommunality: '74 – Metropolis and other groupings of communes',
  'other-communes': '74 – Other communes',
  'social-bodies': '74 – Social security bodies',
  'european-funds': '74 – European funds',
  'private-grants': '74 – Private grants',
  'membership-and-gifts': '75 – Other income, including membership fees and gifts',
  'financial-products': '76 – Financial income',
  'exceptional-products': '77 – Exceptional income',
  reversals: '78 – Reversals of depreciation and provisions',
  transfers: '79 – Transfers of expenses',
  'goods-used': '860 – Relief in kind',
  'free-use': '861 – Free use of goods and services',
  'volunteer-staff': '864 – Volunteer staff',
  volunteering: '870 – Volunteering',
  'services-in-kind': '871 – Services in kind',
  'gifts-in-kind': '875 – Gifts in kind',
} satisfies Texts['budgetLines'];

export const sections = {
  project: 'The project',
  budget: 'The budget',
  commitments: 'Contact and commitments',
} satisfies Texts['sections'];

export const languages = { fr: 'French', en: 'English' } satisfies Texts['languages'];
