import { sessionProblems } from './sessions.ts';

/**
 * What went wrong and what to do, by the code of a problem. Values: `since` with `recused`, `day` with what must be waited for, `state` (the state's name)
 * with `state-passed`, `allowed` with `method-not-allowed`, `requestId` with `unexpected`.
 */
export const problems = {
  ...sessionProblems,
  invalid: {
    title: 'Il reste des points à corriger',
    detail: 'Corrigez les champs signalés. Rien de ce que vous avez saisi n’est perdu.',
  },
  unauthenticated: {
    title: 'La connexion est nécessaire',
    detail: 'Connectez-vous pour continuer.',
  },
  'not-found': {
    title: 'Page ou dossier introuvable',
    detail: 'Vérifiez l’adresse, ou repartez de votre page d’accueil.',
  },
  'method-not-allowed': {
    title: 'Cette adresse ne se demande pas ainsi',
    detail: 'Méthodes possibles : {{allowed}}.',
  },
  'contact-asked': {
    title: 'Il n’y a plus rien à demander',
    detail: 'La personne a répondu, ou trois demandes lui ont déjà été envoyées pour ce dossier.',
  },
  'contact-asked-often': {
    title: 'Cette adresse a reçu trop de demandes ce mois-ci',
    detail:
      'Aucun courriel n’est parti. Réessayez le mois prochain, ou demandez à la personne de regarder ses courriers indésirables.',
  },
  'too-many-drafts': {
    title: 'Vous avez commencé beaucoup de dossiers aujourd’hui',
    detail:
      'Le nombre de nouveaux dossiers par personne et par jour est limité. Ceux que vous avez commencés sont conservés, et vous pouvez les continuer : commencez-en un autre demain, ou adressez-vous au service qui suit l’appel à projets.',
  },
  'too-many-documents': {
    title: 'Vous avez joint beaucoup de pièces aujourd’hui',
    detail:
      'Leur nombre par personne et par jour est limité, y compris celles que vous avez retirées. Celle-ci n’a pas été envoyée ; les autres et ce que vous avez saisi sont conservés : joignez-la demain, ou adressez-vous au service qui suit l’appel à projets.',
  },
  'too-many-files': {
    title: 'Vous avez déposé beaucoup de dossiers aujourd’hui',
    detail:
      'Le nombre de dépôts par personne et par jour est limité. Ce brouillon est conservé : déposez-le demain, ou adressez-vous au service qui suit l’appel à projets.',
  },
  'too-many-registrations': {
    title: 'Vous avez enregistré beaucoup de structures aujourd’hui',
    detail:
      'Leur nombre par personne et par jour est limité. Recommencez demain, ou adressez-vous au service qui suit l’appel à projets.',
  },
  'too-many-confirmations': {
    title: 'Vous avez fait envoyer beaucoup de demandes aujourd’hui',
    detail: 'Aucun courriel n’est parti : leur nombre par personne et par jour est limité. Recommencez demain.',
  },
  'too-many-invitations': {
    title: 'Vous avez envoyé beaucoup d’invitations aujourd’hui',
    detail:
      'Leur nombre par personne et par jour est limité. Celle-ci n’est pas partie ; celles d’avant le sont : reprenez demain, ou demandez à un autre administrateur.',
  },
  'invited-often': {
    title: 'Cette invitation a été renvoyée plusieurs fois aujourd’hui',
    detail:
      'Aucun courriel n’est parti. Demandez à la personne de regarder ses courriers indésirables, ou renvoyez l’invitation demain.',
  },
  'too-many-mails-again': {
    title: 'Vous avez renvoyé beaucoup de courriels aujourd’hui',
    detail:
      'Leur nombre par personne et par jour est limité. Celui-ci n’est pas parti et reste dans la liste : reprenez demain, ou demandez à un collègue.',
  },
  'mailed-again-often': {
    title: 'Cette personne a été destinataire de plusieurs renvois aujourd’hui',
    detail:
      'Aucun courriel n’est parti : un renvoi de plus n’arriverait sans doute pas mieux. Joignez-la autrement et faites corriger son adresse, ou recommencez demain.',
  },
  'too-many-sessions-told': {
    title: 'Vous avez convoqué ou modifié beaucoup de séances aujourd’hui',
    detail:
      'Leurs membres en sont prévenus chaque fois, et leur nombre par personne et par jour est limité. Rien n’a été changé ni envoyé : reprenez demain, ou demandez à un collègue.',
  },
  'link-used': {
    title: 'Ce lien ne sert plus',
    detail: 'Il a déjà servi, ou un lien plus récent a été envoyé. Rien n’a été changé.',
  },
  'scanner-refused': {
    title: 'L’antivirus n’a pas pris la demande',
    detail:
      'Il est arrêté, ou trop sollicité. La pièce n’a pas changé et attend toujours : redemandez son analyse plus tard.',
  },
  'mail-settled': {
    title: 'Ce courriel n’attend plus rien',
    detail: 'Quelqu’un s’en est occupé entre-temps, ou il est reparti. Rechargez la page pour voir où il en est.',
  },
  forbidden: {
    title: 'Accès refusé',
    detail:
      'Votre compte ne permet pas cette opération. Si c’est une erreur, adressez-vous au service qui suit l’appel à projets.',
  },
  'role-needed': {
    title: 'Votre rôle ne le permet pas',
    detail: 'Rôles qui le permettent : {{roles}}. Un administrateur peut vous en donner un.',
  },
  'last-administrator': {
    title: 'C’est le dernier administrateur',
    detail: 'Donnez d’abord ce rôle à quelqu’un d’autre, qui se connecte ensuite une fois.',
  },
  recused: {
    title: 'Vous vous êtes déporté de ce dossier',
    detail: 'Votre déport date du {{since}}. Depuis, ce dossier vous est fermé.',
  },
  'declaration-needed': {
    title: 'Dites d’abord si un conflit d’intérêts vous lie à ce dossier',
    detail: 'Le dossier s’ouvre dès que vous avez déclaré n’avoir aucun conflit d’intérêts. Sinon, déportez-vous.',
  },
  'no-accounts': {
    title: 'Le service ne peut pas créer ce compte',
    detail:
      'La connexion des agents et du jury est assurée par un autre fournisseur d’identité. Créez-y le compte, puis indiquez ici son identifiant (« sub »).',
  },
  'account-exists': {
    title: 'Ce compte existe déjà et a déjà servi',
    detail:
      'Retrouvez son identifiant (« sub ») chez le fournisseur d’identité, puis indiquez-le ici pour lui donner ce rôle.',
  },
  'already-invited': {
    title: 'Cette personne est déjà invitée',
    detail: 'Retrouvez-la dans la liste pour lui renvoyer l’invitation.',
  },
  'already-member': {
    title: 'Cette personne a déjà ce rôle',
    detail: 'Retrouvez-la dans la liste : il n’y a rien d’autre à faire.',
  },
  'already-joined': {
    title: 'Cette personne est déjà venue',
    detail: 'Son invitation a été acceptée : elle ne peut plus être renvoyée ni retirée.',
  },
  'open-work': {
    title: 'Des dossiers attendent encore ce membre du jury',
    detail: 'Confiez-les à quelqu’un d’autre, puis recommencez.',
  },
  'state-passed': {
    title: 'Cette opération n’est plus possible',
    detail: 'Le dossier a avancé entre-temps. Il est maintenant à l’état « {{state}} ».',
  },
  'answer-awaited': {
    title: 'La structure peut encore répondre',
    detail: 'Elle a jusqu’au {{day}} inclus. La demande ne peut être classée sans suite qu’après ce jour.',
  },
  'silence-runs': {
    title: 'Le silence de la Ville n’a encore rien rejeté',
    detail: 'La Ville peut répondre jusqu’au {{day}} inclus. Le rejet ne peut être constaté qu’après ce jour.',
  },
  'evaluation-final': {
    title: 'Vous avez rendu cette évaluation comme définitive',
    detail: 'Elle ne se corrige plus. Si elle contient une erreur, dites-le au service avant la clôture de l’étape.',
  },
  'file-changed': {
    title: 'Le dossier a changé depuis que vous l’avez ouvert',
    detail: 'Rien n’a été enregistré. Le dossier est maintenant à l’état « {{state}} ».',
  },
  'page-outdated': {
    title: 'Cette page date d’avant une mise à jour du service',
    detail:
      'Rien n’a été enregistré. Rechargez la page, relisez le dossier, puis recommencez. Une vérification en cours de saisie y sera toujours.',
  },
  'nobody-late': {
    title: 'Personne n’est en retard',
    detail: 'L’étape n’est pas échue, ou toutes les évaluations sont remises : il n’y a personne à relancer.',
  },
  'organisation-known': {
    title: 'Cette structure est déjà enregistrée',
    detail:
      'Le service connaît déjà une structure sous ce numéro SIRET. Vérifiez le numéro ; s’il est juste, demandez à la rejoindre : un agent de la Ville vous répondra.',
  },
  'organisation-own': {
    title: 'Vous agissez déjà pour cette structure',
    detail:
      'Elle est enregistrée sous ce numéro SIRET, et vous agissez déjà pour elle. Retrouvez-la dans vos dossiers.',
  },
  'organisation-unknown': {
    title: 'Aucune structure n’est enregistrée sous ce numéro',
    detail: 'Vérifiez le numéro SIRET ; s’il est juste, enregistrez vous-même la structure.',
  },
  'organisation-merging': {
    title: 'Deux fiches de cette structure sont en train d’être réunies',
    detail: 'Recommencez dans quelques minutes. Si cela dure, adressez-vous au service qui suit l’appel à projets.',
  },
  'organisation-merged': {
    title: 'L’une de ces fiches a déjà été réunie à une autre',
    detail: 'Rechargez la page pour voir celles qui restent.',
  },
  'not-twins': {
    title: 'Ces deux fiches ne portent plus le même SIRET',
    detail: 'Rien n’a été réuni. Rechargez la page pour voir celles qui restent.',
  },
  'join-answered': {
    title: 'Cette demande a déjà reçu une réponse',
    detail: 'Rechargez la page pour voir celles qui attendent.',
  },
  'too-many-tries': {
    title: 'Vous avez indiqué trop de numéros SIRET aujourd’hui',
    detail: 'Recommencez demain, ou adressez-vous au service qui suit l’appel à projets.',
  },
  conflict: {
    title: 'Quelqu’un d’autre a modifié ces informations',
    detail: 'Rechargez la page pour voir la dernière version, puis recommencez.',
  },
  'idempotency-key-reused': {
    title: 'Un envoi précédent de cette page a déjà été enregistré',
    detail:
      'Il était différent de celui-ci, qui n’a pas été enregistré. Rechargez la page pour voir où vous en êtes, puis recommencez si besoin.',
  },
  'stale-revision': {
    title: 'Ce texte a été modifié ailleurs',
    detail:
      'Il a été enregistré depuis un autre onglet ou un autre appareil. Comparez les deux versions, puis choisissez celle à garder.',
  },
  'quorum-not-met': {
    title: 'Le quorum n’est pas atteint',
    detail: 'Attendez les évaluations manquantes, ou ajoutez un membre du jury.',
  },
  'too-many-organisations': {
    title: 'Vous avez enregistré autant de structures qu’un compte peut en avoir',
    detail: 'Déposez un dossier pour l’une d’elles, ou contactez le service chargé de l’appel à projets.',
  },
  'call-paused': {
    title: 'Cet appel ne prend pas de nouveau dossier en ce moment',
    detail: 'Les brouillons déjà commencés peuvent être déposés. Consultez la page d’accueil pour les appels ouverts.',
  },
  'no-such-step': {
    title: 'Cette étape n’existe pas',
    detail: 'Revenez au dossier pour voir où il en est.',
  },
  'attachments-missing': {
    title: 'Il manque des pièces obligatoires',
    detail: 'Joignez les pièces signalées, puis déposez le dossier.',
  },
  'attachments-not-ready': {
    title: 'Des pièces sont encore en cours de contrôle',
    detail: 'Patientez quelques instants, puis recommencez. Remplacez celles qui ont été rejetées.',
  },
  'attachment-submitted': {
    title: 'Cette pièce fait partie du dossier déposé',
    detail: 'Elle ne peut plus être retirée. Vous pouvez en joindre une nouvelle version.',
  },
  'too-large': {
    title: 'L’envoi est trop volumineux',
    detail: 'Raccourcissez les textes, puis recommencez.',
  },
  'too-many': {
    title: 'Trop de demandes en peu de temps',
    detail:
      'Il en vient beaucoup de vous ou de votre réseau. Patientez une minute, puis recommencez : rien n’a été fait de cette demande, et ce que vous avez saisi est toujours là.',
  },
  offline: {
    title: 'Le service ne répond pas',
    detail: 'Vérifiez votre connexion, puis recommencez.',
  },
  'back-online': {
    title: 'La connexion est revenue',
    detail: 'Ce que vous aviez demandé n’est peut-être pas parti : vérifiez, puis recommencez.',
  },
  unexpected: {
    title: 'Une erreur s’est produite de notre côté',
    detail:
      'Recommencez dans quelques instants. Si l’erreur persiste, communiquez-nous cette référence : {{requestId}}.',
  },
};
