import * as z from 'zod';
import { json } from '../../fields.ts';
import type { Operation } from '../operation.ts';
import { publicPlaces } from './places.ts';

const at = publicPlaces.document;

export const publicDocumentContract = {
  getApiDocument: {
    ...at.getApiDocument,
    audience: 'public',
    summary: 'This document: OpenAPI 3.1.',
    response: z.record(z.string(), json),
    problems: [],
  },
} as const satisfies Record<string, Operation>;
