/** Words of decisions beside the form's own. */
export const inKindKinds = {
  premises: 'Local',
  coaching: 'Accompagnement',
  communication: 'Communication',
  equipment: 'Matériel',
  other: 'Autre',
};

export const decisionFields = {
  version: { label: 'Version du dossier', ask: 'Indiquez la version du dossier que vous avez lue' },
  why: {
    label: 'Pourquoi la décision est rectifiée',
    hint: 'Ce texte figure dans le courrier adressé à la structure.',
    ask: 'Expliquez pourquoi la décision est rectifiée',
    min: 'Expliquez la rectification en {{minimum}} caractères au moins',
  },
  heard: {
    label: 'La structure a pu présenter ses observations',
    hint: 'Une décision prise à son détriment suppose qu’elle ait été entendue (CRPA, articles L. 121-1 et L. 122-1).',
    ask: 'Cochez cette case une fois que la structure a été entendue',
  },
  signedOn: {
    label: 'Date de signature de la convention',
    hint: 'Le jour de la dernière signature.',
    ask: 'Indiquez la date de signature de la convention',
    'in-future': 'Indiquez une date de signature qui n’est pas à venir',
    'before-decision': 'Indiquez une date de signature qui ne précède pas la décision',
  },
  year: { label: 'Année', ask: 'Indiquez l’année, par exemple 2026' },
};
