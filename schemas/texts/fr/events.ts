import { sessionEvents } from './sessions.ts';

/**
 * One sentence per event, for timelines. They suit an applicant, a juror and staff alike: nobody is named. The values
 * are those of `event.ts` under their own names, made readable by `readable()`.
 */
export const events = {
  /** Of what newer code wrote, while two versions run. */
  unknown: 'Un événement que cette version du service ne connaît pas encore.',
  application: {
    started: 'Le brouillon a été créé.',
    submitted: 'Le dossier {{number}} a été déposé. L’accusé de réception est parmi les courriers.',
    'check-passed': 'Étape franchie : {{stepId}}.',
    'complements-requested': 'Des compléments ont été demandés, à fournir au plus tard le {{dueOn}}.',
    'complements-provided': 'Les compléments demandés ont été fournis.',
    'found-ineligible': 'Le projet a été déclaré non éligible.',
    'step-opened': 'Le dossier a été transmis au jury : {{stepId}}.',
    'juror-assigned': 'Un membre du jury a été ajouté à l’étape : {{stepId}}.',
    'juror-recused': 'Un membre du jury s’est déporté.',
    'juror-relieved': 'Un membre du jury a été dispensé de l’étape : {{stepId}}.',
    'jurors-reminded': 'Des jurés en retard ont été relancés : {{stepId}}.',
    'step-closed': 'Le jury a terminé l’étape : {{stepId}}.',
    scheduled: 'Le dossier a été inscrit à l’ordre du jour d’une séance du jury : {{stepId}}.',
    rescheduled: 'La séance du jury qui examine le dossier a changé de date.',
    unscheduled: 'Le dossier a été retiré de l’ordre du jour d’une séance du jury.',
    postponed: 'Le jury a reporté l’examen du dossier à une autre séance.',
    deliberated: 'Le jury a rendu son avis : {{stepId}}.',
    supported: 'La Ville a décidé, le {{decidedOn}}, de soutenir le projet à hauteur de {{amountCents}}.',
    refused: 'La Ville a décidé, le {{decidedOn}}, de ne pas soutenir le projet.',
    deferred: 'La décision a été reportée le {{decidedOn}}.',
    announced: 'La décision a été annoncée.',
    'decision-corrected': 'La décision du {{decidedOn}} remplace la précédente.',
    'decision-withdrawn': 'La décision a été retirée. Une nouvelle décision sera prise.',
    'agreement-signed': 'La convention a été signée le {{signedOn}}.',
    resumed: 'Le dossier ajourné a été repris.',
    withdrawn: 'Le dossier a été retiré par la structure.',
    'mail-resumed': 'Le service a fait reprendre l’envoi des courriels retenus.',
    'attachment-released': 'Un document que l’antivirus n’a pas analysé a été débloqué.',
    'agent-recused': 'Un agent s’est déporté du dossier.',
    'organisation-changed':
      'Le dossier a été rattaché à la fiche unique de la structure, qui était enregistrée deux fois.',
    closed: 'La demande a été classée sans suite : les compléments demandés ne sont pas venus.',
    'silence-recorded': 'La Ville a constaté que son silence vaut rejet depuis le {{silenceRejectsOn}}.',
    reopened: 'Le dossier a été rouvert.',
  },
  evaluation: {
    recorded: 'Une évaluation a été remise.',
    corrected: 'Une évaluation a été corrigée.',
  },
  person: {
    'taken-over': 'Situation reprise : {{roles}}.',
    invited: 'Invitation comme : {{roles}}.',
    'role-given': 'Rôle donné : {{role}}.',
    'role-taken-away': 'Rôle retiré : {{role}}.',
    'juror-away': 'Le membre du jury commence à passer la main.',
    'juror-left': 'Le membre du jury est parti.',
    'juror-back': 'Le membre du jury est de nouveau à l’œuvre.',
    'interests-declared': 'Les intérêts ont été déclarés pour {{year}}.',
    'invitation-withdrawn': 'L’invitation a été retirée.',
  },
  call: { published: 'La version {{version}} de l’appel à projets a été publiée.' },
  session: sessionEvents,
  organisation: {
    registered: 'La structure a été enregistrée.',
    updated: 'Les informations de la structure ont été mises à jour.',
    'person-linked': 'Une personne a été rattachée à la structure.',
    'join-declined': 'Une demande de rattachement à la structure a été refusée.',
    merged: 'La fiche de la structure a été réunie à une autre, qui porte le même SIRET.',
    absorbed: 'Une autre fiche de la même structure a été réunie à celle-ci.',
  },
};
