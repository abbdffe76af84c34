import { decisionFields } from './decisions.ts';
import { sessionFields } from './sessions.ts';

/**
 * Words of single fields, by the field's name. `ask` is the instruction for a value that is missing; other keys are
 * named after the rule that they explain, where the general wording in `rules.ts` would say less.
 */
export const fields = {
  // ---- organisation
  name: {
    label: 'Nom de la structure',
    hint: 'Tel qu’il figure dans les statuts.',
    ask: 'Indiquez le nom de la structure',
  },
  legalForm: { label: 'Forme juridique', ask: 'Choisissez la forme juridique' },
  siret: {
    label: 'Numéro SIRET',
    hint: '14 chiffres. Il est nécessaire pour recevoir une aide publique ; l’Insee l’attribue gratuitement.',
    ask: 'Indiquez le numéro SIRET',
    format: 'Indiquez les 14 chiffres du numéro SIRET',
    invalid: 'Vérifiez le numéro SIRET : l’un de ses chiffres n’est pas le bon',
    known: 'Vérifiez le numéro SIRET, ou demandez à rejoindre la structure enregistrée sous ce numéro',
    own: 'Vérifiez le numéro SIRET : vous agissez déjà pour la structure enregistrée sous ce numéro',
  },
  rna: {
    label: 'Numéro RNA (facultatif)',
    hint: 'Pour les associations : W suivi de neuf caractères, par exemple W595000000.',
    ask: 'Indiquez le numéro RNA, ou laissez ce champ vide',
    format: 'Indiquez le numéro RNA sous la forme W suivi de neuf caractères, ou laissez ce champ vide',
  },
  address: { label: 'Adresse du siège', hint: 'Numéro et voie.', ask: 'Indiquez l’adresse du siège' },
  postalCode: {
    label: 'Code postal',
    ask: 'Indiquez le code postal',
    format: 'Indiquez les 5 chiffres du code postal',
  },
  city: { label: 'Commune', ask: 'Indiquez la commune' },
  representativeName: {
    label: 'Prénom et nom du représentant légal',
    ask: 'Indiquez le prénom et le nom du représentant légal',
  },
  representativeRole: {
    label: 'Fonction du représentant légal',
    hint: 'Par exemple : présidente, trésorier, gérante.',
    ask: 'Indiquez la fonction du représentant légal',
  },
  email: {
    label: 'Adresse électronique de la structure',
    ask: 'Indiquez l’adresse électronique de la structure',
  },
  phone: { label: 'Téléphone de la structure', ask: 'Indiquez le numéro de téléphone de la structure' },

  // ---- project
  title: {
    label: 'Titre du projet',
    hint: 'Un titre court et parlant, que vous pourrez reprendre dans vos échanges avec la Ville.',
    ask: 'Indiquez le titre du projet',
  },
  summary: {
    label: 'Présentation du projet',
    hint: 'Ce que vous voulez faire, pour qui, avec qui et comment.',
    ask: 'Présentez votre projet',
    min: 'Présentez votre projet en {{minimum}} caractères au moins',
  },
  socialNeed: {
    label: 'Besoin social auquel le projet répond',
    hint: 'Quel besoin avez-vous constaté, et qu’est-ce qui manque aujourd’hui pour y répondre ?',
    ask: 'Décrivez le besoin social auquel le projet répond',
    min: 'Décrivez le besoin social en {{minimum}} caractères au moins',
  },
  sector: { label: 'Secteur d’activité', ask: 'Choisissez le secteur d’activité du projet' },
  supportKind: {
    label: 'Accompagnement demandé',
    hint: 'L’étape où se trouve votre projet.',
    ask: 'Choisissez l’accompagnement demandé',
  },
  territories: {
    label: 'Quartiers et communes associées concernés',
    hint: 'Là où le projet se déroulera. Le code postal ne suffit pas à reconnaître un quartier.',
    ask: 'Choisissez au moins un quartier ou une commune associée',
    max: 'Choisissez au plus {{maximum}} quartiers ou communes associées',
    'duplicate-id': 'Choisissez chaque quartier ou commune associée une seule fois',
  },
  startsOn: { label: 'Date de début', ask: 'Indiquez la date de début du projet' },
  endsOn: {
    label: 'Date de fin',
    ask: 'Indiquez la date de fin du projet',
    'before-start': 'Indiquez une date de fin qui ne précède pas la date de début',
  },
  beneficiaries: {
    label: 'Nombre de bénéficiaires',
    hint: 'Le nombre de personnes que le projet touchera ; une estimation suffit.',
    ask: 'Indiquez le nombre de bénéficiaires',
    type: 'Indiquez le nombre de bénéficiaires en chiffres',
    min: 'Indiquez au moins {{minimum}} bénéficiaire',
  },
  partners: {
    label: 'Partenaires (facultatif)',
    hint: 'Les structures qui participent au projet, et ce que chacune y apporte.',
    ask: 'Indiquez les partenaires du projet, ou laissez ce champ vide',
  },

  // ---- budget
  amountAskedCents: {
    label: 'Montant demandé à la Ville',
    hint: 'En euros. Il compte parmi les produits du budget.',
    ask: 'Indiquez le montant demandé à la Ville',
    min: 'Indiquez un montant demandé supérieur à zéro',
  },
  charges: {
    label: 'Charges',
    hint: 'Les dépenses prévues, en euros. Laissez vides les lignes qui ne vous concernent pas.',
    ask: 'Indiquez au moins une charge du projet',
  },
  products: {
    label: 'Produits',
    hint: 'Les recettes prévues, en euros, sans le montant demandé à la Ville, qui s’y ajoute.',
    ask: 'Indiquez les produits du projet',
    'unbalanced-short':
      'Équilibrez le budget : il manque {{amount}} de produits pour couvrir les charges, montant demandé compris',
    'unbalanced-over':
      'Équilibrez le budget : les produits, montant demandé compris, dépassent les charges de {{amount}}',
  },
  inKindCharges: {
    label: 'Emplois des contributions volontaires',
    hint: 'Ce que le projet reçoit sans le payer, évalué en euros. Laissez vide si vous ne l’évaluez pas.',
    ask: 'Indiquez l’emploi des contributions volontaires, ou laissez ces lignes vides',
  },
  inKindProducts: {
    label: 'Contributions volontaires en nature',
    hint: 'Bénévolat, prestations et dons en nature, évalués en euros. Leur total égale celui de leurs emplois.',
    ask: 'Indiquez les contributions volontaires, ou laissez ces lignes vides',
    'unbalanced-short':
      'Équilibrez les contributions volontaires : il manque {{amount}} pour égaler le total de leurs emplois',
    'unbalanced-over': 'Équilibrez les contributions volontaires : elles dépassent leurs emplois de {{amount}}',
  },

  // ---- commitments
  contactName: {
    label: 'Personne chargée du dossier',
    hint: 'Celle que la Ville pourra joindre au sujet de ce projet.',
    ask: 'Indiquez le prénom et le nom de la personne chargée du dossier',
  },
  contactEmail: {
    label: 'Adresse électronique pour ce dossier',
    hint: 'Les courriers partent à l’adresse de votre compte. Si celle-ci est différente, nous demanderons à la personne si elle veut en recevoir une copie.',
    ask: 'Indiquez l’adresse électronique pour ce dossier',
  },
  contactPhone: {
    label: 'Téléphone pour ce dossier',
    ask: 'Indiquez le numéro de téléphone pour ce dossier',
  },
  republicanCommitment: {
    label: 'Je souscris, au nom de la structure, au contrat d’engagement républicain',
    hint: 'Décret nº 2021-1947 du 31 décembre 2021.',
    ask: 'Cochez cette case pour souscrire au contrat d’engagement républicain',
  },
  accuracy: {
    label:
      'Je certifie que les informations et le budget sont exacts, et que la structure est à jour de ses déclarations sociales et fiscales',
    ask: 'Cochez cette case pour certifier l’exactitude des informations',
  },
  authority: {
    label: 'Je certifie avoir le pouvoir d’engager la structure',
    ask: 'Cochez cette case pour certifier que vous pouvez engager la structure',
  },

  // ---- documents
  attachments: {
    label: 'Pièces jointes',
    hint: 'PDF, JPEG, PNG, XLSX ou DOCX.',
    ask: 'Joignez cette pièce obligatoire',
    'not-ready': 'Attendez la fin de l’envoi de cette pièce, envoyez-la à nouveau ou retirez-la',
    rejected: 'Remplacez ou retirez cette pièce : le fichier envoyé n’a pas été accepté',
    'too-many': 'Joignez au plus {{maximum}} fichiers : retirez-en un avant d’en ajouter un autre',
  },
  documentId: { label: 'Pièce', ask: 'Choisissez la pièce que vous joignez' },
  filename: {
    label: 'Fichier',
    ask: 'Choisissez un fichier',
    max: 'Donnez au fichier un nom de {{maximum}} caractères au plus',
  },
  contentType: {
    label: 'Type de fichier',
    ask: 'Choisissez un fichier PDF, JPEG, PNG, XLSX ou DOCX',
  },
  sizeBytes: {
    label: 'Taille du fichier',
    ask: 'Choisissez un fichier qui n’est pas vide',
    min: 'Choisissez un fichier qui n’est pas vide',
    max: 'Choisissez un fichier de {{size}} au plus',
  },
  sha256: {
    label: 'Empreinte du fichier',
    ask: 'Choisissez à nouveau le fichier',
    format: 'Choisissez à nouveau le fichier',
  },

  // ---- evaluation
  marks: { label: 'Notes par critère', ask: 'Notez chaque critère' },
  points: {
    label: 'Note',
    ask: 'Donnez une note à ce critère',
    type: 'Donnez une note en points entiers',
    whole: 'Donnez une note en points entiers',
    min: 'Donnez une note de {{minimum}} au moins',
    max: 'Donnez une note de {{maximum}} au plus',
  },
  comment: {
    label: 'Commentaire',
    hint: 'Ce qui fonde votre appréciation, en quelques phrases.',
    ask: 'Expliquez votre appréciation',
  },
  forApplicant: {
    label: 'Commentaire pour la structure (facultatif)',
    hint: 'Ce qui pourra lui être dit si le projet n’est pas soutenu. Le jury le voit aussi.',
    ask: 'Écrivez ce qui pourra être dit à la structure, ou laissez ce champ vide',
  },
  ...sessionFields,
  ...decisionFields,
  confirm: {
    label: 'J’ai compris que mon déport est définitif pour ce dossier',
    ask: 'Cochez cette case pour confirmer votre déport',
  },

  // ---- checks and jury
  verdict: {
    label: 'Résultat de l’examen',
    ask: 'Choisissez le résultat de l’examen',
    'all-passed': 'Choisissez « Conforme », ou indiquez le point qui ne l’est pas',
  },
  answers: {
    label: 'Points vérifiés',
    ask: 'Répondez à ce point',
    'not-passed': 'Ce point n’est pas satisfait : choisissez un autre résultat, ou corrigez la réponse',
  },
  message: {
    label: 'Message à la structure',
    hint: 'Ce texte est envoyé tel quel par courrier électronique et figure dans le dossier.',
    ask: 'Écrivez le message à la structure',
    min: 'Écrivez un message de {{minimum}} caractères au moins : la structure doit savoir ce qui est attendu ou pourquoi',
  },
  answerWithinDays: {
    label: 'Délai de réponse, en jours',
    ask: 'Indiquez le délai de réponse, en jours',
    min: 'Laissez au moins {{minimum}} jour pour répondre',
    max: 'Laissez au plus {{maximum}} jours pour répondre',
  },
  sessionTitle: {
    label: 'Titre de la séance',
    ask: 'Indiquez le titre de la séance',
  },
  day: { label: 'Date', ask: 'Indiquez la date' },
  time: { label: 'Heure', ask: 'Indiquez l’heure, par exemple 14:30' },
  startsAt: {
    label: 'Date de la séance',
    ask: 'Indiquez la date de la séance',
    past: 'Indiquez une date à venir : une séance ne peut pas être prévue un jour passé',
  },
  jurorIds: {
    label: 'Membres du jury',
    ask: 'Choisissez au moins un membre du jury',
    min: 'Choisissez au moins {{minimum}} membres du jury, pour que le quorum puisse être atteint',
    'not-juror': 'Choisissez dans la liste : cette personne n’est pas membre du jury',
    recused: 'Choisissez quelqu’un d’autre : ce membre du jury s’est déporté de ce dossier',
    'duplicate-id': 'Choisissez quelqu’un d’autre : ce membre du jury est déjà désigné',
    max: 'Choisissez au plus {{maximum}} membres du jury',
  },
  jurorId: { label: 'Membre du jury', ask: 'Choisissez un membre du jury' },

  by: { label: 'Remplacé par', ask: 'Choisissez un membre du jury' },

  // ---- members
  role: { label: 'Rôle', ask: 'Choisissez le rôle' },
  roles: { label: 'Rôles', ask: 'Choisissez au moins un rôle' },
  language: { label: 'Langue des courriels', ask: 'Choisissez la langue des courriels' },
  memberName: {
    label: 'Prénom et nom',
    ask: 'Indiquez le prénom et le nom de la personne',
  },
  memberEmail: {
    label: 'Adresse électronique',
    ask: 'Indiquez l’adresse électronique de la personne',
  },
  personId: {
    label: 'Identifiant (« sub »)',
    ask: 'Indiquez l’identifiant, ou laissez ce champ vide',
    other: 'Vérifiez cet identifiant : il est celui de quelqu’un d’autre, avec un autre nom ou une autre adresse',
  },
  sectors: { label: 'Secteurs', ask: 'Choisissez les secteurs, ou aucun' },
  status: { label: 'Situation', ask: 'Choisissez la situation' },
  openFiles: {
    label: 'Dossiers ouverts au plus (facultatif)',
    ask: 'Indiquez un nombre de dossiers, ou laissez ce champ vide',
    min: 'Indiquez {{minimum}} dossier au moins, ou laissez ce champ vide',
    max: 'Indiquez {{maximum}} dossiers au plus',
  },

  // ---- conflicts of interest
  interest: { label: 'Nature du lien', ask: 'Choisissez la nature du lien' },
  answer: {
    label: 'Réponse à la personne',
    hint: 'Dites pourquoi, et ce qu’elle peut faire.',
    ask: 'Écrivez la réponse à la personne',
    min: 'Écrivez une réponse de {{minimum}} caractères au moins',
  },
  reason: {
    label: 'Motif',
    ask: 'Indiquez le motif',
    min: 'Indiquez le motif en {{minimum}} caractères au moins',
  },
  organisations: {
    label: 'Structures auxquelles un lien vous attache',
    ask: 'Ajoutez une structure, ou déclarez n’être lié à aucune',
    'none-and-some': 'Retirez les structures, ou déclarez que vous leur êtes lié',
    max: 'Déclarez au plus {{maximum}} structures',
  },
  none: { label: 'Je ne suis lié à aucune structure', ask: 'Dites si vous êtes lié à une structure' },

  // ---- decision
  outcome: { label: 'Décision', ask: 'Choisissez la décision' },
  amountCents: {
    label: 'Montant accordé',
    hint: 'En euros, tel que voté.',
    ask: 'Indiquez le montant accordé',
    min: 'Indiquez un montant accordé supérieur à zéro',
    'above-asked': 'Indiquez un montant qui ne dépasse pas celui qui est demandé',
  },
  decidedOn: {
    label: 'Date de la décision',
    hint: 'Le jour de la délibération ou de l’arrêté.',
    ask: 'Indiquez la date de la décision',
    'in-future': 'Indiquez une date de décision qui n’est pas à venir',
    'before-submission': 'Indiquez une date de décision qui ne précède pas le dépôt du dossier',
  },
  announceOn: {
    label: 'Annoncer le (facultatif)',
    hint: 'Jusqu’à ce jour, la structure voit un dossier en attente de décision. Laissez vide pour annoncer aussitôt.',
    ask: 'Indiquez le jour de l’annonce, ou laissez ce champ vide',
    'before-decision': 'Indiquez un jour d’annonce qui ne précède pas la décision',
    'kept-back': 'Vérifiez l’année : une décision s’annonce dans l’année qui la suit',
    announced: 'Laissez ce champ vide : la décision est déjà annoncée, sa correction l’est aussitôt',
  },
  reference: {
    label: 'Référence de l’acte (facultatif)',
    hint: 'Par exemple le numéro de la délibération.',
    ask: 'Indiquez la référence de l’acte, ou laissez ce champ vide',
  },
  inKind: {
    label: 'Aide en nature (facultatif)',
    hint: 'Par exemple un local ou un accompagnement.',
    ask: 'Décrivez l’aide en nature, ou retirez cette ligne',
    max: 'Indiquez au plus {{maximum}} aides en nature',
  },
  description: {
    label: 'Description',
    ask: 'Décrivez cette aide',
    min: 'Décrivez cette aide en {{minimum}} caractères au moins',
  },
  conditions: {
    label: 'Conditions (facultatif)',
    hint: 'Ce à quoi l’aide est subordonnée. Ce texte figure dans le courrier.',
    ask: 'Indiquez les conditions, ou laissez ce champ vide',
  },
  feedback: {
    label: 'Retour critère par critère (facultatif)',
    hint: 'Repris des commentaires que le jury destine à la structure ; vous pouvez les modifier.',
    ask: 'Écrivez le retour sur ce critère, ou retirez-le',
    'unknown-criterion': 'Retirez ce retour : le critère ne fait pas partie de la grille',
  },
  reasons: {
    label: 'Motifs',
    hint: 'Ce texte figure dans le courrier adressé à la structure.',
    ask: 'Indiquez les motifs de la décision',
    min: 'Indiquez les motifs en {{minimum}} caractères au moins',
  },
  number: { label: 'Numéro de dossier', ask: 'Indiquez le numéro du dossier, par exemple ESS-2026-4F7K2' },
};
