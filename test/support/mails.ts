import { notifyApplication, toldBy } from '../../functions/notify/notify.ts';
import { notifySession } from '../../functions/notify/sessions.ts';
import { sendAct } from '../../functions/send/send.ts';
import type { Mail, Mailer } from '../../functions/services/mail.ts';
import { loadFile } from '../../functions/store/applications.ts';
import { readEvents } from '../../functions/store/events.ts';
import { actOfEvent } from '../../functions/store/keys.ts';
import { loadMessages } from '../../functions/store/messages.ts';
import type { StorePorts } from '../../functions/store/ports.ts';

/** A post office that keeps what it sent. */
export const post = () => {
  const outbox: Mail[] = [];
  const mailer: Mailer = { send: async (mail) => `message-${outbox.push(mail)}` };
  return { outbox, mailer };
};

/** A post office that will never take any mail, in SES's words. */
export const refusing: Mailer = {
  send: () =>
    Promise.reject(
      Object.assign(new Error('Domain contains control or whitespace'), {
        name: 'InvalidParameterValue',
        $metadata: { httpStatusCode: 400 },
      }),
    ),
};

/** The secret of the link in the last mail that asks a contact. */
export const linkIn = (outbox: readonly Mail[]): string =>
  outbox.flatMap(({ text }) => /\/contact#(\S+)/.exec(text)?.[1] ?? []).at(-1) ?? '';

/** A mail waits: for its lease, for SES or for the end of its act. */
export class Waits extends Error {
  readonly until: Date;
  constructor(until: Date) {
    super('A mail waits');
    this.until = until;
  }
}

/** Does what the stream has `send` do for each act of an aggregate. */
const sendAll = async (
  ports: StorePorts,
  mailer: Mailer,
  siteUrl: string,
  aggregate: Parameters<typeof readEvents>[1],
) => {
  let fault: unknown;
  for (const act of new Set((await readEvents(ports, aggregate)).map(actOfEvent)))
    await sendAct({ ports, mailer, siteUrl }, act).then(
      (again) => {
        if (again) fault ??= new Waits(again);
      },
      (error) => {
        fault ??= error;
      },
    );
  if (fault) throw fault;
};

/** Tells of a file's events and sends what is to leave, as the two functions do one after the other. */
export const tellApplication = async (
  ports: StorePorts,
  mailer: Mailer,
  siteUrl: string,
  id: string,
): Promise<number> => {
  const told = await notifyApplication(ports, id);
  await sendAll(ports, mailer, siteUrl, { type: 'application', id });
  return told;
};

/** The same of a session. */
export const tellSession = async (ports: StorePorts, mailer: Mailer, siteUrl: string, id: string): Promise<number> => {
  const told = await notifySession(ports, id);
  await sendAll(ports, mailer, siteUrl, { type: 'session', id });
  return told;
};

/** Every message that the events of a file led to. */
export const messagesOn = async (ports: StorePorts, id: string) => {
  const events = (await loadFile(ports, id))?.events ?? [];
  return loadMessages(
    ports,
    events.flatMap((event) =>
      toldBy(event).map(({ recipient }) => ({
        act: actOfEvent(event),
        aggregate: event.aggregate,
        seq: event.seq,
        recipient,
      })),
    ),
  );
};
