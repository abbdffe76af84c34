/** Conflicts of interest: the jury's declarations and recusals. */
export const conflicts = {
  nav: 'Ma déclaration d’intérêts',
  annual: {
    title: 'Ma déclaration d’intérêts {{year}}',
    leadStaff:
      'Dites à quelles organisations vous êtes lié cette année, ou qu’il n’y en a aucune. Si l’une d’elles dépose un dossier, la page du dossier vous propose de vous déporter.',
    lead: 'Chaque année, dites à quelles structures un lien vous attache : responsabilité, emploi, adhésion, ou un proche qui y exerce. Si l’une d’elles dépose un dossier ou en est partenaire, un déport vous sera proposé.',
    first:
      'Avant d’ouvrir vos dossiers, faites votre déclaration d’intérêts pour {{year}}. Cela prend deux minutes, et vous pourrez la corriger à tout moment.',
    legend: 'Avez-vous un lien avec une structure ?',
    some: 'Oui, avec une ou plusieurs structures',
    none: 'Non, avec aucune',
    organisation: 'Structure {{position}}',
    add: 'Ajouter une structure',
    remove: 'Retirer la structure {{position}}',
    siret: 'Numéro SIRET (facultatif)',
    siretHint: '14 chiffres. Il évite les confusions entre structures de noms proches.',
    name: 'Nom de la structure',
    nameHint: 'En toutes lettres, plutôt que son sigle.',
    who: 'La Ville sait que vous avez fait cette déclaration, et voit qu’une structure déclarée est celle d’un dossier. Elle ne reçoit pas votre liste.',
    kept: 'Chaque version est conservée avec sa date.',
    save: 'Déclarer',
    correct: 'Enregistrer la correction',
    done: 'Votre déclaration est enregistrée.',
    declaredOn: 'Déclaration du {{date}}',
  },
  file: {
    title: 'Avant d’ouvrir ce dossier',
    question:
      'Un lien personnel, familial, professionnel ou associatif vous attache-t-il à cette structure ou à ses partenaires ?',
    why: 'Vous voyez ici ce qu’il faut pour répondre, et rien de plus. Le nom de la structure vous est donné même quand l’étape est anonyme : sans lui, personne ne pourrait savoir s’il y a conflit.',
    organisation: 'Structure',
    partners: 'Partenaires',
    project: 'Projet',
    matchTitle: 'Votre déclaration annuelle propose un déport',
    matchApplicant:
      'Vous avez déclaré « {{organisation}} » ({{interest}}), qui semble être la structure qui dépose ce dossier.',
    matchPartner: 'Vous avez déclaré « {{organisation}} » ({{interest}}), qui semble être partenaire de ce projet.',
    matchAdvice: 'Si c’est bien elle, déportez-vous. S’il s’agit d’une autre, dites-le : le dossier s’ouvrira.',
    none: 'Je n’ai aucun conflit d’intérêts : ouvrir le dossier',
    unsure: 'En cas de doute, déportez-vous ou parlez-en au service qui suit l’appel à projets.',
  },
  recusal: {
    interest: 'Quel est ce lien ?',
    reason: 'Précisez en une phrase',
    reasonHint: 'Lu par la Ville seule ; les autres membres du jury n’en savent rien.',
    prefilled: 'Structure déclarée : {{organisation}}.',
  },
};
