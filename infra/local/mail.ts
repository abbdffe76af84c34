import { appendFileSync, existsSync, readFileSync, writeFileSync } from 'node:fs';
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import * as ses from 'aws-ses-v2-local';
import * as sesStore from 'aws-ses-v2-local/dist/store.js';
import * as z from 'zod';
import type { Bus } from './bus.ts';
import { reading, type Words } from './fault.ts';
import { behindDoor, isForeign, type Listener, type Listening, listen, loopback } from './listen.ts';
import { inboxPages, type Mail } from './mail/inbox.ts';
import { sentMail, simulatedEvent } from './mail-events.ts';
import { html } from './pages.ts';
import { readBody } from './read-body.ts';

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
 * sender only, refuses some addresses for good, and writes each accepted mail to a file before the sender hears of it,
 * since the engine keeps mails in memory alone. Of the engine's own protocol only what sends by the first version of
 * the API passes; the pages are ours.
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
  const behind = await listen(0);
  const engineUrl = behindDoor(behind, await openEngine());
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

  const inbox = inboxPages({
    mails: store,
    clear: () => {
      sesStore.clearStore();
      mirror();
    },
  });

  options.listening.serve(async (request, response) => {
    // The SDK is no page: a browser that posts for another origin is up to no good.
    if (request.method === 'POST' && isForeign(request)) return void response.writeHead(403).end();
    if (inbox(request, response)) return;
    if (request.method !== 'POST' || request.url !== '/') return void response.writeHead(404).end();
    const body = await readBody(request, 26 * 1024 * 1024);
    if (body === 'too-large') return void response.writeHead(413).end();
    const form = new URLSearchParams(body.toString());
    if (!['SendEmail', 'SendRawEmail'].includes(form.get('Action') ?? ''))
      return refused(response, 'InvalidAction', 'The action or operation requested is invalid.');
    if (refuse()) return refused(response, 'Throttling', 'Maximum sending rate exceeded.');
    const from = senderOf(form);
    if (mailbox(from) !== mailbox(options.sender))
      return refused(
        response,
        'MessageRejected',
        `Email address is not verified. The following identities failed the check: ${from}`,
      );
    const never = sentMail(form, '').destination.find((address) => neverTaken.test(address));
    if (never) return refused(response, 'MessageRejected', `Address is not accepted: ${never}`);
    const answer = await fetch(engineUrl, {
      method: 'POST',
      headers: plainHeaders(request),
      body: new Uint8Array(body),
    });
    mirror();
    const said = await answer.text();
    if (!answer.ok) return refused(response, 'ValidationError', said);
    const [, messageId = ''] = /<MessageId>([^<]+)</.exec(said) ?? [];
    const event = bus && simulatedEvent(sentMail(form, messageId));
    if (event) await bus?.put(event);
    response.writeHead(200, { 'content-type': 'text/xml' }).end(said);
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
      await behind.close();
    },
  };
};

/**
 * What answers in the engine, without the port that it opens: there it would show every mail to whoever asks, under
 * whatever name. The package is CommonJS: its default export stands on the default of the namespace.
 */
const openEngine = async (): Promise<Listener> => {
  const outer = ses.default as unknown as { default?: typeof ses.default } & typeof ses.default;
  const server: Server = await (outer.default ?? outer)({ host: loopback, port: 0 });
  await new Promise((resolve) => server.close(resolve));
  return (request, response) => server.emit('request', request, response);
};

const inboxMend: Words = {
  fr: 'remettez-en une copie, ou supprimez-le : les messages déjà reçus ne seront plus montrés',
  en: 'put a copy back, or remove it: mails that came are shown no more',
};

/** What the inbox shows of a mail. */
const mailLine = z.looseObject({
  messageId: z.string(),
  from: z.string(),
  subject: z.string(),
  at: z.number(),
  destination: z.object({ to: z.array(z.string()), cc: z.array(z.string()), bcc: z.array(z.string()) }),
  body: z.looseObject({ text: z.string().optional(), html: z.string().optional() }),
});

const readMails = (file: string): Mail[] =>
  reading(file, inboxMend, () => readFileSync(file, 'utf8'))
    .split('\n')
    .flatMap((line) => {
      try {
        return [mailLine.parse(JSON.parse(line)) as Mail];
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

const senderOf = (form: URLSearchParams): string => {
  const source = form.get('Source');
  if (source) return source;
  const raw = Buffer.from(form.get('RawMessage.Data') ?? '', 'base64').toString();
  return /^from:\s*(.+)$/im.exec(raw)?.[1] ?? '';
};

/** A domain that nobody has (RFC 2606): mails to it are refused for good, so that a person can see what comes of it. */
const neverTaken = /@refused\.invalid$/i;

/** The bare address of `Name <address>`. */
const mailbox = (address: string): string => (/<([^>]+)>/.exec(address)?.[1] ?? address).trim().toLowerCase();

const refused = (response: ServerResponse, code: string, message: string): void => {
  response.writeHead(400, { 'content-type': 'text/xml' });
  response.end(
    `<ErrorResponse xmlns="http://ses.amazonaws.com/doc/2010-12-01/"><Error><Type>Sender</Type><Code>${code}</Code>` +
      `<Message>${html(message)}</Message></Error><RequestId>00000000-0000-0000-0000-000000000000</RequestId></ErrorResponse>`,
  );
};
