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
      'La boîte de réception était pleine ou indisponible. Renvoyez le courrier, ou appelez la structure au {{phone}}.',
  },
  jurorAdvice: {
    bounced: 'Prévenez {{name}} par un autre moyen ; son adresse se corrige dans son compte.',
    complained: 'Prévenez {{name}} par un autre moyen, et demandez son accord avant de lui écrire de nouveau.',
    undelivered: 'La boîte de réception de {{name}} était pleine ou indisponible.',
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
    held: 'Retenu',
    bounced: 'Refusé',
    complained: 'Indésirable',
    undelivered: 'Non remis',
  },
  delivery: {
    sent: 'Envoyé le {{date}}',
    held: 'Retenu le {{date}}, non envoyé',
    bounced: 'Envoyé le {{date}}, refusé par l’adresse',
    complained: 'Envoyé le {{date}}, signalé comme indésirable',
    undelivered: 'Envoyé le {{date}}, non remis : boîte pleine ou indisponible',
  },
  /** To the applicant. */
  own: {
    title: 'Nos courriels ne vous arrivent pas',
    bounced: 'L’adresse de contact de ce dossier, {{email}}, refuse nos courriels depuis le {{date}}.',
    complained:
      'Le {{date}}, nos courriels à l’adresse de contact de ce dossier, {{email}}, ont été signalés comme indésirables. Nous n’y écrivons plus.',
    here: 'Rien n’est perdu : tous nos courriers sont à lire sur cette page. Revenez-y de temps en temps.',
    contact:
      'Pour recevoir de nouveau nos courriels, écrivez à {{service}} ({{serviceEmail}}) ou appelez le {{servicePhone}}.',
    letterHeld: 'Écrit le {{date}}, non envoyé par courriel',
  },
};
