import { withheld } from '../../functions/readable-minutes.ts';
import { type ExamplePerson as Applicant, applicants } from '../../schemas/examples/people.ts';
import { everyDuty } from '../../schemas/office.ts';
import type { Differences } from './compare.ts';

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
const letters: Differences = {
  'previewDecision/*/*/answer/body': text,
  'previewDecision/*/*/answer/to/name': name,
  'previewDecision/*/*/answer/to/email': email,
  'mails/*/to': email,
  'mails/*/text': text,
};

const quorumIsSaid = 'Minutes that follow their session say the quorum, and how many could vote.';
/** The draft minutes of a session in which two could vote, with its step's quorum. */
const withQuorum = (quorum: number) => ({
  why: quorumIsSaid,
  becomes: (was: unknown) => {
    const [about = '', ...rest] = String(was).split('\n');
    const said = about.startsWith('Porteur')
      ? `Quorum : ${quorum}. Membres présents pouvant voter : 2.`
      : `Quorum: ${quorum}. Members present who could vote: 2.`;
    return [about, said, ...rest].join('\n');
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
    ...keptDecisions,
    'mails/*/text': ofSessions,
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
    'getMinutesPdf/*/*/answer/pages/*': {
      why: quorumIsSaid,
      becomes: (was) =>
        (was as string[]).flatMap((line) =>
          line.startsWith('Porteur : ') ? [line, 'Quorum : 1. Membres présents pouvant voter : 2.'] : [line],
        ),
    },
    'getStaffFile/*/*/answer/attachments': {
      why: handedOver,
      becomes: (was) =>
        (was as { documentId: string }[]).filter(({ documentId }) => ['statutes', 'bank-details'].includes(documentId)),
    },
    'getStaffAttachment/*/*/status': { why: handedOver, becomes: () => 404 },
    'getStaffAttachment/*/*/answer/code': { why: handedOver, becomes: () => 'not-found' },
    'getStaffAttachment/*/*/answer/url': gone,
    'getStaffAttachment/*/*/answer/expiresInSeconds': gone,
    'getStaffFile/*/*/answer/availableActions': silenceIsRecorded,
    'listMembers/*/*/answer/jurors/*/roles': roles,
    'listMembers/*/*/answer/staff/*/roles': roles,
  },
  '2026-11-29': keptDecisions,
};
