/** The scoring grid beside the file, and what became of an evaluation. */
export const scoring = {
  progress: {
    column: 'Rendues',
    value: '{{in}}/{{of}}',
    spoken: '{{in}} sur {{of}} rendues',
  },
  threshold: {
    advisory: 'Seuil indicatif d’un avis favorable : {{threshold}}',
    required: 'Seuil obligatoire : {{threshold}}. Au-dessous, les étapes suivantes du jury n’ont pas lieu.',
    above: { advisory: 'Au-dessus du seuil indicatif', required: 'Seuil obligatoire atteint' },
    below: { advisory: 'Au-dessous du seuil indicatif', required: 'Seuil obligatoire non atteint' },
  },
  jury: 'Pour le jury',
  forApplicant: {
    criterion: 'Pour le porteur (facultatif)',
    criterionHint: 'Ce qui peut lui être dit de ce critère si le projet n’est pas retenu.',
    general: 'Pour le porteur, sur l’ensemble du projet (facultatif)',
    generalHint:
      'Ce qui peut lui être dit si le projet n’est pas retenu. Vos notes et vos commentaires pour le jury ne lui sont pas transmis.',
    open: 'Ajouter un mot pour le porteur',
    filled: 'Votre mot pour le porteur',
    shown: 'Pour le porteur :',
  },
  applicantHidden: {
    title: 'Porteur masqué',
    body: 'À cette étape, le nom du porteur vous est caché : il est retiré de la fiche et des textes, où « […] » le remplace. Les pièces sont ses propres documents et peuvent le nommer.',
  },
  documents: {
    look: 'Regarder',
    lookName: 'Regarder {{name}} dans un nouvel onglet',
    blocked: 'Votre navigateur a bloqué le nouvel onglet : autorisez-le pour ce site, ou téléchargez la pièce.',
  },
  peers: {
    hiddenUntilClosed: 'À cette étape, vous verrez les évaluations de vos pairs une fois l’étape close.',
    confirmUntilClosed: 'Les évaluations de vos pairs vous seront montrées une fois l’étape close.',
  },
  keyboard: {
    title: 'Au clavier',
    body: 'Tabulation passe d’un champ au suivant ; les flèches montent et descendent l’échelle d’une note.',
  },
  versions: {
    summary_one: 'Rendue {{count}} fois de plus : voir ce qui a changé',
    summary_other: 'Rendue {{count}} fois de plus : voir ce qui a changé',
    first: 'Rendue le {{date}}',
    corrected: 'Corrigée le {{date}}',
    same: 'Rendue à nouveau, sans changement.',
    mark: '{{criterion}}, note :',
    comment: '{{criterion}}, commentaire pour le jury :',
    applicant: '{{criterion}}, mot pour le porteur :',
    whole: 'L’ensemble du projet',
    opinion: 'Avis :',
    amount: 'Montant proposé :',
    none: 'rien',
    added: 'ajouté :',
    removed: 'retiré :',
  },
};
