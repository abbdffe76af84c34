import type { Language } from '../../../schemas/fields.ts';
import { type Block, paragraph } from '../../blocks.ts';

/** What holds for every evaluation: step back in case of a conflict of interest, and judge for yourself. */
export const jurorDuties: Record<Language, Block[]> = {
  fr: [
    paragraph(
      'Si vous avez un lien avec ce projet ou cette structure, personnel, familial, professionnel ou associatif, déportez-vous : le dossier vous sera fermé et vous ne compterez plus dans le quorum.',
    ),
    paragraph(
      'Votre évaluation vous est propre : celles des autres membres du jury ne vous sont montrées qu’une fois la vôtre remise.',
    ),
  ],
  en: [
    paragraph(
      'If you have a personal, family, professional or voluntary tie with this project or organisation, recuse yourself: the file will be closed to you and you will no longer count towards the quorum.',
    ),
    paragraph(
      'Your evaluation is your own: those of the other jury members are shown to you only once yours is submitted.',
    ),
  ],
};
