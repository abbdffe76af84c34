import type { DeclaredMatch, DeclaredOrganisation } from '../../../schemas/juror.ts';

/** What of a file can name an organisation that a juror declared. */
export interface Named {
  organisationName: string;
  siret?: string | undefined;
  /** What the applicant wrote of its partners. */
  partners?: string | undefined;
}

/** Names shorter than this are looked for as a whole only: "ASL" stands in too many words. */
const SHORTEST_PART = 4;

/** A name as people mean it: without accents, case, punctuation, and the article in front. */
export const normalised = (name: string): string =>
  name
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replaceAll('œ', 'oe')
    .replace(/[^a-z0-9]+/g, ' ')
    .trim()
    .replace(/^(?:l|la|le|les|association|the) (?=\S)/, '');

/** Whether `part` stands in `whole` as whole words. */
const contains = (whole: string, part: string): boolean =>
  part.length >= SHORTEST_PART && ` ${whole} `.includes(` ${part} `);

/**
 * The declared organisations that a file names: the same SIRET, or the same name, or one name within the other, for its
 * applicant; the SIRET or the name within what it wrote of its partners. A match is a proposal to recuse: the juror, who
 * knows, answers it.
 */
export const matchesOf = (declared: readonly DeclaredOrganisation[], file: Named): DeclaredMatch[] => {
  const applicant = normalised(file.organisationName);
  const partners = normalised(file.partners ?? '');
  const digits = (file.partners ?? '').replace(/[^\d]+/g, '');
  return declared.flatMap(({ name, siret, interest }): DeclaredMatch[] => {
    const own = normalised(name);
    const isApplicant =
      (siret !== undefined && siret === file.siret) ||
      (own !== '' && (own === applicant || contains(applicant, own) || contains(own, applicant)));
    if (isApplicant) return [{ organisation: name, interest, found: 'applicant' }];
    const isPartner = (siret !== undefined && digits.includes(siret)) || contains(partners, own);
    return isPartner ? [{ organisation: name, interest, found: 'partner' }] : [];
  });
};
