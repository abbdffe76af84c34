import type { Translated } from '../../i18n.ts';
import type { doubts as fr } from '../fr/doubts.ts';

export const doubts: Translated<typeof fr> = {
  yes: 'Yes, {{value}} is right',
  onDay: '{{day}}',
  confirm: '{{question}} Confirm it, or correct it.',
  amounts: {
    small: '{{value}} is at most a tenth of {{beside}}.',
    large: '{{value}} is at least ten times {{beside}}.',
  },
  beside: {
    proposed: 'the amount that the jury proposes, {{amount}}',
    asked: 'the amount requested, {{amount}}',
    published: 'that of the published version, {{amount}}',
  },
  days: {
    holiday: '{{day}} is a public holiday: {{holiday}}.',
    weekend: '{{day}} is a {{weekday}}.',
    'session-far': '{{day}} is more than a year away.',
    'session-silence_one':
      '{{day}} is less than a week before the day on which the City’s silence refuses a file of the agenda, or after it.',
    'session-silence_other':
      '{{day}} is less than a week before the day on which the City’s silence refuses {{count}} files of the agenda, or after it.',
    'start-past': 'The project would begin on {{day}}, a day that is past.',
    'start-before-decision_one':
      'The project would begin on {{day}}, perhaps before the decision: the City has {{count}} month from the submission to answer.',
    'start-before-decision_other':
      'The project would begin on {{day}}, perhaps before the decision: the City has {{count}} months from the submission to answer.',
    'start-far': 'The project would begin on {{day}} only, in more than two years.',
    'end-past': 'The project would be over already: it would end on {{day}}.',
    'end-far': 'The project would end on {{day}} only, more than five years after it begins.',
    'announce-past': '{{day}} is past, or today: the decision would be announced at once.',
    'announce-far': 'Until {{day}}, for more than six months, the organisation would know nothing of the decision.',
    'decided-long-ago': 'The decision would date from {{day}}, more than six months ago.',
  },
  begun: {
    question: 'The project was to begin on {{day}}, before the decision: the call does not support what has begun.',
    value: 'supporting it all the same, or as one that has not begun,',
  },
  hour: 'The session would begin at {{time}}.',
  holidays: {
    'new-year': 'New Year’s Day',
    'easter-monday': 'Easter Monday',
    'labour-day': 'Labour Day',
    'victory-1945': 'Victory in Europe Day',
    ascension: 'Ascension Day',
    'whit-monday': 'Whit Monday',
    'national-day': 'Bastille Day',
    assumption: 'Assumption Day',
    'all-saints': 'All Saints’ Day',
    'armistice-1918': 'Armistice Day',
    christmas: 'Christmas Day',
  },
};
