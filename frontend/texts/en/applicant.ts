import type { Translated } from '../../i18n.ts';
import type { applicant as french } from '../fr/applicant.ts';

export const applicant: Translated<typeof french> = {
  nav: { files: 'My files', organisation: 'My organisation' },
};
