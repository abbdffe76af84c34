import { applicant } from '../../../frontend/texts/fr/applicant.ts';
import { common } from '../../../frontend/texts/fr/common.ts';
import { conflicts } from '../../../frontend/texts/fr/conflicts.ts';
import { decisions } from '../../../frontend/texts/fr/decisions.ts';
import { doubts } from '../../../frontend/texts/fr/doubts.ts';
import { jurors } from '../../../frontend/texts/fr/jurors.ts';
import { jury } from '../../../frontend/texts/fr/jury.ts';
import { monitoring } from '../../../frontend/texts/fr/monitoring.ts';
import { organisations } from '../../../frontend/texts/fr/organisations.ts';
import { pages } from '../../../frontend/texts/fr/pages.ts';
import { scoring } from '../../../frontend/texts/fr/scoring.ts';
import { sessions } from '../../../frontend/texts/fr/sessions.ts';
import { staff } from '../../../frontend/texts/fr/staff.ts';
import { fr as words } from '../../../schemas/texts/fr.ts';

/** The words that people read, from the catalogues themselves: a journey follows what pages say, not how they say it. */
export const texts = {
  applicant,
  common,
  conflicts,
  decisions,
  doubts,
  jurors,
  jury,
  monitoring,
  organisations,
  pages,
  scoring,
  sessions,
  staff,
  words,
};

/** Fills a text's `{{values}}`. */
export const say = (text: string, values: Record<string, string | number>): string =>
  text.replace(/\{\{(\w+)\}\}/g, (_, name: string) => String(values[name]));
