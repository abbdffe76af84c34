import { auditAggregate } from '../../functions/audit/audit.ts';
import { notifyApplication } from '../../functions/notify/notify.ts';
import { sendAct } from '../../functions/send/send.ts';
import { savePerson } from '../../functions/store/people.ts';
import { exampleRecusal } from '../../schemas/examples/jury.ts';
import { quarterOf } from '../../schemas/monitoring.ts';
import { anId } from '../factories/application.ts';
import { aStaffMember } from '../factories/people.ts';
import { auditDays, type City, people } from '../support/city.ts';
import { asRead, fileIn, submitFile } from '../support/files.ts';
import { post, refusing } from '../support/mails.ts';
import { type Act, counted, sendDue } from './life.ts';

/** Once each what the office does beside the files: roles, stepping back, mails that reached nobody, and the audit. */
export const officeActs = async (city: City, act: Act): Promise<void> => {
  await roles(city, act);
  await steppingBack(city, act);
  await oneActOnManyFiles(city, act);
  await unsentMails(city, act);
  await audit(city, act);
};

const { staff } = people;
/** Sends what earlier acts left, uncounted. */
const sendOthers = (city: City) => sendDue(city, (_name, run) => run());
const at = (applicationId: string) => ({ params: { applicationId } });

/** A member who is invited gets a role more, and loses it. */
const roles = async (city: City, act: Act): Promise<void> => {
  const { ask } = counted(city, act);
  const { id: personId } = await city.ask('inviteMember', staff.id, {
    body: { roles: ['reader'], name: 'Rita Exemple', email: 'rita@ville.example', language: 'fr' },
  });
  await ask('giveRole', staff.id, { params: { personId }, body: { role: 'finance' } });
  await ask('takeRole', staff.id, { params: { personId, role: 'finance' }, body: { confirm: true } });
  await ask('getMember', staff.id, { params: { personId } });
};

/** An agent says what they are bound to, is warned of a file, and steps back from it: nobody else may handle it. */
const steppingBack = async (city: City, act: Act): Promise<void> => {
  const { ask } = counted(city, act);
  const applicationId = await fileIn(city, 'evaluating');
  const { organisation } = await city.ask('getStaffFile', staff.id, at(applicationId));
  const organisations = [{ name: organisation.name, interest: 'member' }];
  await ask('saveStaffDeclaration', staff.id, { body: { revision: 0, none: false, organisations } });
  await ask('getStaffDeclaration', staff.id);
  await ask('getStaffConflicts', staff.id, at(applicationId));
  await ask('stepBack', staff.id, { ...at(applicationId), body: { ...exampleRecusal, confirm: true } });
  await ask('listUnhandled', staff.id);
};

/** Two files are shared out at once: each juror hears of both in one mail. */
const oneActOnManyFiles = async (city: City, act: Act): Promise<void> => {
  const { ask } = counted(city, act);
  const actId = anId('act', 1);
  const files = [await fileIn(city, 'ready', 1), await fileIn(city, 'ready', 2)];
  for (const applicationId of files) {
    const body = await asRead(city, applicationId, { jurorIds: city.jurors.slice(0, 3) });
    await city.ask('openStep', staff.id, { ...at(applicationId), body, act: actId });
    await notifyApplication(city.ports, applicationId);
  }
  await ask('endAct', staff.id, { params: { actId }, body: { events: files.length } });
  const sending = { ports: city.ports, mailer: post().mailer, siteUrl: 'https://site.example' };
  await act('send (one act on two files, to three jurors)', () => sendAct(sending, actId));
};

/** An address that SES refuses: staff find its mails in a list, post one and have another sent again. */
const unsentMails = async (city: City, act: Act): Promise<void> => {
  const { ask } = counted(city, act);
  await sendOthers(city);
  for (const index of [0, 1]) {
    const applicationId = await submitFile(city, index);
    await notifyApplication(city.ports, applicationId);
    await sendDue(city, act, 'send (SES refuses it)', refusing);
  }
  const { items } = await ask('listUnsentMails', staff.id, {});
  const on = city.ports.now().toISOString().slice(0, 10);
  const ways = [
    ['settleMail (posted)', { outcome: 'posted', on }],
    ['settleMail (sent again)', { outcome: 'again' }],
  ] as const;
  for (const [place, [name, settle]] of ways.entries()) {
    const unsent = items[place];
    if (!unsent) throw new Error(`${items.length} mails reached nobody`);
    const { act: of, about, seq, recipient } = unsent;
    const body = { act: of, aggregate: { type: about.type, id: about.id }, seq, recipient, settle };
    await act(name, () => city.ask('settleMail', staff.id, { body }));
  }
  await sendDue(city, act, 'send (again)');
};

/** What everybody did, a page of it and as a file; asked by somebody who has stepped back from nothing. */
const audit = async (city: City, act: Act): Promise<void> => {
  const { ask } = counted(city, act);
  const auditor = aStaffMember(1);
  await savePerson(city.ports, auditor, undefined);
  const applicationId = await fileIn(city, 'deciding');
  await act('audit (a whole file)', () =>
    auditAggregate(city.ports, { type: 'application', id: applicationId }, auditDays),
  );
  const { number = '' } = await city.ask('getStaffFile', staff.id, at(applicationId));
  await ask('listAudit', auditor.id);
  await act('listAudit (of a file)', () => city.ask('listAudit', auditor.id, { query: { number } }));
  await ask('exportAudit', auditor.id, { body: {} });
  const quarter = quarterOf(city.ports.now().toISOString().slice(0, 10));
  await ask('exportMonitoring', staff.id, { query: { callId: city.callId, from: quarter, to: quarter }, body: {} });
};
