import { verdictHours } from '../../schemas/attachment.ts';
import type { ApplicantFile } from './queries.ts';

type AskedFile = Pick<ApplicantFile, 'unmetPoints' | 'attachments' | 'call'>;
type Attachment = ApplicantFile['attachments'][number];

/** A file that counts for its document: it arrived and was not rejected. */
export const isUsable = ({ state }: Attachment): boolean => ['received', 'clean', 'unscannable'].includes(state);

/** Whether the scanner takes longer over a file than it ever does. */
export const isScanLate = (waitsSince: string | undefined): boolean =>
  waitsSince !== undefined && Date.now() - Date.parse(waitsSince) >= verdictHours * 3_600_000;

/** Why the files for one document cannot be handed over yet, by the names of the words for it; nothing when they can. */
const whyNot = (own: Attachment[], required: boolean): 'not-ready' | 'rejected' | 'ask' | undefined => {
  const rejected = own.filter(({ state }) => state === 'rejected');
  if (own.some(({ state }) => state === 'pending')) return 'not-ready';
  if (rejected.some(({ submitted }) => !submitted)) return 'rejected';
  if (!required || own.some(isUsable)) return undefined;
  return rejected.length > 0 ? 'rejected' : 'ask';
};

/**
 * Documents that the City's request is about and for which nothing new is attached yet: a point of the check stands for the
 * document that has its name.
 */
export const owedDocuments = ({ unmetPoints = [], attachments, call }: AskedFile): string[] =>
  askedDocuments({ unmetPoints, call }).filter(
    (id) => !attachments.some((own) => own.documentId === id && !own.submitted && isUsable(own)),
  );

/** Documents that the City's request is about. */
export const askedDocuments = ({ unmetPoints = [], call }: Pick<ApplicantFile, 'unmetPoints' | 'call'>): string[] =>
  call.documents.flatMap(({ id }) => (unmetPoints.includes(id) ? [id] : []));

/** Files for documents that the call names no more. */
export const otherFiles = ({ call, attachments }: Pick<ApplicantFile, 'attachments' | 'call'>): Attachment[] =>
  attachments.filter(({ documentId }) => !call.documents.some(({ id }) => id === documentId));

/** Documents that keep the file from being handed over, and why; those that the call names no more have no `document`. */
export const faultyDocuments = (file: Pick<ApplicantFile, 'attachments' | 'call'>) => {
  const asked = file.call.documents.map((document) => ({
    id: document.id as string,
    document,
    required: document.required,
  }));
  const others = [...new Set(otherFiles(file).map(({ documentId }) => documentId as string))];
  return [...asked, ...others.map((id) => ({ id, document: undefined, required: false }))].flatMap(
    ({ id, document, required }) => {
      const why = whyNot(
        file.attachments.filter(({ documentId }) => documentId === id),
        required,
      );
      return why ? [{ id, document, why }] : [];
    },
  );
};

/** The document of the call that a file stands for. */
export const documentOf = (file: Pick<ApplicantFile, 'call'>, { documentId }: Attachment) =>
  file.call.documents.find(({ id }) => id === documentId);
