import { attachmentPromise, attachmentTypes, type ContentType } from '../../../schemas/attachment.ts';
import { api } from '../../api.ts';
import type { ApplicantFile } from '../queries.ts';

const byExtension = Object.fromEntries(
  Object.entries(attachmentTypes).map(([type, extension]) => [extension, type]),
) as Record<string, ContentType>;

/** The file's type as the browser says, or by its name where the browser says nothing. */
const typeOf = (file: File): string =>
  file.type || (byExtension[file.name.split('.').at(-1)?.toLowerCase().replace('jpeg', 'jpg') ?? ''] ?? '');

const base64 = (bytes: ArrayBuffer): string => btoa(String.fromCharCode(...new Uint8Array(bytes)));

/** The upload itself was cut or refused by the bucket. */
export class UploadFailed extends Error {}

/** Posts a form straight to the bucket. XMLHttpRequest, because fetch tells no progress of what is sent. */
const post = (url: string, fields: Record<string, string>, file: File, onProgress: (done: number) => void) =>
  new Promise<void>((resolve, reject) => {
    const form = new FormData();
    for (const [name, value] of Object.entries(fields)) form.append(name, value);
    // The bucket reads nothing after the file.
    form.append('file', file);
    const request = new XMLHttpRequest();
    request.upload.onprogress = ({ loaded, total }) => onProgress(total > 0 ? loaded / total : 0);
    request.onload = () => (request.status >= 200 && request.status < 300 ? resolve() : reject(new UploadFailed()));
    request.onerror = () => reject(new UploadFailed());
    request.ontimeout = request.onerror;
    request.open('POST', url);
    request.send(form);
  });

/** What can be known of a file before its bytes are read; `error` words the rules. */
export const checkFile = (file: File, documentId: string, error: (issue: never) => string): string | undefined => {
  const result = attachmentPromise
    .omit({ sha256: true })
    .safeParse(
      { documentId, filename: file.name, contentType: typeOf(file), sizeBytes: file.size },
      { error: error as never },
    );
  return result.success ? undefined : result.error.issues[0]?.message;
};

/**
 * Sends a document: its digest is made here, promised to the service, and its bytes go straight to the bucket. A
 * promise that could not be kept is taken back.
 * @throws ApiProblem when the service refuses the promise, UploadFailed when the bytes did not arrive.
 */
export const sendAttachment = async (
  applicationId: ApplicantFile['id'],
  documentId: string,
  file: File,
  onProgress: (done: number) => void,
): Promise<void> => {
  const sha256 = base64(await crypto.subtle.digest('SHA-256', await file.arrayBuffer()));
  const { attachment, upload } = await api('addAttachment', {
    params: { applicationId },
    body: {
      documentId,
      filename: file.name,
      contentType: typeOf(file) as ContentType,
      sizeBytes: file.size,
      sha256,
    },
  });
  try {
    await post(upload.url, upload.fields, file, onProgress);
  } catch (error) {
    await api('removeAttachment', { params: { applicationId, attachmentId: attachment.id } }).catch(() => undefined);
    throw error;
  }
};
