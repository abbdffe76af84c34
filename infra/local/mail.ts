import { appendFileSync, existsSync, readFileSync, writeFileSync } from 'node:fs';
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import * as ses from 'aws-ses-v2-local';
import * as sesStore from 'aws-ses-v2-local/dist/store.js';
import type { Bus } from './bus.ts';
import { type Listening, loopback } from './listen.ts';
import { sentMail, simulatedEvent } from './mail-events.ts';
import { readBody } from './read-body.ts';

/** A mail as the inbox keeps it; `at` in epoch seconds. */
export type Mail = ReturnType<typeof sesStore.getStoreReadonly>['emails'][number];

export interface MailEngine {
  /** Address of the SES endpoint and of the inbox page. */
  url: string;
  /** Every mail sent so far, oldest first. */
  mails(): readonly Mail[];
  /** Decides for each send whether it is refused as throttled; tests force faults with it. */
  refuseWhen(refuse: () => boolean): void;
  /** Tells what becomes of mails to the addresses of SES's mailbox simulator from now on. */
  publishTo(bus: Pick<Bus, 'put'>): void;
  stop(): Promise<void>;
}

/**
 * SES and its inbox behind a small front that does what the engine leaves out: it takes mails from the verified
 * sender only, refuses some addresses for good, and writes each accepted mail to a file before the sender hears of it, since the engine keeps mails in
 * memory alone.
 * @param file One mail per line (JSON); in memory only when absent.
 */
export const startMail = async (options: {
  listening: Listening;
  /** RFC 5322 address; its mailbox is the one verified sender. */
  sender: string;
  file?: string | undefined;
}): Promise<MailEngine> => {
  const { file } = options;
  sesStore.clearStore();
  if (file && existsSync(file)) for (const mail of readMails(file)) sesStore.saveEmail(mail);
  const store = () => sesStore.getStoreReadonly().emails;
  let written = store().length;
  const engine = await startEngine({ host: loopback, port: 0 });
  const engineUrl = `http://${loopback}:${(engine.address() as AddressInfo).port}`;
  let refuse: () => boolean = () => false;
  let bus: Pick<Bus, 'put'> | undefined;

  const mirror = () => {
    const mails = store();
    // The inbox page can empty the store.
    if (file && mails.length < written) writeFileSync(file, '');
    if (mails.length < written) written = 0;
    const fresh = mails.slice(written).map((mail) => `${JSON.stringify(mail)}\n`);
    written = mails.length;
    if (file && fresh.length > 0) appendFileSync(file, fresh.join(''));
  };

  options.listening.serve(async (request, response) => {
    const body = await readBody(request, 26 * 1024 * 1024);
    if (body === 'too-large') return void response.writeHead(413).end();
    if (isSend(request)) {
      if (refuse()) return throttled(request, response);
      const from = senderOf(request, body);
      if (mailbox(from) !== mailbox(options.sender)) return unverified(request, response, from);
      const refused = recipientsOf(request, body).find((address) => neverTaken.test(address));
      if (refused) return rejected(request, response, refused);
    }
    const answer = await fetch(engineUrl + (request.url ?? '/'), {
      method: request.method ?? 'GET',
      headers: plainHeaders(request),
      ...(body.length > 0 ? { body: new Uint8Array(body) } : {}),
    });
    mirror();
    response.writeHead(answer.status, { 'content-type': answer.headers.get('content-type') ?? 'text/plain' });
    const said = Buffer.from(await answer.arrayBuffer());
    if (bus && answer.ok && isSend(request) && !isV2(request)) {
      const [, messageId = ''] = /<MessageId>([^<]+)</.exec(said.toString()) ?? [];
      const event = simulatedEvent(sentMail(new URLSearchParams(body.toString()), messageId));
      if (event) await bus.put(event);
    }
    response.end(said);
  });

  return {
    url: options.listening.url,
    mails: store,
    refuseWhen: (next) => {
      refuse = next;
    },
    publishTo: (next) => {
      bus = next;
    },
    stop: async () => {
      await options.listening.close();
      engine.closeAllConnections();
      await new Promise((resolve) => engine.close(resolve));
    },
  };
};

/** The package is CommonJS: its default export stands on the default of the namespace. */
const startEngine = (config: { host: string; port: number }): Promise<Server> => {
  const outer = ses.default as unknown as { default?: typeof ses.default } & typeof ses.default;
  return (outer.default ?? outer)(config);
};

const readMails = (file: string): Mail[] =>
  readFileSync(file, 'utf8')
    .split('\n')
    .filter(Boolean)
    .flatMap((line) => {
      try {
        return [JSON.parse(line) as Mail];
      } catch {
        // A line cut short by a crash: its sender never heard that it was accepted and sent again.
        return [];
      }
    });

const plainHeaders = (request: IncomingMessage): Record<string, string> =>
  Object.fromEntries(
    ['authorization', 'content-type', 'accept'].flatMap((name) => {
      const value = request.headers[name];
      return typeof value === 'string' ? [[name, value]] : [];
    }),
  );

/** The second version of the API sends JSON, the first a form. */
const isV2 = (request: IncomingMessage): boolean => request.url?.startsWith('/v2/') ?? false;
const isSend = (request: IncomingMessage): boolean =>
  request.method === 'POST' && (request.url === '/' || /^\/v2\/email\/outbound-/.test(request.url ?? ''));

const senderOf = (request: IncomingMessage, body: Buffer): string => {
  if (isV2(request)) return String((JSON.parse(body.toString()) as { FromEmailAddress?: string }).FromEmailAddress);
  const form = new URLSearchParams(body.toString());
  const source = form.get('Source');
  if (source) return source;
  const raw = Buffer.from(form.get('RawMessage.Data') ?? '', 'base64').toString();
  return /^from:\s*(.+)$/im.exec(raw)?.[1] ?? '';
};

/** A domain that nobody has (RFC 2606): mails to it are refused for good, so that a person can see what comes of it. */
const neverTaken = /@refused\.invalid$/i;

const recipientsOf = (request: IncomingMessage, body: Buffer): string[] => {
  if (!isV2(request)) return sentMail(new URLSearchParams(body.toString()), '').destination;
  const { Destination } = JSON.parse(body.toString()) as { Destination?: { ToAddresses?: string[] } };
  return Destination?.ToAddresses ?? [];
};

/** The bare address of `Name <address>`. */
const mailbox = (address: string): string => (/<([^>]+)>/.exec(address)?.[1] ?? address).trim().toLowerCase();

const throttled = (request: IncomingMessage, response: ServerResponse) =>
  isV2(request)
    ? refusedV2(response, 429, 'TooManyRequestsException', 'Maximum sending rate exceeded.')
    : refusedV1(response, 400, 'Throttling', 'Maximum sending rate exceeded.');

const unverified = (request: IncomingMessage, response: ServerResponse, from: string) => {
  const message = `Email address is not verified. The following identities failed the check: ${from}`;
  return isV2(request)
    ? refusedV2(response, 400, 'MessageRejected', message)
    : refusedV1(response, 400, 'MessageRejected', message);
};

const rejected = (request: IncomingMessage, response: ServerResponse, address: string) => {
  const message = `Address is not accepted: ${address}`;
  return isV2(request)
    ? refusedV2(response, 400, 'MessageRejected', message)
    : refusedV1(response, 400, 'MessageRejected', message);
};

const refusedV2 = (response: ServerResponse, status: number, type: string, message: string) => {
  response.writeHead(status, { 'content-type': 'application/json', 'x-amzn-errortype': type });
  response.end(JSON.stringify({ message }));
};

const refusedV1 = (response: ServerResponse, status: number, code: string, message: string) => {
  const text = message.replace(/[<>&]/g, (sign) => `&#${sign.charCodeAt(0)};`);
  response.writeHead(status, { 'content-type': 'text/xml' });
  response.end(
    `<ErrorResponse xmlns="http://ses.amazonaws.com/doc/2010-12-01/"><Error><Type>Sender</Type><Code>${code}</Code>` +
      `<Message>${text}</Message></Error><RequestId>00000000-0000-0000-0000-000000000000</RequestId></ErrorResponse>`,
  );
};
