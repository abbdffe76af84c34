import { expect, test } from 'vitest';
import { dayOf } from '../../../functions/domain/calendar.ts';
import { longDayOf } from '../../../schemas/texts/format.ts';
import { openCity, people } from '../../support/city.ts';
import { scoredFile } from '../../support/files.ts';
import { textOfPdf } from '../../support/pdf.ts';
import { openSession, planSession, schedule } from '../../support/sessions.ts';

const { staff } = people;
const saidIn = ({ base64 }: { base64: string }) => textOfPdf(Buffer.from(base64, 'base64')).flat();

test('minutes are named after their session and its day, say who approved them and when, and are to be signed', async () => {
  const city = await openCity();
  const sessionId = await planSession(city);
  await schedule(city, sessionId, await scoredFile(city));
  await openSession(city, sessionId);
  const day = dayOf(city.ports.now().toISOString());
  await city.ask('closeSession', staff.id, { params: { sessionId }, body: {} });
  const params = { sessionId };
  const draft = await city.ask('getMinutesPdf', staff.id, { params });
  expect(draft.filename).toBe(`PV-comite-de-selection-${day}-projet.pdf`);
  expect(saidIn(draft)).toContain('Projet de procès-verbal, non approuvé');
  expect(saidIn(draft)).not.toContain('Approbation');
  const english = await city.ask('getMinutesPdf', staff.id, { params, query: { language: 'en' } });
  expect(english.filename).toBe(`minutes-comite-de-selection-${day}-draft.pdf`);

  city.ports.clock.advance({ days: 3 });
  const { content, revision } = await city.ask('getMinutes', staff.id, { params });
  await city.ask('approveMinutes', staff.id, { params, body: { content, revision } });
  const approvedOn = longDayOf(city.ports.now().toISOString(), 'fr');
  const approved = await city.ask('getMinutesPdf', staff.id, { params });
  expect(approved.filename).toBe(`PV-comite-de-selection-${day}.pdf`);
  const said = saidIn(approved);
  expect(said).toContain('Approbation');
  expect(said).toContain(`Procès-verbal approuvé le ${approvedOn} par ${staff.name}.`);
  for (const who of ['Présidence du jury\u00a0:', 'Secrétariat de séance\u00a0:']) expect(said).toContain(who);
  expect(await city.ask('getJuryMinutesPdf', city.jurors[0] ?? '', { params })).toEqual(approved);
});

test('a long title is cut for the name of the file between two characters', async () => {
  const city = await openCity();
  const startsAt = new Date(city.ports.now().getTime() + 7 * 86_400_000).toISOString();
  const title = `${'a'.repeat(59)}\u{10330}\u{10331}`;
  const plan = { callId: city.callId, title, place: 'Hôtel de ville', startsAt, memberIds: city.jurors.slice(0, 3) };
  const { id: sessionId } = await city.ask('planSession', staff.id, { body: plan });
  await schedule(city, sessionId, await scoredFile(city));
  await openSession(city, sessionId);
  await city.ask('closeSession', staff.id, { params: { sessionId }, body: {} });
  const { filename } = await city.ask('getMinutesPdf', staff.id, { params: { sessionId } });
  expect(filename).toMatch(new RegExp(`^PV-${'a'.repeat(59)}-\\d{4}-\\d\\d-\\d\\d-projet\\.pdf$`));
});
