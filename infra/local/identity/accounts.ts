import type { IncomingMessage, ServerResponse } from 'node:http';
import * as z from 'zod';
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
  (people: PeopleBook, options: { accessKeyId?: string | undefined; mailInvitation?: MailInvitation | undefined }) =>
  async (message: IncomingMessage, response: ServerResponse): Promise<boolean> => {
    const target = message.headers['x-amz-target'];
    if (message.method !== 'POST' || message.url !== '/' || typeof target !== 'string') return false;
    const answer = (status: number, body: object): true => {
      response.writeHead(status, { 'content-type': 'application/x-amz-json-1.1' }).end(JSON.stringify(body));
      return true;
    };
    const refuse = (type: string, status = 400) => answer(status, { __type: type, message: type });
    const body = await readBody(message, 20_000);
    if (target !== TARGET) return refuse('UnknownOperationException');
    // No page of any site can bear it: only functions of this machine are given the key.
    const key = options.accessKeyId;
    if (!key || !message.headers.authorization?.includes(`Credential=${key}/`))
      return refuse('UnrecognizedClientException', 403);
    const parsed = request.safeParse(JSON.parse(body.toString()));
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
