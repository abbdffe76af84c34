import type * as z from 'zod';
import { applicantContract } from './contract/applicant.ts';
import { juryContract } from './contract/jury.ts';
import type { Audience } from './contract/operation.ts';
import { publicContract } from './contract/public.ts';
import { staffContract } from './contract/staff.ts';

export { applicantFile, applicantListItem } from './contract/applicant.ts';
export { assignmentListItem, jurorFile } from './contract/jury.ts';
export { ownEvaluation, peerEvaluation } from './contract/jury-parts.ts';
export { type Audience, audiences, type Operation } from './contract/operation.ts';
export { letter } from './contract/shared.ts';
export { clockedListItem, staffFile, staffListItem } from './contract/staff.ts';

/**
 * Every operation of the API, once. The functions' routes and parsing, the typed client, the OpenAPI document and
 * the authorization matrix are all derived from this list. Each audience's part stands in a file of its own, so that a
 * function loads only its own.
 */
export const contract = {
  ...publicContract,
  ...applicantContract,
  ...juryContract,
  ...staffContract,
} as const;

export type Contract = typeof contract;
export type OperationId = keyof Contract;
export type OperationIdOf<A extends Audience> = {
  [K in OperationId]: Contract[K]['audience'] extends A ? K : never;
}[OperationId];

type Parsed<O, K extends string> = O extends { [P in K]: infer S extends z.ZodType } ? z.output<S> : undefined;
type Typed<O, K extends string> = O extends { [P in K]: infer S extends z.ZodType } ? { [P in K]: z.input<S> } : object;

/** What a function is handed for an operation, parsed. */
export type OperationInput<K extends OperationId> = {
  params: Parsed<Contract[K], 'params'>;
  query: Parsed<Contract[K], 'query'>;
  body: Parsed<Contract[K], 'body'>;
};
/** What a client passes for an operation. */
export type OperationRequest<K extends OperationId> = Typed<Contract[K], 'params'> &
  Typed<Contract[K], 'query'> &
  Typed<Contract[K], 'body'>;
/** What an operation answers. */
export type OperationResponse<K extends OperationId> = z.output<Contract[K]['response']>;
