/** How often somebody is reminded by mail. */
export const reminders = {
  nav: 'Mes rappels',
  title: 'Mes rappels',
  lead: {
    jury: 'La Ville vous rappelle par courriel ce qui est bientôt à rendre et ce qui est en retard : un seul message par jour au plus, le matin. Rien à rendre, pas de message.',
    staff:
      'Un courriel rassemble les étapes en retard, les quorums hors d’atteinte et les délais de silence qui s’épuisent : un seul message par jour au plus, le matin. Rien à signaler, pas de message.',
  },
  legend: 'Quand voulez-vous être rappelé ?',
  choices: {
    daily: 'Chaque jour où quelque chose m’attend',
    weekly: 'Le lundi seulement',
    none: 'Jamais',
  },
  hints: {
    daily: 'Avant l’échéance, puis tant que c’est en retard.',
    weekly: 'Ce qui est en retard, et ce qui est à rendre dans la semaine.',
    none: 'Ni rappel du matin, ni relance du service. Les messages qui annoncent un nouveau dossier vous parviennent toujours.',
  },
  save: 'Enregistrer mon choix',
  saved: 'Votre choix est enregistré.',
  now: {
    action_one: 'Relancer le juré en retard',
    action_other: 'Relancer les {{count}} jurés en retard',
    title_one: 'Relancer le juré en retard ?',
    title_other: 'Relancer les {{count}} jurés en retard ?',
    body_one: '{{names}} reçoit maintenant un courriel qui rappelle ce dossier.',
    body_other: '{{names}} reçoivent maintenant chacun un courriel qui rappelle ce dossier.',
    limit: 'Un juré reçoit au plus un rappel par jour : qui en a déjà eu un aujourd’hui n’en reçoit pas d’autre.',
    confirm: 'Envoyer la relance',
    done: 'La relance est faite.',
    outcomes: {
      reminded_one: '{{names}} : relancé à l’instant.',
      reminded_other: '{{names}} : relancés à l’instant.',
      today_one: '{{names}} : un rappel est déjà parti aujourd’hui.',
      today_other: '{{names}} : un rappel leur est déjà parti aujourd’hui.',
      declined_one: '{{names}} a choisi de ne recevoir aucun rappel : appelez plutôt.',
      declined_other: '{{names}} ont choisi de ne recevoir aucun rappel : appelez plutôt.',
      unreachable_one: '{{names}} : son adresse refuse nos courriels.',
      unreachable_other: '{{names}} : leurs adresses refusent nos courriels.',
      relieved_one: '{{names}} : dispensé de cette étape, rien ne lui est demandé.',
      relieved_other: '{{names}} : dispensés de cette étape, rien ne leur est demandé.',
    },
    last: 'Relancé le {{date}}',
  },
};
