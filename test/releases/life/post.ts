import type { Mail, Mailer } from '../../../functions/services/mail.ts';

/**
 * The post as SES would be: takes mails, keeps what it took, and now and then asks for patience, refuses one for good or
 * falls silent, by address.
 */
export const post = () => {
  const taken: Mail[] = [];
  const troubles = new Map<string, 'refuses' | 'never-takes' | 'falls-silent'>();
  const send: Mailer['send'] = async (mail) => {
    const trouble = troubles.get(mail.to);
    if (trouble === 'falls-silent') throw new Error('The connection was lost');
    if (trouble) {
      const name = trouble === 'refuses' ? 'Throttling' : 'MessageRejected';
      throw Object.assign(new Error(name), { name, $metadata: { httpStatusCode: 400 } });
    }
    taken.push(mail);
    return `message-${taken.length}`;
  };
  return {
    send,
    taken,
    troubles,
    /** The last mail to a person of a file or a session. */
    lastOf: (id: string, recipient: string): Mail => {
      const found = taken.findLast(
        ({ about }) =>
          about.recipient === recipient &&
          ('sessionId' in about ? about.sessionId : 'applicationId' in about ? about.applicationId : undefined) === id,
      );
      if (!found) throw new Error(`Nothing was written to ${recipient} about ${id}`);
      return found;
    },
  };
};
export type Post = ReturnType<typeof post>;
