/** Sessions of the jury, before staff and before its members. */
export const sessions = {
  hearing: {
    together: 'Cette étape se déroule en séance : le jury découvre les notes, débat et vote ensemble.',
    open: 'Aller à la séance',
    over: 'Aucune séance n’attend ce dossier.',
  },
};
