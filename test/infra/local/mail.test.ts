import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SESClient, SendEmailCommand } from '@aws-sdk/client-ses';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createMailer } from '../../../functions/services/mail.ts';
import { listen } from '../../../infra/local/listen.ts';
import { type MailEngine, startMail } from '../../../infra/local/mail.ts';

import { mailAbout } from '../../../schemas/mail.ts';
import { anId } from '../../factories/application.ts';

let folder: string;
let mail: MailEngine;
let ses: SESClient;
const start = async () => {
  mail = await startMail({
    listening: await listen(0),
    sender: 'Appel <appel@ville.example>',
    file: join(folder, 'mails.jsonl'),
  });
  ses = new SESClient({
    endpoint: mail.url,
    region: 'eu-west-3',
    maxAttempts: 1,
    credentials: { accessKeyId: 'a', secretAccessKey: 'b' },
  });
};
const send = (subject: string, from = 'appel@ville.example', to = 'ana@association.example') =>
  ses.send(
    new SendEmailCommand({
      Source: from,
      Destination: { ToAddresses: [to] },
      Message: { Subject: { Data: subject }, Body: { Text: { Data: 'Bonjour à tous' } } },
    }),
  );
const subjects = () => mail.mails().map((each) => each.subject);

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'mail-'));
  await start();
});
afterEach(async () => {
  ses.destroy();
  await mail.stop();
  await rm(folder, { recursive: true });
});

test('a mail that was sent stands in the inbox and its page', async () => {
  const { MessageId } = await send('Accusé de réception');
  expect(mail.mails()).toMatchObject([
    {
      messageId: MessageId,
      from: 'appel@ville.example',
      destination: { to: ['ana@association.example'] },
      subject: 'Accusé de réception',
      body: { text: 'Bonjour à tous' },
    },
  ]);
  const page = await fetch(mail.url);
  expect(page.headers.get('content-type')).toContain('text/html');
  expect(await page.text()).toContain('Accusé de réception');
});

test('what a mail holds is text on the page of the inbox, and runs nothing where it is shown formatted', async () => {
  await ses.send(
    new SendEmailCommand({
      Source: 'appel@ville.example',
      Destination: { ToAddresses: ['ana@association.example'] },
      Message: {
        Subject: { Data: '<script>alert(1)</script>' },
        Body: { Text: { Data: '<b>un</b>' }, Html: { Data: '<p>deux</p><script>alert(2)</script>' } },
      },
    }),
  );
  const page = await fetch(mail.url, { headers: { 'accept-language': 'en' } });
  const policy = page.headers.get('content-security-policy') ?? '';
  expect(policy).toContain("default-src 'none'");
  expect(policy).not.toContain('unsafe');
  const text = await page.text();
  expect(text).toContain('<html lang="en">');
  expect(text).toContain('&#60;script&#62;alert(1)&#60;/script&#62;');
  expect(text).toContain('&#60;b&#62;un&#60;/b&#62;');
  expect(text).not.toContain('alert(2)');
  const [, src = '', sandbox = ''] = /<iframe src="([^"]+)"[^>]* sandbox="([^"]+)"/.exec(text) ?? [];
  expect(sandbox).not.toMatch(/scripts|same-origin|top-navigation/);
  const formatted = await fetch(mail.url + src);
  expect(await formatted.text()).toContain('<p>deux</p>');
  expect(formatted.headers.get('content-security-policy')).toBe(
    "sandbox allow-popups allow-popups-to-escape-sandbox; default-src 'none'; style-src 'unsafe-inline'; img-src data:; frame-ancestors 'self'",
  );
  expect(formatted.headers.get('x-content-type-options')).toBe('nosniff');
});

test('a page of another origin can neither empty the inbox nor send a mail', async () => {
  await send('un');
  const origin = 'http://evil.example';
  expect((await fetch(`${mail.url}/clear-store`, { method: 'POST', headers: { origin } })).status).toBe(403);
  const sent = await fetch(mail.url, {
    method: 'POST',
    body: new URLSearchParams({ Action: 'SendEmail' }),
    headers: { origin },
  });
  expect(sent.status).toBe(403);
  expect(subjects()).toEqual(['un']);
});

test('what is no mail is refused, by name', async () => {
  const headers = { authorization: 'AWS4-HMAC-SHA256 x' };
  const asked = async (fields: Record<string, string>) => {
    const answer = await fetch(mail.url, { method: 'POST', headers, body: new URLSearchParams(fields) });
    return [answer.status, /<Code>(\w+)</.exec(await answer.text())?.[1]];
  };
  expect(await asked({})).toEqual([400, 'InvalidAction']);
  expect(await asked({ Action: 'DeleteEverything' })).toEqual([400, 'InvalidAction']);
  expect(await asked({ Action: 'SendEmail' })).toEqual([400, 'MessageRejected']);
  expect(await asked({ Action: 'SendEmail', Source: 'appel@ville.example' })).toEqual([400, 'ValidationError']);
  expect((await fetch(`${mail.url}/mails/none`)).status).toBe(404);
});

test('a mail leaves under the name of its service, from the verified sender', async () => {
  Object.assign(process.env, {
    AWS_ENDPOINT_URL_SES: mail.url,
    AWS_REGION: 'eu-west-3',
    AWS_ACCESS_KEY_ID: 'a',
    AWS_SECRET_ACCESS_KEY: 'b',
  });
  const mailer = createMailer({ sender: 'appel@ville.example', configurationSet: 'letters', stage: 'test' });
  await mailer.send({
    fromName: 'Économie solidaire',
    to: 'ana@association.example',
    subject: 'un',
    text: 'un',
    html: '<p>un</p>',
    about: mailAbout.parse({ applicationId: anId('app', 1), seq: 2, recipient: 'applicant' }),
  });
  const encoded = Buffer.from('Économie solidaire').toString('base64');
  expect(mail.mails().map(({ from }) => from)).toEqual([`=?UTF-8?B?${encoded}?= <appel@ville.example>`]);
});

test('a mail to an address that nobody can have is refused for good', async () => {
  const refused = send('un', 'appel@ville.example', 'ana@refused.invalid');
  await expect(refused).rejects.toMatchObject({ name: 'MessageRejected', $metadata: { httpStatusCode: 400 } });
  expect(mail.mails()).toEqual([]);
});

test('the inbox is as it was after a restart', async () => {
  await send('un');
  await send('deux');
  ses.destroy();
  await mail.stop();
  await start();
  expect(subjects()).toEqual(['un', 'deux']);
  await send('trois');
  expect(subjects()).toEqual(['un', 'deux', 'trois']);
});

test('an inbox that was emptied stays empty after a restart', async () => {
  await send('un');
  await fetch(`${mail.url}/clear-store`, { method: 'POST' });
  ses.destroy();
  await mail.stop();
  await start();
  expect(subjects()).toEqual([]);
});

test('a sender that is not verified is refused', async () => {
  await expect(send('non', 'autre@ville.example')).rejects.toMatchObject({ name: 'MessageRejected' });
  expect(subjects()).toEqual([]);
});

test('refusals can be forced', async () => {
  let sends = 0;
  mail.refuseWhen(() => sends++ === 0);
  await expect(send('refusé')).rejects.toMatchObject({ name: 'Throttling' });
  await send('pris');
  expect(subjects()).toEqual(['pris']);
});

describe('what becomes of a mail is told on the bus', () => {
  const told: unknown[] = [];
  const to = async (address: string, configurationSet = 'letters') => {
    told.length = 0;
    mail.publishTo({ put: async (event) => void told.push(event) });
    const { MessageId } = await ses.send(
      new SendEmailCommand({
        Source: 'appel@ville.example',
        Destination: { ToAddresses: [address] },
        ...(configurationSet && { ConfigurationSetName: configurationSet }),
        Tags: [
          { Name: 'stage', Value: 'local' },
          { Name: 'application', Value: 'app_5f1' },
        ],
        Message: { Subject: { Data: 'Décision' }, Body: { Text: { Data: 'Bonjour' } } },
      }),
    );
    return MessageId;
  };

  test.each([
    ['bounce@simulator.amazonses.com', 'Email Bounced', { eventType: 'Bounce', bounce: { bounceType: 'Permanent' } }],
    ['complaint+ana@simulator.amazonses.com', 'Email Complaint Received', { eventType: 'Complaint', complaint: {} }],
  ])('to %s', async (address, detailType, detail) => {
    const messageId = await to(address);
    expect(told).toMatchObject([
      {
        source: 'aws.ses',
        'detail-type': detailType,
        detail: {
          ...detail,
          mail: {
            messageId,
            destination: [address],
            tags: { 'ses:configuration-set': ['letters'], stage: ['local'], application: ['app_5f1'] },
          },
        },
      },
    ]);
  });

  test('and nothing of mails that arrive, or that name no configuration set', async () => {
    await to('ana@association.example');
    expect(told).toEqual([]);
    await to('success@simulator.amazonses.com');
    expect(told).toEqual([]);
    await to('bounce@simulator.amazonses.com', '');
    expect(told).toEqual([]);
  });
});
