import type { Texts } from '../fr.ts';
import { sessionProblems } from './sessions.ts';

export const problems = {
  ...sessionProblems,
  invalid: {
    title: 'Some points need correcting',
    detail: 'Correct the fields that are marked. Nothing you have entered is lost.',
  },
  unauthenticated: {
    title: 'You are not signed in',
    detail: 'Sign in to go on.',
  },
  'not-found': {
    title: 'Page or file not found',
    detail: 'Check the address, or start again from your first page.',
  },
  'method-not-allowed': {
    title: 'This address is not asked for in this way',
    detail: 'Methods that it takes: {{allowed}}.',
  },
  'contact-asked': {
    title: 'There is nothing more to ask',
    detail: 'The person has answered, or three questions were already sent for this file.',
  },
  'contact-asked-often': {
    title: 'This address was sent too many questions this month',
    detail: 'No mail left. Try again next month, or ask the person to look among unwanted mails.',
  },
  'too-many-drafts': {
    title: 'You have begun many files today',
    detail:
      'The number of new files per person and day is limited. Those begun before are kept, and you can go on with them: begin another one tomorrow, or contact the service in charge of the call.',
  },
  'too-many-documents': {
    title: 'You have attached many documents today',
    detail:
      'Their number per person and day is limited, those removed since then included. This one was not sent; the others, and what you typed, are kept: attach it tomorrow, or contact the service in charge of the call.',
  },
  'too-many-files': {
    title: 'You have submitted many files today',
    detail:
      'The number of files per person and day is limited. This draft is kept: submit it tomorrow, or contact the service in charge of the call.',
  },
  'too-many-registrations': {
    title: 'You have registered many organisations today',
    detail:
      'Their number per person and day is limited. Try again tomorrow, or contact the service in charge of the call.',
  },
  'too-many-confirmations': {
    title: 'You have had many questions sent today',
    detail: 'No mail left: their number per person and day is limited. Try again tomorrow.',
  },
  'too-many-invitations': {
    title: 'You have sent many invitations today',
    detail:
      'Their number per person and day is limited. This one did not leave; those before did: go on tomorrow, or ask another administrator.',
  },
  'invited-often': {
    title: 'This invitation was sent again several times today',
    detail: 'No mail left. Ask the person to look among unwanted mails, or send the invitation again tomorrow.',
  },
  'too-many-mails-again': {
    title: 'You have sent many mails again today',
    detail:
      'Their number per person and day is limited. This one did not leave and stays in the list: go on tomorrow, or ask a colleague.',
  },
  'mailed-again-often': {
    title: 'This person was sent mails again several times today',
    detail:
      'No mail left: one more would hardly arrive any better. Reach the person in another way and have the address corrected, or try again tomorrow.',
  },
  'too-many-sessions-told': {
    title: 'You have convened or changed many sessions today',
    detail:
      'Their members are told each time, and the number per person and day is limited. Nothing was changed or sent: go on tomorrow, or ask a colleague.',
  },
  'link-used': {
    title: 'This link no longer works',
    detail: 'It was used already, or a newer link was sent. Nothing was changed.',
  },
  'scanner-refused': {
    title: 'The scanner did not take the request',
    detail: 'It is down, or too busy. The document has not changed and still waits: ask for its scan again later.',
  },
  'mail-settled': {
    title: 'This mail waits for nothing any more',
    detail: 'Somebody saw to it in the meantime, or it has left again. Reload the page to see where it stands.',
  },
  forbidden: {
    title: 'Access denied',
    detail: 'Your account does not allow this. If that is a mistake, contact the service in charge of the call.',
  },
  'role-needed': {
    title: 'Your role does not allow this',
    detail: 'Roles that do: {{roles}}. An administrator can give you one of them.',
  },
  'last-administrator': {
    title: 'This is the last administrator',
    detail: 'Give the role to somebody else first, who then signs in once.',
  },
  recused: {
    title: 'You are recused from this file',
    detail: 'You recused yourself on {{since}}. The file has been closed to you since then.',
  },
  'declaration-needed': {
    title: 'First say whether you have a conflict of interest with this file',
    detail: 'The file opens as soon as you have declared that you have no conflict of interest. Otherwise, step back.',
  },
  'no-accounts': {
    title: 'The service cannot make this account',
    detail:
      'Staff and jury sign in with another identity provider. Make the account there, then enter its identifier (“sub”) here.',
  },
  'account-exists': {
    title: 'This account is there and has been used',
    detail: 'Look up its identifier (“sub”) at the identity provider, then enter it here to give it this role.',
  },
  'already-invited': {
    title: 'This person is invited already',
    detail: 'Find them in the list to send the invitation again.',
  },
  'already-member': {
    title: 'This person has this role already',
    detail: 'Find them in the list: there is nothing else to do.',
  },
  'already-joined': {
    title: 'This person has come already',
    detail: 'The invitation was taken up: it can no longer be sent again or taken back.',
  },
  'open-work': {
    title: 'Files still wait for this jury member',
    detail: 'Entrust them to somebody else, then try again.',
  },
  'state-passed': {
    title: 'This is no longer possible',
    detail: 'The file has moved on in the meantime. Its state is now “{{state}}”.',
  },
  'answer-awaited': {
    title: 'The organisation can still answer',
    detail: 'It has until {{day}} inclusive. The request can be closed without follow-up only after that day.',
  },
  'silence-runs': {
    title: 'The City’s silence has refused nothing yet',
    detail: 'The City can answer until {{day}} inclusive. The refusal can be recorded only after that day.',
  },
  'evaluation-final': {
    title: 'You submitted this evaluation as final',
    detail: 'It can no longer be corrected. If something in it is wrong, tell the department before the step closes.',
  },
  'file-changed': {
    title: 'The file has changed since you opened it',
    detail: 'Nothing was recorded. The file now stands at “{{state}}”.',
  },
  'page-outdated': {
    title: 'This page is from before an update of the service',
    detail:
      'Nothing was recorded. Reload the page, look through the file, then do it again. A check that you were filling in is still there afterwards.',
  },
  'nobody-late': {
    title: 'Nobody is late',
    detail: 'The step is in time, or every evaluation is in: there is nobody to remind.',
  },
  'organisation-known': {
    title: 'This organisation is already registered',
    detail:
      'The service already knows an organisation under this SIRET number. Check the number; if it is right, ask to be linked to it: the City’s staff will answer you.',
  },
  'organisation-own': {
    title: 'You already act for this organisation',
    detail: 'It is registered under this SIRET number, and you are linked to it. Find it among your files.',
  },
  'organisation-unknown': {
    title: 'No organisation is registered under this number',
    detail: 'Check the SIRET number; if it is right, register the organisation yourself.',
  },
  'organisation-merging': {
    title: 'Two entries of this organisation are being merged',
    detail: 'Try again in a few minutes. If it lasts, contact the service in charge of the call.',
  },
  'organisation-merged': {
    title: 'One of these entries was already merged into another',
    detail: 'Reload the page to see those that are left.',
  },
  'not-twins': {
    title: 'These two entries no longer have the same SIRET',
    detail: 'Nothing was merged. Reload the page to see those that are left.',
  },
  'join-answered': {
    title: 'This request has already been answered',
    detail: 'Reload the page to see those that wait.',
  },
  'too-many-tries': {
    title: 'You have given too many SIRET numbers today',
    detail: 'Try again tomorrow, or contact the service in charge of the call.',
  },
  conflict: {
    title: 'Someone else has changed this information',
    detail: 'Reload the page to see the latest version, then try again.',
  },
  'idempotency-key-reused': {
    title: 'An earlier request from this page was already recorded',
    detail:
      'It was not the same as this one, which was not recorded. Reload the page to see where things stand, then try again if needed.',
  },
  'stale-revision': {
    title: 'This text was changed elsewhere',
    detail: 'It was saved from another tab or another device. Compare the two versions, then choose which to keep.',
  },
  'quorum-not-met': {
    title: 'The quorum is not met',
    detail: 'Wait for the missing evaluations, or add a jury member.',
  },
  'too-many-organisations': {
    title: 'You have registered as many organisations as one account can',
    detail: 'Apply for one of those that are there, or contact the service in charge of the call.',
  },
  'call-paused': {
    title: 'This call takes no new applications at the moment',
    detail: 'Drafts that were begun can still be submitted. See the home page for the calls that are open.',
  },
  'no-such-step': {
    title: 'There is no such step',
    detail: 'Go back to the file to see where it stands.',
  },
  'attachments-missing': {
    title: 'Required documents are missing',
    detail: 'Attach the documents that are marked, then submit the application.',
  },
  'attachments-not-ready': {
    title: 'Some documents are still being checked',
    detail: 'Wait a moment, then try again. Replace those that were rejected.',
  },
  'attachment-submitted': {
    title: 'This document is part of the submitted file',
    detail: 'It can no longer be removed. You can attach a new version of it.',
  },
  'too-large': {
    title: 'What you are sending is too large',
    detail: 'Shorten the texts, then try again.',
  },
  'too-many': {
    title: 'Too many requests in a short time',
    detail:
      'Many come from you or from your network. Wait a minute, then try again: nothing was done of this request, and what you typed is still there.',
  },
  offline: {
    title: 'The service does not answer',
    detail: 'Check your connection, then try again.',
  },
  'back-online': {
    title: 'The connection is back',
    detail: 'What you asked for may not have left: check, then try again.',
  },
  unexpected: {
    title: 'Something went wrong on our side',
    detail: 'Try again in a moment. If it happens again, give us this reference: {{requestId}}.',
  },
} satisfies Texts['problems'];
