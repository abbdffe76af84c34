/** How a file stands to the rules of its call. */
export const eligibility = {
  title: 'Conditions de l’appel',
  lead: 'Le service confronte votre dossier aux conditions de l’appel. Une condition non remplie n’empêche pas le dépôt : la Ville décide.',
  staffLead: 'À titre d’information, d’après ce qui a été déposé. Le service décide.',
  unmet_one: 'Une condition de l’appel n’est pas remplie',
  unmet_other: '{{count}} conditions de l’appel ne sont pas remplies',
  met: 'condition remplie',
  'not-met': 'condition non remplie',
  unknown: 'à compléter',
};
