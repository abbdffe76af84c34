/** Files that the city's silence is about to refuse, or has refused. */
export const clocks = {
  title: 'Délais de réponse',
  lead: 'Deux mois de silence valent rejet, sauf si le règlement de l’appel en dit autrement. Le délai est suspendu pendant qu’une pièce est demandée, et court jusqu’à l’annonce d’une décision gardée.',
  back: 'Les dossiers',
  panel: {
    label: 'Délais de réponse',
    near_one: '{{count}} dossier arrive au bout de son délai de réponse dans les {{days}} jours.',
    near_other: '{{count}} dossiers arrivent au bout de leur délai de réponse dans les {{days}} jours.',
    many: 'Plus de {{count}} dossiers arrivent au bout de leur délai de réponse dans les {{days}} jours, ou l’ont dépassé.',
    past_one: '{{count}} dossier a dépassé son délai de réponse : la demande est réputée rejetée.',
    past_other: '{{count}} dossiers ont dépassé leur délai de réponse : les demandes sont réputées rejetées.',
    open: 'Voir les dossiers concernés',
  },
  list: {
    caption:
      'Dossiers dont le délai de réponse est dépassé ou prend fin dans les {{days}} jours, le plus urgent en premier',
    columns: {
      project: 'Projet et structure',
      number: 'Numéro',
      state: 'État',
      submitted: 'Déposé le',
      runsOut: 'Silence vaut rejet',
    },
    rejected: 'Rejet implicite',
    suspended: 'Sans réponse de la structure',
    none: '—',
    empty: 'Aucun délai n’expire dans les {{days}} jours',
    emptyBody: 'Les dossiers apparaissent ici dès que leur date approche.',
  },
};
