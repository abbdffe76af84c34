/** How often somebody is reminded by mail. */
export const reminders = {
  nav: 'Mes rappels',
  title: 'Mes rappels',
  lead: {
    jury: 'La Ville vous rappelle par courriel ce qui est bientôt à rendre et ce qui est en retard : un seul message par jour au plus, le matin. Rien à rendre, pas de message.',
    staff:
      'Un courriel rassemble les étapes en retard, les quorums hors d’atteinte et les délais de silence qui s’épuisent : un seul message par jour au plus, le matin. Rien à signaler, pas de message.',
  },
  legend: 'Quand voulez-vous être rappelé ?',
  choices: {
    daily: 'Chaque jour où quelque chose m’attend',
    weekly: 'Le lundi seulement',
    none: 'Jamais',
  },
  hints: {
    daily: 'Avant l’échéance, puis tant que c’est en retard.',
    weekly: 'Ce qui est en retard, et ce qui est à rendre dans la semaine.',
    none: 'Les messages qui annoncent un nouveau dossier vous parviennent toujours.',
  },
  save: 'Enregistrer mon choix',
  saved: 'Votre choix est enregistré.',
};
