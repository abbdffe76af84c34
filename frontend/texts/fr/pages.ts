/** Landing and the other public pages. */
export const pages = {
  /** Where the link leads that asks whoever was named as a contact. */
  contact: {
    title: 'Recevoir une copie des courriers',
    body: 'Une structure vous a indiqué comme contact de sa demande de soutien. Voulez-vous recevoir à votre adresse une copie des courriers que la Ville lui envoie sur ce dossier ?',
    organisation: 'Structure, selon ce qu’elle a déclaré',
    number: 'Numéro du dossier',
    once: 'Ce lien sert une seule fois. Si vous ne connaissez pas cette structure, refusez, ou fermez cette page.',
    confirm: 'Oui, recevoir une copie',
    decline: 'Non, ne rien recevoir',
    done: {
      confirmed: {
        title: 'Votre adresse est confirmée',
        body: 'Vous recevrez une copie des prochains courriers sur ce dossier.',
      },
      declined: {
        title: 'C’est noté',
        body: 'Aucune copie ne vous sera envoyée, et nous ne vous redemanderons rien pour ce dossier.',
      },
    },
    noLink: 'Ouvrez cette page par le lien que vous avez reçu par courriel.',
    home: 'Aller à l’accueil',
  },
  landing: {
    title: 'Un projet solidaire pour Lille ? Déposez votre dossier toute l’année.',
    name: 'Accueil',
    lead: 'La Ville de Lille soutient toute l’année les projets de l’économie sociale et solidaire dans ses quartiers, à Hellemmes et à Lomme. Il n’y a pas de date limite : chaque dossier est étudié à son tour, étape par étape.',
    apply: 'Déposer un projet',
    resume: 'Reprendre ou suivre un dossier',
    facts: {
      open: { title: 'Ouvert toute l’année', body: 'Pas de date limite de dépôt.' },
      answer: {
        title_one: 'Une réponse attendue sous {{count}} mois',
        title_other: 'Une réponse attendue sous {{count}} mois',
        body: 'Chaque dossier est étudié à son tour.',
      },
      amount: { title: 'Jusqu’à {{amount}}', share: '{{percent}} % du budget du projet au plus' },
      jury: { title: 'Un jury, des critères publics', body: 'La décision revient à la Ville.' },
    },
    who: {
      title: 'Qui peut déposer un projet ?',
      body: 'Les structures de l’économie sociale et solidaire qui agissent à Lille, Hellemmes ou Lomme :',
      association: 'associations',
      cooperative: 'coopératives',
      mutual: 'mutuelles',
      foundation: 'fondations',
      enterprise: 'entreprises solidaires d’utilité sociale',
      conditions: 'Conditions de l’appel',
      conditionsNote:
        'Le service vous dit au fil de la saisie où vous en êtes. Une condition non remplie n’empêche pas le dépôt : la Ville décide.',
      siret:
        'La structure doit exister et avoir un numéro SIRET : il est nécessaire pour recevoir une aide publique. L’Insee l’attribue gratuitement.',
    },
    how: {
      title: 'Comment cela se passe',
      draft: {
        title: 'Vous préparez votre dossier',
        body: 'En ligne, à votre rythme. Tout s’enregistre au fil de la saisie et vous revenez quand vous voulez.',
      },
      submit: {
        title: 'Vous le déposez',
        body: 'Vous recevez aussitôt un numéro et un accusé de réception par courriel.',
      },
      check: {
        title: 'La Ville vérifie le dossier',
        body: 'Est-il complet, le projet est-il éligible ? S’il manque une pièce, elle vous est demandée.',
      },
      jury: {
        title: 'Le jury l’évalue',
        body: 'Ses membres notent chaque critère et motivent leur note, puis donnent leur avis.',
      },
      decide: {
        title: 'La Ville décide',
        body: 'Vous recevez la décision par courriel et la retrouvez dans votre espace. Sans réponse dans le délai, la demande est considérée comme rejetée.',
      },
    },
    call: {
      title: 'L’appel en cours',
      example: 'Valeurs d’exemple',
      exampleBody:
        'Les critères, les poids, les délais et les pièces ci-dessous sont des exemples que la Ville n’a pas confirmés.',
      supportKinds: 'Ce que la Ville peut accompagner',
      sectors: 'Secteurs concernés',
      steps: 'Étapes de l’examen',
      criteria: 'Critères du jury',
      weight: 'poids {{weight}} %',
      documents: 'Pièces à joindre',
      required: 'obligatoire',
      optional: 'facultative',
      contact: 'Une question ?',
      none: { title: 'Aucun appel n’est ouvert pour le moment', body: 'Revenez un peu plus tard.' },
      failed: 'L’appel en cours ne peut pas être affiché pour le moment.',
    },
  },
  accessibility: {
    title: 'Accessibilité',
    status: {
      title: 'État de conformité',
      body: 'La conformité de ce service au référentiel général d’amélioration de l’accessibilité (RGAA) n’a pas encore été évaluée. Cette page sera remplacée par une déclaration de conformité après l’audit.',
    },
    done: {
      title: 'Ce qui est fait',
      keyboard: 'Toutes les actions sont possibles au clavier, avec un repère visible.',
      readers:
        'Les pages ont des titres, des régions et des étiquettes lus par les lecteurs d’écran ; les messages importants sont annoncés.',
      errors: 'Chaque erreur dit comment la corriger et mène à son champ.',
      contrast: 'Les contrastes visent le niveau AA et aucune information ne repose sur la seule couleur.',
      motion: 'Les animations s’arrêtent si votre appareil le demande.',
      tests:
        'Chaque page est contrôlée automatiquement avec l’outil axe à chaque modification ; un tel contrôle ne remplace pas un audit.',
    },
    help: {
      title: 'Signaler une difficulté',
      body: 'Si une page vous empêche de déposer ou de suivre un dossier, écrivez au service qui suit l’appel : il vous proposera une autre façon de faire. Si vous n’obtenez pas de réponse, vous pouvez saisir le Défenseur des droits.',
    },
  },
  integrity: {
    title: 'Registre d’intégrité',
    lead: 'Chaque jour, tout ce qui s’est passé sur les dossiers est résumé par une empreinte. Elle ne dit rien de personne, mais quiconque la conserve pourra vérifier plus tard que rien n’a été modifié après coup.',
    how: {
      title: 'Comment vérifier',
      body: 'Conservez les empreintes de cette page, ou téléchargez-les. Si vous demandez un jour un export des dossiers, la commande « npm run verify-chain » le compare à ce que vous avez gardé et nomme le premier événement qui aurait été modifié. Elle ne se connecte à rien.',
      download: 'Télécharger les empreintes (JSON)',
    },
    list: {
      title: 'Empreintes publiées',
      caption: 'Empreintes des jours écoulés, la plus récente d’abord',
      day: 'Jour',
      anchors: 'Dossiers et actes concernés',
      digest: 'Empreinte (SHA-256)',
      empty: 'Aucune empreinte n’est encore publiée',
      emptyBody: 'La première paraîtra demain, deux heures après minuit.',
    },
  },
  legal: {
    title: 'Mentions légales et données personnelles',
    publisher: {
      title: 'Éditeur',
      body: 'Ce service est édité par la Ville de Lille pour son appel à projets permanent.',
    },
    purpose: {
      title: 'À quoi servent vos données',
      body: 'Elles servent à recevoir votre demande, à l’instruire, à vous répondre et à suivre les projets soutenus. Le traitement relève de la mission d’intérêt public de la Ville.',
    },
    who: {
      title: 'Qui les lit',
      body: 'Les agents chargés de l’appel et, pour les seuls dossiers qui leur sont confiés, les membres du jury. Un membre du jury qui se déporte n’a plus accès au dossier.',
    },
    keep: {
      title: 'Combien de temps',
      body: 'Aussi longtemps que l’instruction, le suivi du projet et les règles d’archivage public le demandent. Un brouillon que vous supprimez disparaît avec ses pièces. Un brouillon que personne n’enregistre plus aussi : la page qui le montre dit à quelle date, et deux messages préviennent avant chaque personne de la structure.',
    },
    device: {
      title: 'Sur votre appareil',
      body: 'Ce site ne dépose aucun traceur et ne fait appel à aucun service tiers. Il garde sur votre appareil la langue choisie, votre session tant que l’onglet reste ouvert, et ce que vous saisissez jusqu’à son enregistrement.',
    },
    rights: {
      title: 'Vos droits',
      body: 'Vous pouvez demander l’accès à vos données, leur rectification ou leur effacement dans les limites de la loi, en écrivant au service qui suit l’appel. Vous pouvez saisir la CNIL.',
    },
    software: {
      title: 'Logiciel',
      body: 'Le code de ce service est libre, sous licence EUPL 1.2. La police Atkinson Hyperlegible Next est diffusée sous licence SIL Open Font.',
    },
    addresses: {
      title: 'Adresses IP',
      kept: 'Pour déceler les attaques et les abus, l’adresse IP d’un appareil qui consulte le site peut être notée, à part des dossiers. Seules les personnes chargées de la sécurité du service lisent ces journaux ; ils sont effacés après {{days}} jours.',
      none: 'Ce site ne garde pas l’adresse IP des appareils qui le consultent.',
    },
  },
  terms: {
    title: 'Conditions d’utilisation',
    service: {
      title: 'Le service',
      body: 'Ce service permet à une structure de déposer une demande dans le cadre de l’appel à projets permanent, de la suivre et de recevoir les courriers de la Ville. Il est gratuit. Les règles de l’appel, qui disent qui peut être soutenu, se lisent sur la page d’accueil.',
    },
    account: {
      title: 'Votre compte',
      body: 'Un compte est personnel et tient à votre adresse e-mail. Ne transmettez à personne les codes que vous recevez : la Ville ne vous les demandera jamais. Si votre adresse change ou n’est plus lue, écrivez au service qui suit l’appel.',
    },
    files: {
      title: 'Vos dossiers',
      body: 'Vous déposez au nom de votre structure et répondez de ce que vous écrivez et joignez. N’indiquez de données sur d’autres personnes que celles qui sont demandées. Ce qui a été déposé ne se modifie plus, sauf si la Ville vous le demande.',
    },
    conduct: {
      title: 'Ce qui n’est pas permis',
      body: 'Il n’est pas permis de se faire passer pour une autre personne ou une autre structure, de joindre des fichiers nuisibles, ni de faire envoyer des messages à des tiers. La Ville peut suspendre un compte qui en abuse, après l’avoir dit, sauf urgence.',
    },
    availability: {
      title: 'Disponibilité',
      body: 'La Ville fait au mieux pour que le service réponde à toute heure. S’il ne répond pas, votre demande peut être adressée par courrier postal : l’adresse se trouve sur la page d’accueil.',
    },
    data: {
      title: 'Données personnelles',
      link: 'Mentions légales et données personnelles',
    },
  },
};
