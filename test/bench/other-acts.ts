import { anchorAggregate } from '../../functions/anchor/anchor.ts';
import { announceDue } from '../../functions/announce/announce.ts';
import { addDays } from '../../functions/domain/calendar.ts';
import { expireDrafts } from '../../functions/expire-drafts/expire.ts';
import { measureApplication } from '../../functions/measure/measure.ts';
import { notifyApplication } from '../../functions/notify/notify.ts';
import { publishDigests } from '../../functions/publish-digest/publish.ts';
import { reconcile } from '../../functions/reconcile/reconcile.ts';
import { deliveryEvent, recordDelivery } from '../../functions/record-delivery/record.ts';
import { remind } from '../../functions/remind/remind.ts';
import { noteFindings } from '../../functions/store/attachment-findings.ts';
import { sweepAttachments } from '../../functions/sweep-attachments/sweep.ts';
import { watchClocks } from '../../functions/watch-clocks/watch.ts';
import { usualDraftDays } from '../../schemas/drafts.ts';
import {
  exampleClosing,
  exampleCorrection,
  exampleRecusal,
  exampleRelief,
  exampleWithdrawal,
} from '../../schemas/examples/jury.ts';
import { mailAbout } from '../../schemas/mail.ts';
import { aContent, aDecision } from '../factories/application.ts';
import { aBounce } from '../factories/mail.ts';
import { aJuror, anOrganisation } from '../factories/people.ts';
import { type City, people } from '../support/city.ts';
import {
  asRead,
  attach,
  checkFile,
  decideFile,
  draftFile,
  evaluate,
  fileIn,
  key,
  nameContact,
  submitFile,
} from '../support/files.ts';
import { linkIn, post, tellApplication } from '../support/mails.ts';
import { type Act, counted, sendDue } from './life.ts';

/** Once each what the life of a supported application does not need: sessions, other ways and other ends. */
export const otherActs = async (city: City, act: Act): Promise<void> => {
  const { ports, callId, content } = city;
  const { applicant, staff } = people;
  const { ask } = counted(city, act);
  const [first = '', , third = '', fourth = ''] = city.jurors;
  const at = (applicationId: string) => ({ params: { applicationId } });

  await ask('listCalls', applicant.id);
  for (const [id, person] of [
    ['openApplicantSession', applicant],
    ['openStaffSession', staff],
    ['openJurySession', aJuror()],
  ] as const)
    await ask(id, person.id, {
      body: { idToken: JSON.stringify({ name: person.name, email: person.email }), language: 'en' },
    });
  const organisation = await ask('registerOrganisation', people.stranger.id, {
    body: { ...anOrganisation(2).content, idempotencyKey: key() },
  });
  await ask('updateOrganisation', people.stranger.id, {
    params: { organisationId: organisation.id },
    body: { ...anOrganisation(2).content, version: organisation.version },
  });

  const draft = await draftFile(city);
  const attachmentId = await attach(city, draft, content.documents[0]?.id ?? '');
  await ask('removeAttachment', applicant.id, { params: { applicationId: draft, attachmentId } });
  await ask('discardDraft', applicant.id, at(draft));
  await act('sweep-attachments (a discarded draft)', () => sweepAttachments(ports, city.bucket));

  await fileIn(city, 'checking');
  ports.clock.advance({ days: 50 });
  await ask('listClocks', staff.id);
  await act('watch-clocks', () => watchClocks(ports));
  await act('reconcile', () => reconcile(ports));

  await anchorAggregate(ports, { type: 'application', id: await fileIn(city, 'checking') });
  ports.clock.advance({ days: 1 });
  await act('publish-digest (the first)', () => publishDigests(ports));
  await ask('listDigests', '');

  const withdrawn = await submitFile(city);
  await tellApplication(ports, { send: async () => 'bench' }, 'https://site.example', withdrawn);
  await ask('getLetterPdf', applicant.id, { params: { applicationId: withdrawn, seq: '2' } });
  await ask('getStaffLetterPdf', staff.id, { params: { applicationId: withdrawn, seq: '2' } });
  await ask('withdrawApplication', applicant.id, { ...at(withdrawn), body: {} });
  const incomplete = await fileIn(city, 'complements');
  const late = await attach(city, incomplete, content.documents[0]?.id ?? '');
  await ask('provideComplements', applicant.id, { ...at(incomplete), body: { idempotencyKey: key() } });
  await ask('getStaffAttachment', staff.id, { params: { applicationId: incomplete, attachmentId: late } });

  const unscanned = await draftFile(city);
  const { attachment } = await city.ask('addAttachment', applicant.id, {
    ...at(unscanned),
    body: {
      documentId: content.documents[0]?.id,
      filename: 'locked.pdf',
      contentType: 'application/pdf',
      sizeBytes: 1000,
      sha256: `${'A'.repeat(43)}=`,
    },
  });
  await noteFindings(ports, unscanned, attachment.id, { verified: 'right' });
  await city.ask('submitApplication', applicant.id, { ...at(unscanned), body: { idempotencyKey: key() } });
  const params = { applicationId: unscanned, attachmentId: attachment.id };
  await ask('listWaitingDocuments', staff.id);
  await ask('rescanWaiting', staff.id, { body: {} });
  ports.clock.advance({ hours: 1 });
  await ask('rescanDocument', staff.id, { params, body: {} });
  await noteFindings(ports, unscanned, attachment.id, { scan: 'unscannable' });
  await ask('releaseAttachment', staff.id, { params, body: {} });

  const judged = await fileIn(city, 'evaluating');
  const file = await city.ask('getJurorFile', first, at(judged));
  await ask('getJurorAttachment', first, {
    params: { applicationId: judged, attachmentId: file.attachments[0]?.id ?? '' },
  });
  await ask('assignJuror', staff.id, { ...at(judged), body: { jurorId: fourth } });
  await ask('saveDeclaration', fourth, {
    body: { none: false, organisations: [{ name: 'Exemple', interest: 'member' }], revision: 0 },
  });
  await ask('getDeclaration', fourth);
  await ask('getConflictCheck', fourth, at(judged));
  await ask('declareNoConflict', fourth, { ...at(judged), body: { confirm: true } });
  await ask('listCandidates', staff.id, at(judged));
  const { id: personId } = await ask('inviteMember', staff.id, {
    body: { roles: ['juror'], name: 'Ines Exemple', email: 'ines@jury.example', language: 'fr' },
  });
  await ask('resendInvitation', staff.id, { params: { personId }, body: {} });
  await ask('withdrawInvitation', staff.id, { params: { personId }, body: {} });
  await ask('listMembers', staff.id);
  await ask('updateJuror', staff.id, {
    params: { jurorId: fourth },
    body: { territories: ['fives'], sectors: ['housing'] },
  });
  await ask('proposeHandover', staff.id, { params: { jurorId: fourth }, body: {} });
  await fileIn(city, 'ready');
  await ask('proposeAssignments', staff.id, { params: { callId }, body: {} });
  await ask('setJurorStatus', staff.id, { params: { jurorId: fourth }, body: { status: 'active' } });
  await ask('relieveJuror', staff.id, {
    params: { applicationId: judged, jurorId: fourth },
    body: { reason: exampleRelief },
  });
  await ask('recuse', third, { ...at(judged), body: { ...exampleRecusal, confirm: true } });
  const closable = await fileIn(city, 'evaluating');
  await ask('assignJuror', staff.id, { ...at(closable), body: { jurorId: fourth } });
  for (const jurorId of city.jurors.slice(0, 3)) await evaluate(city, closable, jurorId);
  const evaluated = { applicationId: closable, stepId: file.stepId ?? '' };
  await ask('getJuryReminders', first);
  await ask('saveJuryReminders', first, { body: { choice: 'daily' } });
  await ask('getStaffReminders', staff.id);
  await ask('saveStaffReminders', staff.id, { body: { choice: 'daily' } });
  await ask('getOwnEvaluation', first, { params: evaluated });
  await ask('listPeerEvaluations', first, { params: evaluated });
  await ask('getJurorTimeline', first, at(closable));
  await ask('listEvaluations', staff.id, { ...at(closable), query: { stepId: evaluated.stepId } });
  await ask('getStaffJury', staff.id, at(closable));
  await ask('getJuryWords', staff.id, at(closable));
  await ask('listRevisions', staff.id, at(closable));
  await ask('getStaffTimeline', staff.id, at(closable));
  await ask('getTimeline', applicant.id, at(closable));
  for (const id of ['listStaffLetters', 'getStaffMail'] as const) await ask(id, staff.id, at(closable));
  await ask('listLetters', applicant.id, at(closable));
  await ask('listOwnVersions', first, { params: evaluated });
  await ask('listEvaluationVersions', staff.id, { params: { ...evaluated, jurorId: first } });
  await ask('closeStep', staff.id, { ...at(closable), body: await asRead(city, closable, { stepId: file.stepId }) });

  const returned = await submitFile(city);
  const { outbox, mailer: posting } = post();
  await tellApplication(ports, posting, 'https://site.example', returned);
  const about = mailAbout.parse(outbox[0]?.about);
  const email = aContent(0, ports.now().toISOString().slice(0, 10)).commitments.contactEmail;
  await act('record-delivery (a bounce)', () =>
    recordDelivery(ports, deliveryEvent.parse(aBounce({ about, email, feedbackId: key() }))),
  );
  await act('getStaffMail (a letter came back)', () => city.ask('getStaffMail', staff.id, at(returned)));
  await ask('resumeMail', staff.id, { ...at(returned), body: { recipient: 'applicant' } });
  await act('notify (sends again)', () => notifyApplication(ports, returned));
  await sendDue(city, act, 'send (again)');

  // A contact who is somebody else is asked, asked again, and answers.
  const named = await draftFile(city);
  await nameContact(city, named, 'contact@bench.example');
  const asking = post();
  await act('submitApplication (with a contact to be asked)', () =>
    city.ask('submitApplication', applicant.id, { ...at(named), body: { idempotencyKey: key() } }),
  );
  await ask('askContact', applicant.id, { ...at(named), body: {} });
  await notifyApplication(ports, named);
  await sendDue(city, act, 'send (asks a contact)', asking.mailer);
  await ask('getContactQuestion', '', { body: { token: linkIn(asking.outbox) } });
  await ask('answerContact', '', { body: { token: linkIn(asking.outbox), answer: 'confirmed' } });
  await checkFile(city, named, 'complements');
  await notifyApplication(ports, named);
  await sendDue(city, act, 'send (a letter and its copy)', asking.mailer);
  await sendDue(city, act, 'send (a letter and its copy)', asking.mailer);

  // The morning after the evaluations of a file were due.
  const reminded = await fileIn(city, 'evaluating');
  const now = ports.now().getTime();
  ports.clock.advance({ days: 22 });
  ports.clock.set(`${ports.now().toISOString().slice(0, 10)}T07:00:00.000Z`);
  const mailer = { send: async () => 'bench' };
  const reminding = { ports, mailer, siteUrl: 'https://site.example' };
  await act('remind (a morning)', () => remind(reminding));
  await act('remind (again)', () => remind(reminding));
  // By hand, the day after.
  ports.clock.advance({ days: 1 });
  await ask('remindJurors', staff.id, { ...at(reminded), body: { stepId: file.stepId } });
  await act('notify (reminders by hand)', () => notifyApplication(ports, reminded));
  await sendDue(city, act, 'send (reminders by hand)', mailer);
  // A draft is kept, then nobody touches it for a year.
  const dormant = await draftFile(city);
  await ask('keepDraft', applicant.id, at(dormant));
  const expiring = { ...reminding, bucket: city.bucket, draftDays: usualDraftDays, remainingMs: () => 300_000 };
  for (const [days, what] of [
    [usualDraftDays - 30, 'a warning'],
    [23, 'the last warning'],
    [7, 'its end'],
  ] as const) {
    ports.clock.advance({ days });
    await act(`expire-drafts (${what})`, () => expireDrafts(expiring));
  }
  ports.clock.set(new Date(now).toISOString());

  const unanswered = await fileIn(city, 'complements');
  ports.clock.advance({ days: 30 });
  const ended = { reasons: exampleClosing };
  await ask('closeApplication', staff.id, { ...at(unanswered), body: await asRead(city, unanswered, ended) });
  await ask('reopenApplication', staff.id, { ...at(unanswered), body: await asRead(city, unanswered, ended) });
  const unheard = await fileIn(city, 'evaluating');
  ports.clock.advance({ days: 100 });
  await ask('recordSilence', staff.id, { ...at(unheard), body: await asRead(city, unheard, ended) });
  ports.clock.set(new Date(now).toISOString());

  const deferred = await fileIn(city, 'deferred');
  await ask('resumeApplication', staff.id, { ...at(deferred), body: await asRead(city, deferred, {}) });
  const decidedOn = ports.now().toISOString().slice(0, 10);
  await ask('recordDecision', staff.id, {
    ...at(deferred),
    body: await asRead(city, deferred, { decision: aDecision('refused', { decidedOn }) }),
  });

  const kept = await fileIn(city, 'deciding', 1);
  const decision = aDecision('supported', { decidedOn });
  await ask('previewLetter', staff.id, {
    ...at(kept),
    body: { operation: 'recordDecision', ...(await asRead(city, kept, { decision })) },
  });
  await decideFile(city, kept, { ...decision, announceOn: addDays(decidedOn, 300) });
  await ask('announceDecision', staff.id, { ...at(kept), body: await asRead(city, kept, {}) });
  await act('measure (a grant)', () => measureApplication(ports, kept));
  await ask('recordAgreement', staff.id, { ...at(kept), body: await asRead(city, kept, { signedOn: decidedOn }) });
  await ask('correctDecision', staff.id, {
    ...at(kept),
    body: {
      decision: aDecision('supported', { decidedOn, amountCents: 90_000 }),
      why: exampleCorrection,
      ...(await asRead(city, kept, {})),
    },
  });
  await ask('getOrganisationGrants', staff.id, {
    params: { organisationId: anOrganisation(0).id },
    query: { year: decidedOn.slice(0, 4), callId },
  });
  await ask('getCallEnvelope', staff.id, { params: { callId }, query: { year: decidedOn.slice(0, 4) } });
  await ask('withdrawDecision', staff.id, {
    ...at(kept),
    body: { reasons: exampleWithdrawal, heard: true, ...(await asRead(city, kept, {})) },
  });
  await act('measure (a grant corrected and withdrawn)', () => measureApplication(ports, kept));
  const tomorrow = new Date(ports.now().getTime() + 86_400_000).toISOString().slice(0, 10);
  await decideFile(city, kept, { ...decision, announceOn: tomorrow });
  ports.clock.advance({ days: 2 });
  await act('announce', () => announceDue(ports));

  const ofCall = { params: { callId } };
  await ask('publishCall', staff.id, { ...ofCall, body: { content, basedOn: 1 } });
  await ask('listStaffCalls', staff.id);
  await ask('getCallDraft', staff.id, ofCall);
  const draftOf = (revision: number, basedOn: number) => ({ content: { ...content }, revision, basedOn });
  await ask('saveCallDraft', staff.id, { ...ofCall, body: draftOf(0, 2) });
  await ask('discardCallDraft', staff.id, { ...ofCall, body: { revision: 1 } });
  await city.ask('saveCallDraft', staff.id, { ...ofCall, body: draftOf(2, 2) });
  await act('publishCall (its draft)', () =>
    city.ask('publishCall', staff.id, { ...ofCall, body: { revision: 3, basedOn: 2 } }),
  );
  await ask('listCallVersions', staff.id, ofCall);
  await ask('getCallVersion', staff.id, { params: { callId, version: '2' } });
  await ask('createCall', staff.id, { body: { from: callId, idempotencyKey: key() } });
};
