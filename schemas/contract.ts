import type * as z from 'zod';
import { applicantContract } from './contract/applicant.ts';
import { juryContract } from './contract/jury.ts';
import type { Audience, Operation } from './contract/operation.ts';
import { publicContract } from './contract/public.ts';
import { staffContract } from './contract/staff.ts';

export { applicantFile } from './contract/applicant-file.ts';
export { jurorFile } from './contract/juror-file.ts';
export { type Audience, audiences, type Operation } from './contract/operation.ts';
export { staffFile } from './contract/staff-file.ts';

/** Each audience's own contract, of which its function imports a part when it is first asked for something of it. */
const contracts = [publicContract, applicantContract, juryContract, staffContract] as const;

type Parts = (typeof contracts)[number]['parts'];
type PartOf<P> = P extends Record<string, () => Promise<infer Part>> ? Part : never;
type AllOf<P> = (P extends unknown ? (part: P) => void : never) extends (all: infer All) => void ? All : never;
type Whole = AllOf<Parts extends infer P ? (P extends unknown ? PartOf<P> : never) : never>;

export type Contract = { readonly [K in keyof Whole]: Whole[K] };
export type OperationId = keyof Contract;
export type OperationIdOf<A extends Audience> = {
  [K in OperationId]: Contract[K]['audience'] extends A ? K : never;
}[OperationId];

/**
 * Every operation of the API, once. The functions' routes and parsing, the typed client, the OpenAPI document and the
 * authorization matrix are all derived from this list.
 */
export const contract: Contract = Object.assign(
  {},
  ...(await Promise.all(
    contracts
      .flatMap(({ parts }) => Object.values<() => Promise<Record<string, Operation>>>(parts))
      .map((part) => part()),
  )),
);

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
