/** Names of what the vocabulary in `schemas/` enumerates. */

export const states = {
  draft: 'Brouillon',
  checking: 'Vérification en cours',
  complements: 'Pièces complémentaires demandées',
  ready: 'Prêt pour le jury',
  evaluating: 'Évaluation par le jury',
  deliberating: 'À l’ordre du jour du jury',
  deciding: 'En attente de décision',
  deferred: 'Ajourné',
  supported: 'Soutenu',
  refused: 'Refusé',
  ineligible: 'Non éligible',
  closed: 'Classé sans suite',
  'refused-by-silence': 'Rejeté implicitement',
  withdrawn: 'Retiré',
};

/** What a state means to the applicant, in a sentence. */
export const stateHints = {
  draft: 'Vous pouvez encore tout modifier. Rien n’est transmis à la Ville avant le dépôt.',
  checking: 'La Ville vérifie que le dossier est complet et que le projet est éligible.',
  complements: 'La Ville attend vos compléments. D’ici là, le délai de réponse est suspendu.',
  ready: 'Le dossier est complet et éligible. Il va être transmis au jury.',
  evaluating: 'Le jury étudie le dossier.',
  deliberating: 'Le dossier sera examiné lors d’une prochaine séance du jury.',
  deciding: 'Le jury a rendu son avis. La décision revient à la Ville.',
  deferred: 'La décision est reportée. Le dossier sera repris.',
  supported: 'La Ville soutient ce projet.',
  refused: 'La Ville ne soutient pas ce projet.',
  ineligible: 'Le projet ne remplit pas les conditions de l’appel à projets.',
  closed: 'Les compléments demandés ne sont pas venus : la Ville a classé la demande sans suite.',
  'refused-by-silence': 'La Ville n’a pas répondu dans le délai : son silence vaut rejet, et le dossier est clos.',
  withdrawn: 'Le dossier a été retiré par la structure.',
};

/** Labels of buttons. */
export const actions = {
  save: 'Enregistrer',
  submit: 'Déposer le dossier',
  discard: 'Supprimer le brouillon',
  withdraw: 'Retirer le dossier',
  'pass-check': 'Valider l’étape',
  'request-complements': 'Demander des compléments',
  'provide-complements': 'Envoyer les compléments',
  'find-ineligible': 'Déclarer non éligible',
  'open-step': 'Transmettre au jury',
  'assign-juror': 'Ajouter un membre du jury',
  'relieve-juror': 'Dispenser un membre du jury',
  evaluate: 'Évaluer',
  recuse: 'Se déporter',
  'close-step': 'Clore l’étape',
  schedule: 'Inscrire à l’ordre du jour',
  unschedule: 'Retirer de l’ordre du jour',
  postpone: 'Reporter à une autre séance',
  conclude: 'Rendre l’avis du jury',
  support: 'Soutenir',
  refuse: 'Refuser',
  defer: 'Ajourner',
  resume: 'Reprendre le dossier',
  announce: 'Annoncer la décision',
  'correct-decision': 'Corriger la décision',
  'withdraw-decision': 'Retirer la décision',
  'record-agreement': 'Noter la signature de la convention',
  'close-unanswered': 'Classer sans suite',
  'record-silence': 'Constater le rejet implicite',
  reopen: 'Rouvrir le dossier',
};

/** Said in a timeline after the sentence of the event that brought it. */
export const eventNotes = { contactChanged: 'L’adresse de la personne à contacter a changé.' };

export const assignmentStates = {
  assigned: 'À évaluer',
  submitted: 'Évaluation remise',
  recused: 'Déport',
  relieved: 'Dispensé',
  closed: 'Étape close',
};

export const attachmentStates = {
  pending: 'Envoi en cours',
  received: 'Reçu, contrôle en cours',
  clean: 'Reçu',
  rejected: 'Rejeté',
  unscannable: 'Contrôle impossible, vérification par la Ville',
};

/** Documents that staff let through although no scan found them clean. */
export const letThrough = {
  none: 'Non analysé par l’antivirus',
  unscannable: 'Illisible par l’antivirus',
  note: 'Le service l’a libéré sans qu’une analyse l’ait déclaré sain : ouvrez-le sur un poste protégé.',
};

/** Why a file was rejected, with what to do. */
export const rejectionReasons = {
  empty: 'Ce fichier est vide. Choisissez-en un autre.',
  'too-large': 'Ce fichier est trop volumineux. Réduisez-le ou choisissez-en un autre.',
  'wrong-type': 'Le contenu de ce fichier ne correspond pas à son type. Enregistrez-le à nouveau, en PDF par exemple.',
  checksum: 'Ce fichier a été altéré pendant l’envoi. Envoyez-le à nouveau.',
  malware: 'Ce fichier contient un élément malveillant. Vérifiez votre ordinateur et choisissez un autre fichier.',
};

export const opinions = { favourable: 'Favorable', reserved: 'Réservé', unfavourable: 'Défavorable' };

export const outcomes = { supported: 'Soutenu', refused: 'Refusé', deferred: 'Ajourné' };

export const verdicts = {
  passed: 'Conforme',
  complements: 'Compléments à demander',
  ineligible: 'Non éligible',
};

export const legalForms = {
  association: 'Association',
  cooperative: 'Coopérative',
  mutual: 'Mutuelle',
  foundation: 'Fondation',
  'social-enterprise': 'Entreprise solidaire d’utilité sociale',
};

/** How a juror stands to an organisation. */
export const interests = {
  officer: 'Dirigeant ou administrateur',
  employee: 'Salarié',
  member: 'Adhérent ou bénévole',
  kin: 'Proche d’une personne qui y exerce',
  other: 'Autre lien',
};

export const jurorStatuses = { active: 'En fonction', leaving: 'Passe la main', left: 'Parti' };

export const roles = {
  reader: 'Lecteur',
  'case-officer': 'Instructeur',
  manager: 'Responsable',
  finance: 'Agent financier',
  administrator: 'Administrateur',
  juror: 'Membre du jury',
};

/** What each role is for. */
export const roleHints = {
  reader: 'Lit les dossiers, les séances, les appels et les chiffres, sans rien modifier.',
  'case-officer': 'Vérifie les dossiers, les répartit au jury, tient ses séances, rédige les procès-verbaux.',
  manager: 'Décide, annonce et corrige les décisions, rédige et publie les appels.',
  finance: 'Suit les subventions : enregistre les conventions.',
  administrator: 'Invite les membres et donne les rôles.',
  juror: 'Évalue les dossiers et vote en séance.',
};

/** Who acted, in a timeline. */
export const actors = { applicant: 'La structure', staff: 'La Ville', juror: 'Le jury', system: 'Le service' };

/** In place of the name of an agent who is gone. */
export const unknownAgent: string = 'Agent qui n’est plus connu';

export const stepKinds = {
  check: 'Vérification',
  score: 'Notation',
  deliberate: 'Avis',
  decide: 'Décision',
};

export const territoryKinds = { district: 'Quartier', 'associated-commune': 'Commune associée' };

/** Lines of the budget, each with its account in the chart of the unified form. */
export const budgetLines = {
  purchases: '60 – Achats',
  'external-services': '61 – Services extérieurs',
  'other-external-services': '62 – Autres services extérieurs',
  taxes: '63 – Impôts et taxes',
  'staff-costs': '64 – Charges de personnel',
  'other-running-costs': '65 – Autres charges de gestion courante',
  'financial-charges': '66 – Charges financières',
  'exceptional-charges': '67 – Charges exceptionnelles',
  depreciation: '68 – Dotations aux amortissements et provisions',
  sales: '70 – Ventes et prestations',
  state: '74 – État',
  region: '74 – Région',
  departement: '74 – Département',
  intercommunality: '74 – Métropole et intercommunalité',
  'other-communes': '74 – Autres communes',
  'social-bodies': '74 – Organismes sociaux',
  'european-funds': '74 – Fonds européens',
  'private-grants': '74 – Aides privées',
  'membership-and-gifts': '75 – Autres produits, dont cotisations et dons',
  'financial-products': '76 – Produits financiers',
  'exceptional-products': '77 – Produits exceptionnels',
  reversals: '78 – Reprises sur amortissements et provisions',
  transfers: '79 – Transferts de charges',
  'goods-used': '860 – Secours en nature',
  'free-use': '861 – Mise à disposition gratuite de biens et services',
  'volunteer-staff': '864 – Personnel bénévole',
  volunteering: '870 – Bénévolat',
  'services-in-kind': '871 – Prestations en nature',
  'gifts-in-kind': '875 – Dons en nature',
};

export const sections = {
  project: 'Le projet',
  budget: 'Le budget',
  commitments: 'Contact et engagements',
};

export const languages = { fr: 'Français', en: 'Anglais' };
