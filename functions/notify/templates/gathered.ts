import type { Language } from '../../../schemas/fields.ts';
import { longDayOf } from '../../../schemas/texts/format.ts';
import { key, list, paragraph } from '../../blocks.ts';
import type { CommonFacts, Facts, Message } from './facts.ts';
import { jurorDuties } from './jury.ts';
import { toJury, type Wording } from './layout.ts';

/** One file of a mail that asks a juror for several. */
export interface AskedFile {
  application: Facts['application'];
  organisationName?: string | undefined;
  stepLabel: string;
  dueAt: string;
}

/** What a mail about several files needs to know; `reminds` when all of them were asked for before. */
export interface GatheredFacts extends CommonFacts {
  files: readonly AskedFile[];
  reminds: boolean;
}

const first = (files: readonly AskedFile[]): string =>
  files.map(({ dueAt }) => dueAt).reduce((one, other) => (one < other ? one : other));

const lines = ({ files }: GatheredFacts, language: Language): string[] =>
  files.map(({ application, organisationName, stepLabel, dueAt }) => {
    const day = longDayOf(dueAt, language);
    const what = [application.number, application.title, organisationName].filter(Boolean).join(', ');
    return language === 'fr' ? `${what} (${stepLabel}, d’ici au ${day})` : `${what} (${stepLabel}, by ${day})`;
  });

const wording: Wording<GatheredFacts> = {
  fr: (facts) => {
    const { length } = facts.files;
    const day = longDayOf(first(facts.files), 'fr');
    return {
      subject: facts.reminds
        ? `Rappel : ${length} dossiers attendent votre évaluation`
        : `${length} dossiers à évaluer, le premier d’ici au ${day}`,
      title: facts.reminds ? `${length} dossiers attendent votre évaluation` : `${length} dossiers à évaluer`,
      blocks: [
        paragraph(
          facts.reminds
            ? 'Ces dossiers attendent encore votre évaluation.'
            : 'Ces dossiers vous sont confiés pour évaluation.',
        ),
        list(lines(facts, 'fr')),
        key(`La première évaluation est attendue au plus tard le ${day}.`),
        ...jurorDuties.fr,
      ],
    };
  },
  en: (facts) => {
    const { length } = facts.files;
    const day = longDayOf(first(facts.files), 'en');
    return {
      subject: facts.reminds
        ? `Reminder: ${length} files wait for your evaluation`
        : `${length} files to evaluate, the first by ${day}`,
      title: facts.reminds ? `${length} files wait for your evaluation` : `${length} files to evaluate`,
      blocks: [
        paragraph(
          facts.reminds
            ? 'These files still wait for your evaluation.'
            : 'These files have been assigned to you for evaluation.',
        ),
        list(lines(facts, 'en')),
        key(`The first evaluation is due by ${day}.`),
        ...jurorDuties.en,
      ],
    };
  },
};

/** The one mail that asks a juror for several files. Pure. */
export const gatheredMail = (facts: GatheredFacts): Message => toJury(wording, facts);
