import { withheld } from '../../functions/readable-minutes.ts';
import { type ExamplePerson as Applicant, applicants } from '../../schemas/examples/people.ts';
import { everyDuty } from '../../schemas/office.ts';
import type { Difference, Differences } from './compare.ts';

// Where today's code makes something else of a release, on purpose: by release, then by path. The path of an answer is the
// operation, who asks, what is asked for, and the way to the value, with `*` for any of them:
//
//   '2026-11-28': {
//     'getStaffFile/*/*/answer/letters/*/delivery': { why: 'Posted letters have a name of their own.', becomes: () => 'posted' },
//   },

const handedOver = 'Staff see the documents of a file as they were handed over, none that is only prepared.';
const gone = { why: handedOver, becomes: () => undefined };
const roles = {
  why: 'What was the role of staff is each of the roles that it stood for.',
  becomes: (was: unknown) => (was as string[]).flatMap((role) => (role === 'staff' ? [...everyDuty] : [role])),
};

const silenceIsRecorded = {
  why: 'What silence has refused can be recorded as refused by it.',
  becomes: (was: unknown) => [...(was as string[]), 'record-silence'],
};

const verified = 'Letters go to whoever submitted, at the verified address, and no more to the contact that was typed.';
const [camille, , , sacha] = applicants as [Applicant, Applicant, Applicant, Applicant];
/** Who submitted the files that named these as their contacts. */
const submitters: readonly { named: { name: string; email: string }; by: Applicant }[] = [
  { named: { name: 'Ange Fictif', email: 'contact@saint-maurice-entraide.example' }, by: camille },
  { named: { name: 'Swann Modèle', email: 'contact@mutuelle-des-quartiers.example' }, by: camille },
  { named: { name: 'Awa Modèle', email: 'contact@cour-ouverte.example' }, by: sacha },
  { named: { name: 'Sacha Fictif', email: 'contact@fil-de-wazemmes.example' }, by: sacha },
];
const email = {
  why: verified,
  becomes: (was: unknown) => submitters.find(({ named }) => named.email === was)?.by.email,
};
const name = {
  why: verified,
  becomes: (was: unknown) => submitters.find(({ named }) => named.name === was)?.by.name,
};
const text = {
  why: verified,
  becomes: (was: unknown) =>
    submitters.reduce(
      (said, { named, by }) => said.replace(`Bonjour ${named.name},`, `Bonjour ${by.name},`),
      String(was),
    ),
};
/** Lines without what only sets them: spaces, and the colons and bullets of a table or a list. */
const flat = (text: string): string => text.replace(/[\s\u00a0\u202f:•]/g, '');
/** A text, or a print's pages without their last lines, which count them. */
const linesOf = (value: unknown): string[] =>
  (Array.isArray(value)
    ? (value as string[][]).flatMap((page) => page.slice(0, -1))
    : String(value).split('\n')
  ).filter((line) => !/^[-\s]*$/.test(line));
/** What letters and minutes said they still say; `first` what becomes of it for another reason. */
const written = (first: (was: unknown) => unknown = (was) => was): Difference => ({
  why: 'Letters name addressee, day and who signs, minutes their quorum and who approved them; both say all that they said.',
  holds: (was, is) => {
    const said = flat(linesOf(is).join(''));
    return linesOf(first(was)).every((line) => said.includes(flat(line)));
  },
});
const named: Difference = {
  why: 'Minutes are named after their session.',
  holds: (was, is) => String(was).startsWith('ses_') && /^PV-[a-z0-9-]+\.pdf$/.test(String(is)),
};

const inside = 'Nothing that only the City and its jury do moves what an applicant reads of a file.';
const isInstant = (value: unknown): value is string => typeof value === 'string' && /^\d{4}-.*Z$/.test(value);

const placed: Difference = {
  why: 'Outside the service places count what is told alone: a gap would speak of what is not.',
  holds: (was, is) => typeof is === 'number' && is >= 1 && is <= Number(was),
};
const places: Differences = {
  'getApplication/*/*/answer/letters/*/seq': placed,
  'getApplication/*/*/answer/timeline/*/seq': placed,
  'getJurorFile/*/*/answer/timeline/*/seq': placed,
  'getLetterPdf/*/*/answer/filename': {
    why: placed.why,
    holds: (was, is) => String(is).replace(/-\d+\.pdf$/, '') === String(was).replace(/-\d+\.pdf$/, ''),
  },
};

const letters: Differences = {
  'previewDecision/*/*/answer/body': written(text.becomes),
  'previewDecision/*/*/answer/to/name': name,
  'previewDecision/*/*/answer/to/email': email,
  'mails/*/to': email,
};

const quorumIsSaid = 'Minutes that follow their session say the quorum, and how many could vote.';
/** Minutes that follow their session, with their spaces before signs of two parts as they are set. */
const spaced = (text: string): string =>
  /^Vote\. Favourable/m.test(text) ? text.replaceAll(/ (?=:)/g, '') : text.replaceAll(/ (?=[:;])/g, '\u00a0');
const asSet: Difference = {
  why: 'Minutes in French keep signs of two parts with the word before them, and those in English have no space there.',
  becomes: (was) => spaced(String(was)),
};

/** The draft minutes of a session in which two could vote, with its step's quorum. */
const withQuorum = (quorum: number) => ({
  why: quorumIsSaid,
  becomes: (was: unknown) => {
    const [about = '', ...rest] = String(was).split('\n');
    if (!/^(Porteur|Applicant)/.test(about)) return spaced(String(was));
    const said = about.startsWith('Porteur')
      ? `Quorum : ${quorum}. Membres présents pouvant voter : 2.`
      : `Quorum: ${quorum}. Members present who could vote: 2.`;
    return spaced([about, said, ...rest].join('\n'));
  },
});

const ofSessions = {
  why: 'A mail about a session speaks of the service that organises it.',
  becomes: (was: unknown) => {
    const said = String(was);
    if (!said.includes('/jury/sessions')) return text.becomes(said);
    const [former, now] = ['Le service qui suit ce dossier', 'Le service qui organise la séance'];
    return said.replace(`${former}\n${'-'.repeat(former.length)}`, `${now}\n${'-'.repeat(now.length)}`);
  },
};

const apart = 'Decisions that are kept back count apart in figures, and are listed only where they are asked for.';
/** The grant that a release keeps back, in cents. */
const keptBack = 250_000;
const lessOne = { why: apart, becomes: (was: unknown) => Number(was) - 1 };
const lessMoney = { why: apart, becomes: (was: unknown) => Number(was) - keptBack };
const keptDecisions: Differences = {
  'getMonitoring/*/*/answer/figures/*/projects': lessOne,
  'getMonitoring/*/*/answer/figures/*/amountCents': lessMoney,
  'getMonitoring/*/*/answer/totals/*/projects': lessOne,
  'getMonitoring/*/*/answer/totals/*/amountCents': lessMoney,
  'listSupported/*/*/answer/items': {
    why: apart,
    becomes: (was) => (was as { grantedCents: number }[]).filter(({ grantedCents }) => grantedCents !== keptBack),
  },
  'getStaffFile/*/*/answer/late': {
    why: 'Silence lasts until the applicant is told: a decision that was kept back past that day is late.',
    becomes: () => true,
  },
};

export const differences: Readonly<Record<string, Differences>> = {
  '2026-11-28': {
    ...letters,
    ...places,
    ...keptDecisions,
    'mails/*/text': written(ofSessions.becomes),
    'getJurorFile/*/*/answer/attachments': {
      why: 'Jurors are not shown bank details.',
      becomes: (was) => (was as { documentId: string }[]).filter(({ documentId }) => documentId !== 'bank-details'),
    },
    'getJuryMinutes/*/*/answer/content/parts': {
      why: 'Whoever is recused from a file reads no general part that nobody said to give it away.',
      becomes: (was) => [...(was as { applicationId?: string }[]).filter((part) => part.applicationId), withheld.fr],
    },
    'getMinutes/*/ses_01m5vkk0h0y67m1tsxwm7wtme2 fr/answer/content/parts/*/text': withQuorum(1),
    'getMinutes/*/ses_01m5vkk0h0y67m1tsxwm7wtme2 en/answer/content/parts/*/text': withQuorum(1),
    'getMinutes/*/ses_01m5vkz750wdp5cbp2fppc2r0z fr/answer/content/parts/*/text': withQuorum(2),
    'getMinutes/*/ses_01m5vkz750wdp5cbp2fppc2r0z en/answer/content/parts/*/text': withQuorum(2),
    'getMinutes/*/*/answer/content/title': asSet,
    'getMinutes/*/*/answer/content/parts/*/heading': asSet,
    'getMinutesPdf/*/*/answer/pages': written(),
    'getJuryMinutesPdf/*/*/answer/pages': written(),
    'getLetterPdf/*/*/answer/pages': written(),
    'getStaffLetterPdf/*/*/answer/pages': written(),
    'getMinutesPdf/*/*/answer/filename': named,
    'getJuryMinutesPdf/*/*/answer/filename': named,
    'listApplications/*/*/answer/items/*/updatedAt': {
      why: inside,
      holds: (was, is) => isInstant(was) && isInstant(is) && is < was,
    },
    'getApplication/*/*/answer/version': {
      why: inside,
      holds: (was, is) => Number.isInteger(is) && Number(is) >= 2 && Number(is) < Number(was),
    },
    'getStaffFile/*/*/answer/attachments': {
      why: handedOver,
      becomes: (was) =>
        (was as { documentId: string }[])
          .filter(({ documentId }) => ['statutes', 'bank-details'].includes(documentId))
          // Each is clean: there is nothing to let through.
          .map((document) => ({ ...document, releasable: false })),
    },
    'getStaffAttachment/*/*/status': { why: handedOver, becomes: () => 404 },
    'getStaffAttachment/*/*/answer/code': { why: handedOver, becomes: () => 'not-found' },
    'getStaffAttachment/*/*/answer/url': gone,
    'getStaffAttachment/*/*/answer/expiresInSeconds': gone,
    'getStaffFile/*/*/answer/availableActions': silenceIsRecorded,
    'listMembers/*/*/answer/jurors/*/roles': roles,
    'listMembers/*/*/answer/staff/*/roles': roles,
  },
};
