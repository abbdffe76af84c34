import { describe, expect, test } from 'vitest';
import { refusalOf } from '../../../functions/services/mail-fault.ts';

const said = (message: string) =>
  Object.assign(new Error(message), { name: 'MessageRejected', $metadata: { httpStatusCode: 400 } });
const sender = 'a@ville.example';

describe('what SES said of a mail that it will never take', () => {
  test('is of this mail, with its words but for the address', () => {
    expect(refusalOf(said('Address ends with dot: karim@jury.example'), { sender, to: 'karim@jury.example' })).toEqual({
      code: 'MessageRejected',
      words: 'Address ends with dot: …',
    });
  });
  test('is of all mails where it names our sender, who is told from a reader whose address ends like it', () => {
    const notVerified = (who: string) => said(`Email address is not verified: ${who}`);
    expect(refusalOf(notVerified('A@ville.example'), { sender, to: 'maria@ville.example' })).toBeUndefined();
    expect(refusalOf(notVerified('maria@ville.example'), { sender, to: 'maria@ville.example' })).toEqual({
      code: 'MessageRejected',
      words: 'Email address is not verified: …',
    });
  });
});
