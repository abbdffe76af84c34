/** Questions about what was typed that is odd and may be right. */
export const doubts = {
  yes: 'Oui, c’est bien {{value}}',
  onDay: 'le {{day}}',
  confirm: '{{question}} Confirmez-le, ou corrigez-le.',
  amounts: {
    small: '{{value}}, c’est au moins dix fois moins que {{beside}}.',
    large: '{{value}}, c’est au moins dix fois plus que {{beside}}.',
  },
  beside: {
    proposed: 'le montant proposé par le jury, {{amount}}',
    asked: 'le montant demandé, {{amount}}',
    published: 'celui de la version publiée, {{amount}}',
  },
  days: {
    holiday: 'Le {{day}} est un jour férié : {{holiday}}.',
    weekend: 'Le {{day}} est un {{weekday}}.',
    'session-far': 'Le {{day}}, c’est dans plus d’un an.',
    'session-silence_one':
      'Le {{day}} est à moins d’une semaine du jour où le silence de la Ville vaut rejet d’un dossier de l’ordre du jour, ou après lui.',
    'session-silence_other':
      'Le {{day}} est à moins d’une semaine du jour où le silence de la Ville vaut rejet de {{count}} dossiers de l’ordre du jour, ou après lui.',
    'start-past': 'Le projet commencerait le {{day}}, un jour déjà passé.',
    'start-before-decision_one':
      'Le projet commencerait le {{day}}, peut-être avant la décision : à partir du dépôt, la Ville a {{count}} mois pour répondre.',
    'start-before-decision_other':
      'Le projet commencerait le {{day}}, peut-être avant la décision : à partir du dépôt, la Ville a {{count}} mois pour répondre.',
    'start-far': 'Le projet ne commencerait que le {{day}}, dans plus de deux ans.',
    'end-past': 'Le projet serait déjà terminé : il finirait le {{day}}.',
    'end-far': 'Le projet ne finirait que le {{day}}, plus de cinq ans après son début.',
    'announce-past': 'Le {{day}} est passé ou c’est aujourd’hui : la décision serait annoncée aussitôt.',
    'announce-far': 'Jusqu’au {{day}}, soit plus de six mois, la structure ne saurait rien de la décision.',
    'decided-long-ago': 'La décision daterait du {{day}}, il y a plus de six mois.',
  },
  begun: {
    question: 'Le projet devait commencer le {{day}}, avant la décision : l’appel ne soutient pas ce qui a commencé.',
    value: 'un projet qui n’a pas commencé, ou que l’on soutient quand même',
  },
  hour: 'La séance commencerait à {{time}}.',
  holidays: {
    'new-year': 'jour de l’An',
    'easter-monday': 'lundi de Pâques',
    'labour-day': 'fête du Travail',
    'victory-1945': 'victoire de 1945',
    ascension: 'Ascension',
    'whit-monday': 'lundi de Pentecôte',
    'national-day': 'fête nationale',
    assumption: 'Assomption',
    'all-saints': 'Toussaint',
    'armistice-1918': 'armistice de 1918',
    christmas: 'Noël',
  },
};
