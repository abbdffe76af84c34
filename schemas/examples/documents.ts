import type { RequiredDocument } from '../call.ts';

/** Documents that towns usually ask for; which ones are compulsory is an example. */
export const documents: RequiredDocument[] = [
  {
    id: 'statutes',
    label: { fr: 'Statuts', en: 'Articles of association' },
    hint: { fr: 'Datés et signés, dans leur dernière version.', en: 'Dated and signed, in their latest version.' },
    required: true,
  },
  {
    id: 'bank-details',
    label: { fr: 'Relevé d’identité bancaire (RIB)', en: 'Bank details (RIB)' },
    hint: { fr: 'Au nom de la structure.', en: 'In the name of the organisation.' },
    required: true,
    bankDetails: true,
  },
  {
    id: 'officers',
    label: { fr: 'Liste des dirigeants', en: 'List of officers' },
    hint: {
      fr: 'Si elle ne figure pas au répertoire national des associations.',
      en: 'If it is not in the national register of associations.',
    },
    required: false,
  },
  {
    id: 'accounts',
    label: { fr: 'Comptes du dernier exercice clos', en: 'Accounts of the last closed financial year' },
    hint: {
      fr: 'Approuvés, si la structure a déjà clos un exercice.',
      en: 'Approved, if the organisation has already closed a financial year.',
    },
    required: false,
  },
  {
    id: 'activity-report',
    label: { fr: 'Dernier rapport d’activité', en: 'Latest activity report' },
    hint: { fr: 'S’il en existe un.', en: 'If there is one.' },
    required: false,
  },
  {
    id: 'organisation-budget',
    label: { fr: 'Budget prévisionnel de la structure', en: 'Forecast budget of the organisation' },
    hint: {
      fr: 'Pour l’année en cours, toutes activités confondues.',
      en: 'For the current year, all activities together.',
    },
    required: false,
  },
  {
    id: 'mandate',
    label: { fr: 'Pouvoir du signataire', en: 'Mandate of the signatory' },
    hint: {
      fr: 'Si la personne qui dépose n’est pas le représentant légal.',
      en: 'If the person who applies is not the legal representative.',
    },
    required: false,
  },
];
