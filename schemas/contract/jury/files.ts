import * as z from 'zod';
import { attachmentId } from '../../attachment.ts';
import { jurorFile } from '../juror-file.ts';
import type { Operation } from '../operation.ts';
import { file, link } from '../shared.ts';
import { juryPlaces } from './places.ts';

const at = juryPlaces.files;

export const juryFilesContract = {
  getJurorFile: {
    ...at.getJurorFile,
    audience: 'jury',
    summary: 'A file assigned to me: content, documents, where I stand with it, and results.',
    params: file,
    response: jurorFile,
    noted: 'file',
    problems: [403, 404, 422],
  },
  getJurorAttachment: {
    ...at.getJurorAttachment,
    audience: 'jury',
    summary: 'A short-lived link to a clean document of a file assigned to me.',
    params: file.extend({ attachmentId }),
    query: z.object({ to: z.enum(['keep', 'look']).default('keep') }),
    response: link,
    noted: 'document',
    problems: [403, 404, 409, 422],
  },
} as const satisfies Record<string, Operation>;
