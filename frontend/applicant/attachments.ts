import type { ApplicantFile } from './queries.ts';

type Attachment = ApplicantFile['attachments'][number];

/** A file that counts for its document: it arrived and was not rejected. */
export const isUsable = ({ state }: Attachment): boolean => ['received', 'clean', 'unscannable'].includes(state);

/** Milliseconds after which an upload that never arrived counts as interrupted. */
export const interruptedAfter = 60_000;

/** When the file was last submitted: what was attached before then stays. */
export const lastFrozenAt = ({ timeline }: Pick<ApplicantFile, 'timeline'>): string =>
  timeline
    .filter(({ type }) => type === 'application.submitted' || type === 'application.complements-provided')
    .reduce((latest, { at }) => (at > latest ? at : latest), '');

/** Required documents that nothing usable stands for, and why, by the names of the words for it. */
export const missingDocuments = (file: Pick<ApplicantFile, 'attachments' | 'call'>) =>
  file.call.documents
    .filter(({ required }) => required)
    .flatMap((document) => {
      const own = file.attachments.filter(({ documentId }) => documentId === document.id);
      if (own.some(isUsable)) return [];
      const why = own.some(({ state }) => state === 'pending')
        ? ('not-ready' as const)
        : own.some(({ state }) => state === 'rejected')
          ? ('rejected' as const)
          : ('ask' as const);
      return [{ document, why }];
    });

/** The document of the call that a file stands for. */
export const documentOf = (file: Pick<ApplicantFile, 'call'>, { documentId }: Attachment) =>
  file.call.documents.find(({ id }) => id === documentId);
