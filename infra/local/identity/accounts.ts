import { createHash } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import * as z from 'zod';
import { verifyHeaders } from '../bucket/signature.ts';
import type { Credentials } from '../dynamodb.ts';
import { readBody } from '../read-body.ts';
import type { PeopleBook } from './people.ts';

/** Sends the mail that tells somebody of the account made for them. */
export type MailInvitation = (person: { name: string; email: string; language: 'fr' | 'en' }) => Promise<void>;

const TARGET = 'AWSCognitoIdentityProviderService.AdminCreateUser';
const attribute = z.object({ Name: z.string(), Value: z.string() });
const request = z.object({
  Username: z.email(),
  UserAttributes: z.array(attribute).default([]),
  MessageAction: z.enum(['RESEND', 'SUPPRESS']).optional(),
});

/**
 * The one call of Cognito's own protocol (JSON 1.1) that the service makes: AdminCreateUser, with its errors for an
 * account that is there (`UsernameExistsException`) and for one in use (`UnsupportedUserStateException`). Answers true
 * when a request was one of these.
 */
export const accountsEndpoint =
  (
    people: PeopleBook,
    options: { credentials?: Credentials | undefined; mailInvitation?: MailInvitation | undefined },
  ) =>
  async (message: IncomingMessage, response: ServerResponse): Promise<boolean> => {
    const target = message.headers['x-amz-target'];
    if (message.method !== 'POST' || message.url !== '/' || typeof target !== 'string') return false;
    const answer = (status: number, body: object): true => {
      response.writeHead(status, { 'content-type': 'application/x-amz-json-1.1' }).end(JSON.stringify(body));
      return true;
    };
    const refuse = (type: string) => answer(400, { __type: type, message: type });
    const body = await readBody(message, 20_000);
    if (target !== TARGET) return refuse('UnknownOperationException');
    if (!isSigned(message, body, options.credentials)) return refuse('UnrecognizedClientException');
    const json = parsedJson(body.toString());
    if (json === undefined) return refuse('SerializationException');
    const parsed = request.safeParse(json);
    if (!parsed.success) return refuse('InvalidParameterException');
    const { Username, UserAttributes, MessageAction } = parsed.data;
    const givenValue = (name: string) => UserAttributes.find(({ Name }) => Name === name)?.Value;
    const { person, isNew, isUsed } = people.invite(givenValue('name') ?? Username, Username);
    if (!isNew && MessageAction !== 'RESEND') return refuse('UsernameExistsException');
    if (isUsed) return refuse('UnsupportedUserStateException');
    if (MessageAction !== 'SUPPRESS')
      await options.mailInvitation?.({
        name: person.name,
        email: person.email,
        language: givenValue('locale') === 'en' ? 'en' : 'fr',
      });
    const now = Date.now() / 1000;
    return answer(200, {
      User: {
        Username: person.id,
        Attributes: [...UserAttributes.filter(({ Name }) => Name !== 'sub'), { Name: 'sub', Value: person.id }],
        UserCreateDate: now,
        UserLastModifiedDate: now,
        Enabled: true,
        UserStatus: 'FORCE_CHANGE_PASSWORD',
      },
    });
  };

/** Only functions of this machine have the secret to sign with, and what they sign is this body. */
const isSigned = (
  message: IncomingMessage,
  body: Buffer | 'too-large',
  credentials: Credentials | undefined,
): boolean => {
  if (!credentials) return false;
  const digest = createHash('sha256').update(body).digest('hex');
  if (message.headers['x-amz-content-sha256'] !== digest) return false;
  try {
    verifyHeaders(message, new URL(`http://${message.headers.host}/`), credentials, Date.now(), 'cognito-idp');
    return true;
  } catch {
    return false;
  }
};

const parsedJson = (text: string): unknown => {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
};
