import type { Language } from '../../../schemas/fields.ts';
import { inKindKinds as englishKinds } from '../../../schemas/texts/en/decisions.ts';
import { euros, longDay } from '../../../schemas/texts/format.ts';
import { inKindKinds as frenchKinds } from '../../../schemas/texts/fr/decisions.ts';
import { type Block, heading, list, paragraph, quote } from '../../blocks.ts';
import type { TemplateFacts } from './facts.ts';
import { remediesBlocks } from './layout.ts';

/** What letters of decisions have in common. */

type Grant = Pick<TemplateFacts['supported'], 'language' | 'inKind' | 'conditions' | 'reasons' | 'agreementAboveCents'>;
type Disputed = Pick<
  TemplateFacts['supported'],
  'language' | 'amountCents' | 'amountAskedCents' | 'conditions' | 'remedies'
>;
type Refusal = Pick<TemplateFacts['refused'], 'language' | 'reasons' | 'feedback'>;

const words = {
  fr: {
    colon: '\u00a0:',
    asked: 'Montant demandé\u00a0:',
    kinds: frenchKinds,
    inKind: 'Aide en nature',
    conditions: 'Conditions',
    next: 'La suite',
    agreement: (above: string) =>
      `Le service prendra contact avec vous au sujet du versement. Une convention est obligatoire lorsque les aides de la Ville à votre structure dépassent ${above} dans l’année.`,
    account:
      'L’aide est réservée au projet présenté. Vous en rendrez compte par un compte rendu financier, dans les six mois qui suivent la fin de l’exercice pour lequel elle est versée.',
    reasons: 'Motifs',
    feedback: 'L’avis du jury, critère par critère',
    again:
      'L’appel à projets est permanent : vous pouvez déposer une nouvelle demande à tout moment. Le service peut vous aider à la préparer.',
    late: (day: string) =>
      `Sans réponse de la Ville au ${day}, votre demande avait été rejetée de façon implicite. La présente décision remplace ce rejet.`,
  },
  en: {
    colon: ':',
    asked: 'Amount requested:',
    kinds: englishKinds,
    inKind: 'Support in kind',
    conditions: 'Conditions',
    next: 'What comes next',
    agreement: (above: string) =>
      `The service will contact you about the payment. A grant agreement is compulsory when the City’s support to your organisation exceeds ${above} in a year.`,
    account:
      'The grant is reserved for the project you presented. You will account for it in a financial report within six months of the end of the financial year for which it is paid.',
    reasons: 'Reasons',
    feedback: 'What the jury says, criterion by criterion',
    again: 'The call is permanent: you can apply again at any time. The service can help you prepare for it.',
    late: (day: string) =>
      `As the City had not answered by ${day}, your request had been refused by implicit decision. This decision replaces that refusal.`,
  },
} satisfies Record<Language, unknown>;

/** That silence had refused meanwhile, and that this decision stands instead (CRPA L231-4). */
export const lateBlocks = (facts: { language: Language; refusedBySilenceOn?: string | undefined }): Block[] =>
  facts.refusedBySilenceOn
    ? [paragraph(words[facts.language].late(longDay(facts.refusedBySilenceOn, facts.language)))]
    : [];

/**
 * What is granted beside money, on what conditions, and what follows. The agreement above 23,000 EUR a year follows
 * décret 2001-495, the amount being the call's; the financial account within six months of the end of the financial year,
 * the unified form Cerfa 15059.
 */
export const grantBlocks = ({ language, inKind, conditions, reasons, agreementAboveCents }: Grant): Block[] => {
  const said = words[language];
  return [
    ...(reasons ? [quote(reasons)] : []),
    ...(inKind?.length
      ? [
          heading(said.inKind),
          list(inKind.map(({ kind, description }) => `${said.kinds[kind]}${said.colon} ${description}`)),
        ]
      : []),
    ...(conditions ? [heading(said.conditions), quote(conditions)] : []),
    heading(said.next),
    paragraph(said.agreement(euros(agreementAboveCents, language))),
    paragraph(said.account),
  ];
};

/** What was asked for, where less is granted. */
export const askedRow = (facts: Pick<Disputed, 'language' | 'amountCents' | 'amountAskedCents'>): [string, string][] =>
  facts.amountCents < facts.amountAskedCents
    ? [[words[facts.language].asked, euros(facts.amountAskedCents, facts.language)]]
    : [];

/** How to dispute a support that gives less than was asked for, or sets conditions: it refuses the rest (CRPA L211-2). */
export const partlyRefusedBlocks = (facts: Disputed & { language: Language }): Block[] =>
  facts.amountCents < facts.amountAskedCents || facts.conditions ? remediesBlocks(facts) : [];

/** Why it is refused, and what the jury would have the applicant know. */
export const refusalBlocks = ({ language, reasons, feedback }: Refusal): Block[] => {
  const said = words[language];
  return [
    heading(said.reasons),
    quote(reasons),
    ...(feedback.length > 0 ? [heading(said.feedback)] : []),
    ...feedback.flatMap(({ label, text }) => [paragraph(`${label}${said.colon}`), quote(text)]),
    paragraph(said.again),
  ];
};
