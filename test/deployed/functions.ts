import { functionNameOf } from '../../infra/aws/functions.ts';
import { answered, authorization, callRest } from './aws.ts';
import { stage } from './deployment.ts';
import type { Emulator } from './emulator.ts';

/** Deployed functions, called by this test in place of what would wake them. */

const pathOf = (name: string): string => `/2015-03-31/functions/${functionNameOf({ stage }, name)}`;

/** A line of ours in a function's log, or the figures that it counted, as CloudWatch reads both. */
export type Line = Record<string, unknown>;

const handed = (emulator: Emulator, name: string, event: object): Promise<Response> =>
  fetch(`${emulator.url}${pathOf(name)}/invocations`, {
    method: 'POST',
    headers: { authorization: authorization(emulator, 'lambda'), 'x-amz-log-type': 'Tail' },
    body: JSON.stringify(event),
  });

/** Hands a function an event. @returns its answer. @throws Error with what it said when it ended in an error. */
export const call = async (emulator: Emulator, name: string, event: object): Promise<unknown> => {
  const response = await handed(emulator, name, event);
  const text = await answered(name, response);
  if (response.headers.get('x-amz-function-error')) throw new Error(`${name}: ${text}`);
  return JSON.parse(text);
};

/**
 * Calls a function with a schedule's empty event. @returns its lines, from the tail of the log that Lambda sends back.
 * @throws Error with what it said when it ended in an error.
 */
export const invoke = async (emulator: Emulator, name: string): Promise<Line[]> => {
  const response = await handed(emulator, name, {});
  const text = await answered(name, response);
  if (response.headers.get('x-amz-function-error')) throw new Error(`${name}: ${text}`);
  return Buffer.from(response.headers.get('x-amz-log-result') ?? '', 'base64')
    .toString()
    .split('\n')
    .filter((line) => line.startsWith('{') && line.endsWith('}'))
    .map((line) => JSON.parse(line) as Line);
};

/** A function's variables as they were deployed. */
export const variablesOf = async (emulator: Emulator, name: string): Promise<Record<string, string>> =>
  (await callRest(emulator, 'lambda', 'GET', `${pathOf(name)}/configuration`)).Environment.Variables;

/**
 * Loaded by Node before the function: time goes on from another instant, `by` milliseconds away from the present. Without
 * Node's own warnings: the emulator waits for the first line of an answer's log, and a warning would be it.
 */
const movedClock = (by: number): string =>
  `--no-deprecation --import=data:text/javascript,${encodeURIComponent(
    `const Now=Date;globalThis.Date=class Date extends Now{constructor(...given){given.length?super(...given):super(Now.now()+${by})}static now(){return Now.now()+${by}}}`,
  )}`;

/** Runs something while a deployed function has a clock that was moved to an instant: a step of the test alone. */
export const atInstant = async <T>(emulator: Emulator, name: string, at: string, run: () => Promise<T>): Promise<T> => {
  const Variables = await variablesOf(emulator, name);
  const set = (own: Record<string, string>) =>
    callRest(emulator, 'lambda', 'PUT', `${pathOf(name)}/configuration`, { Environment: { Variables: own } });
  await set({ ...Variables, NODE_OPTIONS: movedClock(Date.parse(at) - Date.now()) });
  try {
    return await run();
  } finally {
    await set(Variables);
  }
};

/** Calls a function at another instant. */
export const invokeAt = (emulator: Emulator, name: string, at: string): Promise<Line[]> =>
  atInstant(emulator, name, at, () => invoke(emulator, name));
