/** Sessions of the jury: names of what the vocabulary enumerates, fields of their forms, and what their refusals say. */
export const sessionNames = {
  sessionStates: { planned: 'Prévue', open: 'En cours', closed: 'Close', cancelled: 'Annulée' },
  pointStates: {
    waiting: 'À examiner',
    open: 'En débat',
    voting: 'Vote ouvert',
    counted: 'Votes comptés',
    concluded: 'Avis rendu',
    postponed: 'Reporté',
    removed: 'Retiré de l’ordre du jour',
    withdrawn: 'Retiré par le porteur',
  },
  ballots: {
    favourable: 'Favorable',
    reserved: 'Favorable avec réserve',
    unfavourable: 'Défavorable',
    deferred: 'Reporter',
  },
};

export const sessionFields = {
  place: {
    label: 'Lieu',
    hint: 'Adresse, salle, ou lien de la visioconférence.',
    ask: 'Indiquez le lieu de la séance',
    min: 'Décrivez le lieu en {{minimum}} caractères au moins',
    max: 'Décrivez le lieu en {{maximum}} caractères au plus',
  },
  startsAt: { label: 'Date et heure', ask: 'Indiquez la date et l’heure de la séance' },
  memberIds: {
    label: 'Membres du jury',
    ask: 'Choisissez les membres qui siègent',
    min: 'Choisissez au moins un membre',
    max: 'Choisissez au plus {{maximum}} membres',
    'duplicate-id': 'Choisissez chaque membre une seule fois',
  },
  ballot: { label: 'Votre vote', ask: 'Choisissez votre vote' },
  proposedCents: {
    label: 'Montant proposé, en euros',
    ask: 'Indiquez le montant proposé, ou cochez « Aucun montant proposé »',
    'above-asked': 'Indiquez un montant qui ne dépasse pas celui qui est demandé',
    unfavourable: 'Laissez le montant vide : l’avis est défavorable',
    without: 'Laissez le montant vide, ou décochez « Aucun montant proposé »',
  },
  withoutAmount: {
    label: 'Aucun montant proposé',
    ask: 'Cochez « Aucun montant proposé », ou indiquez le montant proposé',
  },
  heading: {
    label: 'Intitulé',
    ask: 'Donnez un intitulé à cette partie',
    max: 'Écrivez un intitulé de {{maximum}} caractères au plus',
  },
};

export const sessionProblems = {
  'session-moved': {
    title: 'La séance a avancé entre-temps',
    detail: 'Quelqu’un d’autre a agi avant vous. La page montre maintenant où en est la séance et ce qui est possible.',
  },
  'members-settled': {
    title: 'Les membres ne peuvent plus changer',
    detail:
      'Des dossiers sont à l’ordre du jour. Retirez-les d’abord, changez les membres, puis inscrivez-les à nouveau.',
  },
  'quorum-missing': {
    title: 'Le quorum n’est pas atteint pour ce dossier',
    detail:
      'Trop peu de membres présents peuvent voter. Attendez-en un autre, ou reportez le dossier à une prochaine séance.',
  },
  'no-votes': {
    title: 'Personne n’a voté',
    detail: 'Ouvrez le vote à nouveau, ou reportez le dossier à une prochaine séance.',
  },
  'votes-below-quorum': {
    title: 'Moins de membres ont voté que le quorum n’en demande',
    detail:
      'Confirmez l’avis en connaissance de cause, votez à nouveau, ou reportez le dossier à une prochaine séance.',
  },
  'vote-defers': {
    title: 'Le vote reporte ce dossier',
    detail: 'La majorité demande un report : reportez le dossier, ou ouvrez un nouveau vote.',
  },
  'vote-closed': {
    title: 'Ce vote n’est pas ouvert',
    detail: 'Votre vote n’a pas été compté. La page montre où en est la séance.',
  },
  'not-present': {
    title: 'Vous n’êtes pas noté présent',
    detail: 'Signalez-vous au secrétariat de la séance : votre vote sera possible dès que votre présence est notée.',
  },
  'other-call': {
    title: 'Ce dossier relève d’un autre appel à projets',
    detail: 'Inscrivez-le à une séance de son propre appel.',
  },
  'agenda-full': {
    title: 'L’ordre du jour est complet',
    detail: 'Prévoyez une autre séance pour les dossiers suivants.',
  },
  'heard-before': {
    title: 'Cette séance a déjà examiné ce dossier',
    detail: 'Inscrivez-le à l’ordre du jour d’une autre séance.',
  },
};

export const sessionEvents = {
  planned: 'La séance a été prévue.',
  changed: 'La séance a été modifiée.',
  convened: 'Les membres ont été convoqués.',
  cancelled: 'La séance a été annulée.',
  opened: 'La séance a été ouverte.',
  closed: 'La séance a été close.',
  'minutes-approved': 'Le procès-verbal a été approuvé.',
};
