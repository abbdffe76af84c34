import { applicants } from '../../schemas/examples/people.ts';
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

const verified = 'Letters go to whoever submitted, at the verified address, and no more to the contact that was typed.';
/** Who was named as the contact of a file, and who submitted it. */
const submitters: Readonly<Record<string, { name: string; email: string }>> = Object.fromEntries(
  [
    ['contact@mutuelle-des-quartiers.example', applicants[0]],
    ['contact@saint-maurice-entraide.example', applicants[0]],
    ['contact@fil-de-wazemmes.example', applicants[3]],
  ].map(([contact, person]) => [contact as string, person as { name: string; email: string }]),
);
const letters: Differences = {
  'previewDecision/*/*/answer/body': {
    why: verified,
    becomes: (was) => (was as string).replace(/^Bonjour .*,$/m, `Bonjour ${applicants[0]?.name},`),
  },
  'previewDecision/*/*/answer/to/name': { why: verified, becomes: () => applicants[0]?.name },
  'previewDecision/*/*/answer/to/email': { why: verified, becomes: () => applicants[0]?.email },
  mails: {
    why: verified,
    becomes: (was) =>
      (was as { to: string; text: string }[])
        .map(({ to, text, ...mail }) => {
          const { name, email } = submitters[to] ?? { name: '', email: to };
          return { to: email, ...mail, text: name ? text.replace(/^Bonjour .*,$/m, `Bonjour ${name},`) : text };
        })
        .toSorted((one, other) => (one.to < other.to ? -1 : 1)),
  },
};

export const differences: Readonly<Record<string, Differences>> = {
  '2026-11-29': letters,
  '2026-11-28': {
    ...letters,
    'getStaffFile/*/*/answer/attachments': {
      why: handedOver,
      becomes: (was) =>
        (was as { documentId: string }[]).filter(({ documentId }) => ['statutes', 'bank-details'].includes(documentId)),
    },
    'getStaffAttachment/*/*/status': { why: handedOver, becomes: () => 404 },
    'getStaffAttachment/*/*/answer/code': { why: handedOver, becomes: () => 'not-found' },
    'getStaffAttachment/*/*/answer/url': gone,
    'getStaffAttachment/*/*/answer/expiresInSeconds': gone,
    'listMembers/*/*/answer/jurors/*/roles': roles,
    'listMembers/*/*/answer/staff/*/roles': roles,
  },
};
