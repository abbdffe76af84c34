import { createHash } from 'node:crypto';
import type { OperationRequest, OperationResponse } from '../schemas/contract.ts';

/** What an applicant promises of an example document, a PDF named after what it is wanted for. */
export const promiseOf = (documentId: string, bytes: Uint8Array): OperationRequest<'addAttachment'>['body'] => ({
  documentId,
  filename: `${documentId}.pdf`,
  contentType: 'application/pdf',
  sizeBytes: bytes.length,
  sha256: createHash('sha256').update(bytes).digest('base64'),
});

/** The form that a browser posts to the bucket: the fields that the API signed, and the file last. */
export const formOf = (
  { fields }: Pick<OperationResponse<'addAttachment'>['upload'], 'fields'>,
  bytes: Uint8Array<ArrayBuffer>,
): FormData => {
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) form.append(name, value);
  form.append('file', new Blob([bytes]));
  return form;
};
