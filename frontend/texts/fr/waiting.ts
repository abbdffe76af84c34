/** Documents that wait for the scanner's verdict. */
export const waiting = {
  title: 'Pièces en attente d’analyse',
  back: 'Les dossiers',
  lead: 'L’antivirus n’a pas encore rendu son verdict sur ces pièces. Tant qu’il ne l’a pas rendu, ni le service ni le jury ne peuvent les ouvrir, sauf celles qui ont été libérées sans analyse, à la fin de la liste.',
  law: {
    title: 'Le délai de réponse continue de courir',
    body: 'Pour la structure, la pièce est fournie : le dossier peut être complet, et les deux mois ne sont pas suspendus. N’en redemandez pas une autre pour ce seul motif. Au bout de {{hours}} heures d’attente, une pièce peut être libérée depuis son dossier.',
  },
  scanner: {
    active: 'D’après ce qu’il dit de lui-même, l’antivirus fonctionne depuis le {{since}}.',
    unknown: 'L’antivirus n’a encore rien dit de son état.',
    warning: 'L’antivirus signale un problème depuis le {{since}}',
    error: 'L’antivirus est arrêté depuis le {{since}}',
    tell: 'Prévenez la personne qui exploite le service. Quand il fonctionnera de nouveau, relancez l’analyse ici.',
    reasons: 'Codes donnés :',
  },
  columns: { document: 'Pièce', file: 'Dossier', since: 'Attend depuis', why: 'Pourquoi', act: 'Action' },
  draft: 'Pièce d’un brouillon ou d’une réponse en préparation',
  draftNote: 'Pas encore transmise au service.',
  why: {
    new: 'Verdict attendu',
    late: 'Verdict en retard',
    letThrough: 'Libérée sans analyse',
    ACCESS_DENIED: 'L’antivirus n’a pas pu accéder à la pièce',
    FAILED: 'L’antivirus a échoué',
    asked: 'Analyse redemandée {{ago}}',
  },
  caption: 'Pièces sans verdict, celle qui attend depuis le plus longtemps en premier',
  empty: 'Aucune pièce n’attend',
  emptyBody: 'Chaque pièce reçue a son verdict.',
  rescan: {
    one: 'Relancer l’analyse',
    oneOf: 'Relancer l’analyse : {{name}}',
    all: 'Relancer l’analyse de toutes',
    allTitle: 'Relancer l’analyse de toutes les pièces qui attendent ?',
    allBody:
      'Chacune est confiée de nouveau à l’antivirus, sans être modifiée. Celles qui lui ont été confiées il y a moins de dix minutes lui sont laissées.',
    allConfirm: 'Relancer',
    running_one: '{{count}} pièce confiée à l’antivirus…',
    running_other: '{{count}} pièces confiées à l’antivirus…',
    running_zero: 'Les pièces sont confiées à l’antivirus…',
    done: 'La pièce est confiée de nouveau à l’antivirus.',
    allDone_zero: 'L’antivirus a déjà toutes ces pièces : son verdict peut encore venir.',
    allDone_one: '{{count}} pièce est confiée de nouveau à l’antivirus.',
    allDone_other: '{{count}} pièces sont confiées de nouveau à l’antivirus.',
    refused_one: '{{count}} pièce n’a pas été prise : l’antivirus est arrêté ou trop sollicité. Réessayez plus tard.',
    refused_other:
      '{{count}} pièces n’ont pas été prises : l’antivirus est arrêté ou trop sollicité. Réessayez plus tard.',
  },
  panel: {
    label: 'Pièces en attente d’analyse',
    some_one: '{{count}} pièce attend depuis plus d’une heure le verdict de l’antivirus.',
    some_other: '{{count}} pièces attendent depuis plus d’une heure le verdict de l’antivirus.',
    many: 'Plus de {{count}} pièces attendent depuis plus d’une heure le verdict de l’antivirus.',
    open: 'Voir les pièces en attente',
  },
  document: {
    since: 'Attend le verdict de l’antivirus depuis {{ago}}.',
    letThrough: 'Libérée par {{name}} le {{day}} : aucune analyse ne l’a déclarée saine.',
    letThroughBefore:
      'Libérée par le service : aucune analyse ne l’a déclarée saine. L’historique du dossier dit par qui.',
    release: 'Libérer sans analyse',
    releaseBody:
      'L’antivirus n’a rendu aucun verdict sur « {{name}} » depuis plus d’un jour. Une fois libérée, elle pourra être téléchargée par le service et le jury sans avoir été analysée : ouvrez-la sur un poste protégé. L’historique du dossier dira qui l’a libérée. Si l’antivirus y trouve plus tard un danger, elle sera fermée de nouveau.',
  },
};
