import type { ApplicationContent, ApplicationCore } from '../../schemas/application.ts';
import { type CallVersion, stepOf } from '../../schemas/call.ts';

/**
 * What a blind step hides. Jurors judge the project without knowing whose it is: the server leaves out what names the
 * applicant, and takes it out of what the applicant wrote freely.
 */

/** What stands in a text where the applicant was named. */
export const HIDDEN = '[…]';

/** Whether jurors at this step are not to know who applies. */
export const hidesApplicant = (call: Pick<CallVersion, 'steps'>, stepId: string | undefined): boolean => {
  const step = stepOf(call as CallVersion, stepId ?? '');
  return step?.kind === 'score' && step.blind.applicant;
};

/** Whether jurors at this step see what their peers wrote only once it is closed. */
export const hidesPeers = (call: Pick<CallVersion, 'steps'>, stepId: string): boolean => {
  const step = stepOf(call as CallVersion, stepId);
  return step?.kind === 'score' && step.blind.peers;
};

/** Whether the applicant stays hidden from a juror whose part in the file is this step, as long as it is open. */
export const isHiddenFrom = (
  application: Pick<ApplicationCore, 'jury'>,
  call: Pick<CallVersion, 'steps'>,
  assignment: { stepId: string },
): boolean => application.jury?.stepId === assignment.stepId && hidesApplicant(call, assignment.stepId);

const article = /^(?:l['’]\s*|les?\s+|la\s+|the\s+|association\s+)/iu;
const marks = /\p{M}/gu;

/** The names of an applicant: whole, without their article, a person's family name, numbers and addresses. */
const namesOf = ({ organisation, commitments }: Pick<ApplicationContent, 'organisation' | 'commitments'>) => {
  const people = [organisation.representativeName, commitments.contactName];
  const family = people.flatMap((name) => name.trim().split(/\s+/).slice(1).at(-1) ?? []);
  const whole = [
    organisation.name,
    organisation.name.replace(article, ''),
    ...people,
    ...family,
    organisation.siret,
    organisation.siret.slice(0, 9),
    organisation.rna ?? '',
    organisation.address,
    organisation.email,
    commitments.contactEmail,
    organisation.phone,
    commitments.contactPhone,
  ];
  return [...new Set(whole.map((name) => name.trim()))]
    .filter((name) => name.length >= 3)
    .sort((a, b) => b.length - a.length);
};

/** A name as it may be written: with or without accents, hyphens for spaces, numbers in groups of any size. */
const patternOf = (name: string): string => {
  if (/^[\d\s+().-]+$/.test(name)) {
    const digits = [...name.replace(/^\+33/, '0').replace(/\D/g, '')].join('[\\s.\\-]*');
    return digits.replace(/^0/, '(?:0|\\+33[\\s.\\-]*(?:\\(0\\))?[\\s.\\-]*)');
  }
  return [...name.normalize('NFD').replace(marks, '')]
    .map((character) => {
      if (/[\s-]/.test(character)) return '[\\s\\u2010\\u2011-]+';
      if (/['’]/.test(character)) return "\\s*['’]\\s*";
      return `${character.replace(/[$()*+./?[\\\]^{|}]/g, '\\$&')}\\p{M}*`;
    })
    .join('')
    .replaceAll(/(?:\[\\s\\u2010\\u2011-\]\+)+/g, '[\\s\\u2010\\u2011-]+');
};

/** Endings of the sites that are named without `www.` or `https://`. */
const siteEndings = 'fr|org|com|net|eu|info|coop|asso|io|lille|paris';

const contacts = '[\\p{L}\\p{N}._%+\'-]+@[\\p{L}\\p{N}.-]+\\.\\p{L}{2,}|(?:https?://|www\\.)[^\\s<>"]+'.concat(
  `|(?:[\\p{L}\\p{M}\\p{N}-]+\\.)+(?:${siteEndings})(?:/[^\\s<>"]*)?`,
);

/** Takes what names this applicant out of a text; any address of a site or a mailbox goes as well. */
export const hiding = (content: Pick<ApplicationContent, 'organisation' | 'commitments'>) => {
  const names = namesOf(content).map(patternOf).join('|');
  const any = new RegExp(`(?<![\\p{L}\\p{N}])(?:${contacts}|${names})(?![\\p{L}\\p{N}])`, 'giu');
  return (text: string): string => {
    const decomposed = text.normalize('NFD');
    const hidden = decomposed.replace(any, HIDDEN);
    return hidden === decomposed ? text : hidden.normalize('NFC');
  };
};

/** A project's texts without what names its applicant. */
export const hiddenProject = <
  T extends { title: string; summary: string; socialNeed: string; partners?: string | undefined },
>(
  project: T,
  hide: (text: string) => string,
): T => ({
  ...project,
  title: hide(project.title),
  summary: hide(project.summary),
  socialNeed: hide(project.socialNeed),
  ...(project.partners !== undefined && { partners: hide(project.partners) }),
});
