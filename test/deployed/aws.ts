import type { Emulator } from './emulator.ts';

/**
 * Calls of services that nothing in the product calls, spelt as AWS documents them: a client library for each would be
 * a dependency of this test alone. Signatures are not checked by the emulator; it reads the region and the service.
 */
export const authorization = ({ env }: Emulator, service: string): string =>
  `AWS4-HMAC-SHA256 Credential=test/20260101/${env.AWS_REGION}/${service}/aws4_request, SignedHeaders=host, Signature=none`;

export const answered = async (what: string, response: Response): Promise<string> => {
  const text = await response.text();
  if (!response.ok) throw new Error(`${what}: ${response.status} ${text}`);
  return text;
};

const jsonTargets = {
  'cognito-idp': 'AWSCognitoIdentityProviderService',
  events: 'AWSEvents',
  dynamodb: 'DynamoDB_20120810',
} as const;

/**
 * One call of a service that speaks JSON.
 * @throws Error with the service's words when it refuses.
 */
export const callJson = async (
  emulator: Emulator,
  service: keyof typeof jsonTargets,
  action: string,
  body: Record<string, unknown>,
  // biome-ignore lint/suspicious/noExplicitAny: each caller reads the part of an answer that it names.
): Promise<any> => {
  const response = await fetch(emulator.url, {
    method: 'POST',
    headers: {
      'content-type': 'application/x-amz-json-1.1',
      'x-amz-target': `${jsonTargets[service]}.${action}`,
      authorization: authorization(emulator, service),
    },
    body: JSON.stringify(body),
  });
  return JSON.parse((await answered(action, response)) || '{}');
};

/** One call of CloudFormation; its answer is XML. */
export const callCloudFormation = async (
  emulator: Emulator,
  action: string,
  parameters: Record<string, string>,
): Promise<string> => {
  const response = await fetch(emulator.url, {
    method: 'POST',
    headers: { authorization: authorization(emulator, 'cloudformation') },
    body: new URLSearchParams({ Action: action, Version: '2010-05-15', ...parameters }),
  });
  return answered(action, response);
};

/** One call of a service that speaks REST with JSON. */
export const callRest = async (
  emulator: Emulator,
  service: 'lambda' | 'scheduler' | 'ses',
  method: 'GET' | 'PUT' | 'POST',
  path: string,
  body?: unknown,
  // biome-ignore lint/suspicious/noExplicitAny: as above.
): Promise<any> => {
  const response = await fetch(`${emulator.url}${path}`, {
    method,
    headers: { 'content-type': 'application/json', authorization: authorization(emulator, service) },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const text = await answered(`${method} ${path}`, response);
  if (response.headers.get('x-amz-function-error')) throw new Error(`${path}: ${text}`);
  return JSON.parse(text || 'null');
};
