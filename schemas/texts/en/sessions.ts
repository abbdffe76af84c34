import type * as french from '../fr/sessions.ts';

/** Sessions of the jury, in English. */
export const sessionNames: typeof french.sessionNames = {
  sessionStates: { planned: 'Planned', open: 'Under way', closed: 'Closed', cancelled: 'Cancelled' },
  pointStates: {
    waiting: 'To be heard',
    open: 'Under discussion',
    voting: 'Vote open',
    counted: 'Votes counted',
    concluded: 'Opinion given',
    postponed: 'Postponed',
    removed: 'Taken off the agenda',
    withdrawn: 'Withdrawn by the applicant',
  },
  ballots: {
    favourable: 'Favourable',
    reserved: 'Favourable with reserve',
    unfavourable: 'Unfavourable',
    deferred: 'Postpone',
  },
};

export const sessionFields: typeof french.sessionFields = {
  place: {
    label: 'Place',
    hint: 'Address, room, or link of the video meeting.',
    ask: 'Enter the place of the session',
    min: 'Describe the place in at least {{minimum}} characters',
    max: 'Describe the place in at most {{maximum}} characters',
  },
  startsAt: { label: 'Date and time', ask: 'Enter the date and time of the session' },
  memberIds: {
    label: 'Jury members',
    ask: 'Choose the members who sit',
    min: 'Choose at least one member',
    max: 'Choose at most {{maximum}} members',
    'duplicate-id': 'Choose each member once',
  },
  ballot: { label: 'Your vote', ask: 'Choose your vote' },
  proposedCents: {
    label: 'Amount proposed, in euros',
    ask: 'Enter the amount proposed, or tick “No amount proposed”',
    'above-asked': 'Enter an amount that does not exceed the one asked for',
    unfavourable: 'Leave the amount empty: the opinion is unfavourable',
    without: 'Leave the amount empty, or untick “No amount proposed”',
  },
  withoutAmount: { label: 'No amount proposed', ask: 'Tick “No amount proposed”, or enter the amount proposed' },
  heading: {
    label: 'Heading',
    ask: 'Give this part a heading',
    max: 'Write a heading of at most {{maximum}} characters',
  },
};

export const sessionProblems: typeof french.sessionProblems = {
  'session-moved': {
    title: 'The session has moved on',
    detail: 'Somebody else acted before you. The page now shows where the session stands and what is possible.',
  },
  'members-settled': {
    title: 'The members can no longer change',
    detail: 'There are files on the agenda. Take them off first, change the members, then put them back.',
  },
  'quorum-missing': {
    title: 'There is no quorum for this file',
    detail: 'Too few members present can vote. Wait for another one, or postpone the file to a later session.',
  },
  'no-votes': {
    title: 'Nobody voted',
    detail: 'Open the vote again, or postpone the file to a later session.',
  },
  'votes-below-quorum': {
    title: 'Fewer members voted than the quorum asks for',
    detail: 'Confirm the opinion knowing so, vote again, or postpone the file to a later session.',
  },
  'vote-defers': {
    title: 'The vote postpones this file',
    detail: 'Most votes ask for a postponement: postpone the file, or open a new vote.',
  },
  'vote-closed': {
    title: 'This vote is not open',
    detail: 'Your vote was not counted. The page shows where the session stands.',
  },
  'not-present': {
    title: 'You are not marked as present',
    detail: 'Tell the secretary of the session: you can vote as soon as your presence is noted.',
  },
  'other-call': {
    title: 'This file belongs to another call for projects',
    detail: 'Put it on the agenda of a session of its own call.',
  },
  'agenda-full': {
    title: 'The agenda is full',
    detail: 'Plan another session for the files that follow.',
  },
  'heard-before': {
    title: 'This session has heard this file before',
    detail: 'Put it on the agenda of another session.',
  },
};

export const sessionEvents: typeof french.sessionEvents = {
  planned: 'The session was planned.',
  changed: 'The session was changed.',
  convened: 'The members were convened.',
  cancelled: 'The session was cancelled.',
  opened: 'The session was opened.',
  closed: 'The session was closed.',
  'minutes-approved': 'The minutes were approved.',
};
