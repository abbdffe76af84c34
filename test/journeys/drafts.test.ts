import { afterAll, beforeAll, expect, test } from 'vitest';
import { addDays, dayOf } from '../../functions/domain/calendar.ts';
import { expireDrafts } from '../../functions/expire-drafts/expire.ts';
import { createBucket } from '../../functions/services/bucket.ts';
import { createMailer } from '../../functions/services/mail.ts';
import { usualDraftDays } from '../../schemas/drafts.ts';
import { longDay } from '../../schemas/texts/format.ts';
import { call } from './support/caller.ts';
import { type City, openCity } from './support/city.ts';
import { eventually } from './support/eventually.ts';
import { mailsTo } from './support/inbox.ts';
import { draftAt } from './support/past.ts';
import { pictureFailures } from './support/story.ts';
import { say, texts } from './support/texts.ts';

const { applicant: words } = texts;

let city: City;
beforeAll(async () => {
  city = await openCity();
});
afterAll(() => city?.close());
pictureFailures(() => city);

/** A run on a morning, by an injected clock. */
const morning = (day: string) => {
  const {
    BUCKET_NAME = '',
    SENDER_ADDRESS = '',
    MAIL_CONFIGURATION_SET = '',
    STAGE = '',
    SITE_URL = '',
  } = city.platform.env;
  return expireDrafts({
    ports: { ...city.ports, now: () => new Date(`${day}T07:30:00.000Z`) },
    bucket: createBucket(BUCKET_NAME),
    mailer: createMailer({ sender: SENDER_ADDRESS, configurationSet: MAIL_CONFIGURATION_SET, stage: STAGE }),
    siteUrl: SITE_URL,
    draftDays: usualDraftDays,
    remainingMs: () => 300_000,
  });
};

test('whoever left a draft for eleven months is warned by mail and on two pages, and keeps it by either of them', async () => {
  const today = dayOf(new Date().toISOString());
  const expiresOn = addDays(today, 30);
  const saved = `${addDays(expiresOn, -usualDraftDays)}T09:00:00.000Z`;
  const [first, second] = [await draftAt(city, 0, saved), await draftAt(city, 0, saved)];
  const { member } = first;
  expect((await morning(today)).failed).toBe(0);
  const day = longDay(expiresOn, 'fr');
  const warnings = () => mailsTo(city, member.email, /de vos brouillons seront supprimés/);
  await eventually(() => warnings().length).toBe(1);
  const [mail] = warnings();
  expect(mail?.subject).toBe(`2 de vos brouillons seront supprimés, à partir du ${day}`);
  const link = (id: string) => `/applicant/applications/${id}/project`;
  const addresses = mail?.body.text?.match(/https?:\S+\/project/g) ?? [];
  const linked = addresses.map((address) => new URL(address).pathname);
  expect(linked.toSorted()).toEqual([link(first.applicationId), link(second.applicationId)].toSorted());

  const visit = await city.visit();
  const { page } = visit;
  await visit.open(link(first.applicationId));
  await visit.signIn(member);
  await page.getByText(say(words.form.expires, { date: day })).waitFor();
  await visit.look('draft-expires-form');
  const keep = () => page.getByRole('button', { name: words.dashboard.keep });
  await keep().click();
  await page.getByText(words.dashboard.kept).first().waitFor();
  await eventually(() => page.getByText(say(words.form.expires, { date: day })).count()).toBe(0);

  await visit.open('/applicant');
  await page.getByText(say(words.dashboard.expires, { date: day })).waitFor();
  await eventually(() => keep().count()).toBe(1);
  await visit.look('draft-expires-list');
  await keep().click();
  await page.getByText(words.dashboard.kept).first().waitFor();
  await eventually(() => keep().count()).toBe(0);
  for (const { applicationId } of [first, second]) {
    const params = { applicationId };
    expect((await call(city, member.id, 'getApplication', { params })).expiresOn).toBe(addDays(today, usualDraftDays));
  }
  expect(visit.complaints).toEqual([]);
});
