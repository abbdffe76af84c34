import { Logger } from '@aws-lambda-powertools/logger';

/**
 * Ids and codes, never what a person typed, a name or an address. What is counted is read from these lines: by the platform's
 * filters (infra/aws/measures.ts) where an alarm is on it, by a query of the log else.
 */
export const logger = new Logger();

/** Errors whose words are written by our own code or by the runtime about code: they quote no data. */
const speaksOfCode = (error: Error): boolean =>
  [Error, TypeError, RangeError, ReferenceError].some((kind) => error.constructor === kind) && !('$metadata' in error);

/**
 * An error as it may be logged: its name and where it was thrown. What a service, a parser or a schema says is left out,
 * since it may quote an address or a text (SES names the recipient it refuses, a JSON parser what it could not read); the
 * status and the service's own request id find it there.
 */
export const faultOf = (error: unknown): Record<string, unknown> => {
  if (!(error instanceof Error)) return { name: typeof error };
  const { $metadata: metadata, code } = error as {
    $metadata?: { httpStatusCode?: number; requestId?: string };
    code?: unknown;
  };
  const said = `${error.name}: ${error.message}`;
  const { stack = '' } = error;
  const frames = (stack.startsWith(said) ? stack.slice(said.length) : '')
    .split('\n')
    .filter((line) => /^ +at /.test(line));
  return {
    name: error.name,
    ...(speaksOfCode(error) && { message: error.message }),
    ...(typeof code === 'string' && /^\w+$/.test(code) && { code }),
    ...(metadata && { status: metadata.httpStatusCode, serviceRequestId: metadata.requestId }),
    frames: frames.map((line) => line.trim()),
  };
};
