/** Why SES did not take a mail, in its own words but for the address. */
export interface Refusal {
  code: string;
  words: string;
}

type SesError = Error & { $metadata?: { httpStatusCode?: number } };

const statusOf = (error: unknown): number | undefined => (error as SesError | undefined)?.$metadata?.httpStatusCode;

/** SES answered, so that the mail certainly did not go out. A lost connection says nothing of the kind. */
export const wasAnswered = (error: unknown): boolean => statusOf(error) !== undefined;

/** SES asks for patience: its pace or the quota of the day is used up. */
export const isThrottling = (error: unknown): boolean =>
  wasAnswered(error) && /Throttl|TooManyRequests|LimitExceeded/i.test((error as Error).name);

/**
 * Codes that speak of the account, the sender or our own rights, and not of this mail: whoever mends that mends it for all
 * mails, which wait for it.
 */
const ofAccount =
  /Paused|ConfigurationSet|MailFromDomain|AccessDenied|NotAuthorized|InvalidClientToken|UnrecognizedClient|ExpiredToken|Signature|MissingAuthentication|OptInRequired|RequestExpired|AccountSuspended|NotFoundException/i;

/**
 * What SES said of a mail that it will never take; nothing for a fault that passes. `MessageRejected` that names our own
 * sender speaks of the sender.
 */
export const refusalOf = (error: unknown, { sender, to }: { sender: string; to: string }): Refusal | undefined => {
  const status = statusOf(error);
  if (status === undefined || status < 400 || status >= 500 || status === 403 || status === 429) return undefined;
  const { name, message } = error as Error;
  if (isThrottling(error) || ofAccount.test(name)) return undefined;
  const words = message.replaceAll(to, '…');
  if (sender && words.toLowerCase().includes(sender.toLowerCase())) return undefined;
  return { code: name, words: words.slice(0, 500) };
};
