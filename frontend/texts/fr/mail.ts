/** Mails that do not arrive: what staff and applicants are told, and what can be done. */
export const mail = {
  hold: {
    bounced: 'Cette adresse refuse les courriels depuis le {{date}} : elle n’existe pas, ou plus.',
    complained: 'Le {{date}}, cette adresse a signalé nos courriels comme indésirables.',
  },
  /** Beside a juror's name, where there is little room. */
  holdShort: {
    bounced: 'Courriels refusés',
    complained: 'Courriels signalés indésirables',
  },
  notArrived_one: '{{count}} courriel de ce dossier n’est pas arrivé.',
  notArrived_other: '{{count}} courriels de ce dossier ne sont pas arrivés.',
  nothingSent: 'Plus rien n’y est envoyé tant que vous ne le demandez pas.',
  advice: {
    bounced:
      'Appelez la structure au {{phone}} pour vérifier l’adresse. Si elle l’a rétablie, faites reprendre l’envoi ; si elle en a une autre, elle pourra la corriger en répondant à une demande de compléments. Elle peut lire tous ses courriers dans son espace.',
    complained:
      'Appelez la structure au {{phone}} : son accord est nécessaire avant de lui écrire de nouveau. Elle peut lire tous ses courriers dans son espace.',
    undelivered:
      'Un courriel n’a pas pu être remis : adresse refusée, boîte pleine ou indisponible. Vérifiez l’adresse avec la structure au {{phone}}, puis renvoyez-le.',
  },
  jurorAdvice: {
    bounced: 'Prévenez {{name}} par un autre moyen ; son adresse se corrige dans son compte.',
    complained: 'Prévenez {{name}} par un autre moyen, et demandez son accord avant de lui écrire de nouveau.',
    undelivered: 'Un courriel à {{name}} n’a pas pu être remis : adresse refusée, boîte pleine ou indisponible.',
  },
  resume: 'Faire reprendre l’envoi',
  resumeFor: 'Faire reprendre l’envoi à {{name}}',
  again: 'Renvoyer',
  againFor: 'Renvoyer à {{name}}',
  resumeTitle: 'Écrire de nouveau à {{name}} ?',
  resumeBody: {
    bounced:
      'Les courriels qui ne sont pas arrivés partent aussitôt. Si l’adresse les refuse encore, elle est de nouveau mise en attente : un envoi répété à une adresse qui n’existe pas nuit à tous les courriels de la Ville.',
    complained:
      'Les courriels retenus partent aussitôt. Ne le faites qu’avec l’accord de la personne : un second signalement nuit à tous les courriels de la Ville.',
    undelivered: 'Les courriels qui ne sont pas arrivés partent aussitôt.',
  },
  resumeConfirm: 'Envoyer',
  resumed: '{{name}} a fait reprendre l’envoi le {{date}}.',
  done: 'L’envoi reprend.',
  letter: {
    refused: 'Refusé',
    posted: 'Posté',
    'handed-over': 'Remis',
    'given-up': 'Abandonné',
    held: 'Retenu',
    bounced: 'Refusé',
    complained: 'Indésirable',
    undelivered: 'Non remis',
  },
  delivery: {
    refused: 'Refusé par le service d’envoi le {{date}}, non envoyé',
    posted: 'Envoyé par la poste (noté le {{date}})',
    'handed-over': 'Remis en main propre (noté le {{date}})',
    'given-up': 'Non envoyé : abandonné le {{date}}',
    sent: 'Envoyé le {{date}}',
    held: 'Retenu le {{date}}, non envoyé',
    bounced: 'Envoyé le {{date}}, refusé par l’adresse',
    complained: 'Envoyé le {{date}}, signalé comme indésirable',
    undelivered: 'Envoyé le {{date}}, non remis : boîte pleine ou indisponible',
  },
  /** To the applicant. */
  own: {
    title: 'Nos courriels ne vous arrivent pas',
    bounced: 'L’adresse à laquelle nous écrivons, {{email}}, refuse nos courriels depuis le {{date}}.',
    complained:
      'Le {{date}}, nos courriels à l’adresse à laquelle nous écrivons, {{email}}, ont été signalés comme indésirables. Nous n’y écrivons plus.',
    here: 'Rien n’est perdu : tous nos courriers sont à lire sur cette page. Revenez-y de temps en temps.',
    contact:
      'Pour recevoir de nouveau nos courriels, écrivez à {{service}} ({{serviceEmail}}) ou appelez le {{servicePhone}}.',
    letterHeld: 'Écrit le {{date}}, non envoyé par courriel',
  },
  /** Where letters go, and whether the contact that a file names gets copies. */
  contact: {
    lettersTo: 'Les courriers partent à {{name}}, {{email}}.',
    nobody: 'Plus personne de la structure ne suit ce dossier en ligne : les courriers sont à poster ou à remettre.',
    states: {
      unasked: 'Sans copie',
      asked: 'Confirmation attendue',
      confirmed: 'Reçoit une copie',
      declined: 'Ne veut pas de copie',
    },
    since: {
      asked: 'demandée le {{date}}',
      confirmed: 'depuis le {{date}}',
      declined: 'depuis le {{date}}',
    },
    hints: {
      unasked: 'Le contact indiqué, {{email}}, ne reçoit pas de copie des courriers.',
      asked:
        'Le contact indiqué, {{email}}, recevra une copie des courriers s’il confirme son adresse par le lien que nous lui avons envoyé.',
      confirmed: 'Le contact indiqué, {{email}}, reçoit une copie des courriers.',
      declined: 'Le contact indiqué, {{email}}, n’a pas voulu recevoir de copie des courriers.',
    },
    failed: {
      held: 'Cette adresse refuse nos courriels.',
      refused: 'Le service d’envoi ne prend aucun courriel pour cette adresse.',
      bounced: 'Le dernier courriel est revenu : l’adresse n’existe pas, ou plus.',
      undelivered: 'Le dernier courriel n’est pas arrivé : boîte pleine ou indisponible.',
      complained: 'Cette adresse a signalé nos courriels comme indésirables.',
    },
    ask: 'Proposer une copie au contact',
    askAgain: 'Redemander au contact',
    asked: 'La demande est envoyée au contact.',
  },
  /** The day from which its delays run. */
  settledOn: { posted: 'Envoyé par la poste le {{date}}', 'handed-over': 'Remis en main propre le {{date}}' },
  /** Mails that reached nobody. */
  unsent: {
    title: 'Ce qui n’est pas parti',
    back: 'Dossiers',
    lead: 'Ces courriels ne sont arrivés à personne. Corrigez ce qui les arrête puis renvoyez-les, ou notez comment la personne a été prévenue : pour une décision, les délais de recours ne courent qu’à partir de ce jour.',
    empty: 'Aucun courriel à traiter',
    emptyBody:
      'Si une adresse refuse un courriel, il apparaît ici avec la raison et ce que vous pouvez faire. Ce que vous venez de renvoyer y revient s’il est encore refusé.',
    some_one: '{{count}} courriel n’est arrivé à personne.',
    some_other: '{{count}} courriels ne sont arrivés à personne.',
    many_one: 'Plus de {{count}} courriel n’est arrivé à personne.',
    many_other: 'Plus de {{count}} courriels ne sont arrivés à personne.',
    open: 'Voir ce qui n’est pas parti',
    nobody: 'Personne sans profil',
    session: 'Séance du jury',
    columns: { about: 'Dossier ou séance', recipient: 'Pour', why: 'Pourquoi', act: 'Que faire' },
    why: {
      held: 'Adresse en attente',
      refused: 'Refusé à l’envoi',
      bounced: 'Revenu : adresse refusée',
      undelivered: 'Revenu : boîte pleine ou indisponible',
    },
    codes: {
      MessageRejected: 'Le service d’envoi ne prend aucun courriel pour cette adresse. Vérifiez-la avec la personne.',
      InvalidParameterValue: 'L’adresse n’est pas écrite comme une adresse de courriel. Faites-la corriger.',
      NobodyToTell: 'Il n’y a pas d’adresse : le profil de la personne n’existe plus. Prévenez-la par un autre moyen.',
      other: 'Le service d’envoi a refusé ce courriel.',
    },
    words: 'Réponse du service d’envoi :',
    again: 'Renvoyer à {{name}}',
    againTitle: 'Renvoyer à {{name}} ?',
    againBody: 'Le courriel repart aussitôt, à l’adresse connue aujourd’hui.',
    againHeld:
      'L’adresse n’est plus en attente et le courriel repart aussitôt. Ne le faites que si l’adresse fonctionne de nouveau : un envoi répété à une adresse qui n’existe pas nuit à tous les courriels de la Ville.',
    other: 'Noter autrement',
    otherOf: 'Noter autrement pour {{name}}',
    otherTitle: 'Qu’est devenu ce courriel pour {{name}} ?',
    how: 'Issue',
    ways: {
      posted: 'Envoyé par la poste',
      'handed-over': 'Remis en main propre',
      'given-up': 'Abandonné, avec la raison',
    },
    on: 'Jour',
    onHint: 'Le jour de l’envoi ou de la remise. Les délais de recours courent à partir de là.',
    reason: 'Raison',
    reasonHint: 'Elle reste avec le courriel.',
    note: 'Noter',
    done: {
      again: 'Le courriel repart.',
      posted: 'L’envoi postal est noté.',
      'handed-over': 'La remise est notée.',
      'given-up': 'L’abandon est noté.',
    },
    templates: {
      acknowledgement: 'Accusé de réception',
      'complements-requested': 'Demande de compléments',
      'complements-received': 'Réception des compléments',
      ineligible: 'Demande irrecevable',
      'step-opened': 'Dossier à évaluer',
      'juror-assigned': 'Dossier à évaluer',
      reminded: 'Rappel d’évaluation',
      supported: 'Décision : soutien',
      refused: 'Décision : refus',
      deferred: 'Décision : report',
      'decision-corrected': 'Décision corrigée',
      'decision-withdrawn': 'Décision retirée',
      withdrawn: 'Retrait de la demande',
      'session-convened': 'Convocation',
      'session-changed': 'Séance modifiée',
      'session-left': 'Fin de participation à une séance',
      'session-cancelled': 'Séance annulée',
      other: 'Courriel',
    },
  },
};
