import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { submit } from '../../functions/domain/application/submit.ts';
import { commitApplication, loadFile } from '../../functions/store/applications.ts';
import { noteFindings } from '../../functions/store/attachment-findings.ts';
import { attachmentOf, loadAttachment } from '../../functions/store/attachments.ts';
import { loadCallVersion } from '../../functions/store/calls.ts';
import { frozenAttachments, frozenIds } from '../../functions/store/frozen.ts';
import { digestOf } from '../../functions/store/hash.ts';
import { attachmentKey, type Key, revisionKey } from '../../functions/store/keys.ts';
import { exportTable } from '../../infra/ops/table.ts';
import { verifyExport } from '../../infra/ops/verify.ts';
import type { AttachmentState } from '../../schemas/attachment.ts';
import { aContent } from '../factories/application.ts';
import { anOrganisation } from '../factories/people.ts';
import { tableOf } from '../infra/ops/table-of.ts';
import { interleave } from '../support/actors.ts';
import { runs } from '../support/chance.ts';
import { type City, openCity, people } from '../support/city.ts';
import { asRead, attach, checkFile, declare, draftFile, fileIn, key } from '../support/files.ts';

const { applicant, staff } = people;

/** Promises an optional document. */
const promise = async (city: City, applicationId: string, own?: City['ports']): Promise<string> => {
  const sent = {
    params: { applicationId },
    body: {
      documentId: 'accounts',
      filename: 'comptes.pdf',
      contentType: 'application/pdf',
      sizeBytes: 1000,
      sha256: `${'A'.repeat(43)}=`,
    },
  };
  const { status, body } = await city.send('addAttachment', applicant.id, sent, own);
  return status === 200 ? body.attachment.id : `${status} ${body.code}`;
};
/** Sends a hand-over: what came of it, with each fault beside its document. */
const send = async (
  city: City,
  act: 'submitApplication' | 'provideComplements',
  applicationId: string,
  own?: City['ports'],
): Promise<string> => {
  const sent = { params: { applicationId }, body: { idempotencyKey: key() } };
  const { status, body } = await city.send(act, applicant.id, sent, own);
  if (status === 200) return 'handed over';
  const faults: { path: string[]; message: string }[] = body.fields ?? [];
  return `${body.code}: ${faults.map(({ path, message }) => `${path.join('.')}: ${message}`)}`;
};
/** Submits a draft, or answers a request. */
const hand = async (city: City, applicationId: string): Promise<string> => {
  const { state } = await city.ask('getApplication', applicant.id, { params: { applicationId } });
  return send(city, state === 'draft' ? 'submitApplication' : 'provideComplements', applicationId);
};
const seenByStaff = async (city: City, applicationId: string) =>
  (await city.ask('getStaffFile', staff.id, { params: { applicationId } })).attachments.map(({ id, state }) => [
    id,
    state,
  ]);
const statusFor = async (
  city: City,
  act: 'getStaffAttachment' | 'releaseAttachment',
  params: Record<string, string>,
) => {
  const { status, body } = await city.send(act, staff.id, { params, ...(act === 'releaseAttachment' && { body: {} }) });
  return body.code ?? status;
};

const waiting = 'Attendez la fin de l’envoi de cette pièce, envoyez-la à nouveau ou retirez-la';
const refused = 'Remplacez ou retirez cette pièce\u00a0: le fichier envoyé n’a pas été accepté';

describe('a document that is attached', () => {
  test.each<[string, 'draft' | 'complements', Parameters<typeof noteFindings>[3][], string]>([
    ['that is still on its way', 'draft', [], `invalid: attachments.accounts: ${waiting}`],
    ['that is still on its way', 'complements', [], `invalid: attachments.accounts: ${waiting}`],
    ['that was not accepted', 'draft', [{ verified: 'wrong-type' }], `invalid: attachments.accounts: ${refused}`],
    [
      'that is harmful',
      'complements',
      [{ verified: 'right' }, { scan: 'malware' }],
      `invalid: attachments.accounts: ${refused}`,
    ],
    ['that arrived', 'draft', [{ verified: 'right' }], 'handed over'],
    ['that cannot be scanned', 'draft', [{ verified: 'right' }, { scan: 'unscannable' }], 'handed over'],
  ])('%s is never left out of a %s without a word, wanted or not', async (_what, state, findings, answer) => {
    const city = await openCity();
    const applicationId = await fileIn(city, state);
    const id = await promise(city, applicationId);
    for (const found of findings) await noteFindings(city.ports, applicationId, id, found);
    expect(await hand(city, applicationId)).toBe(answer);
    const frozen = async () => (await loadFile(city.ports, applicationId))?.revisions.flatMap(frozenIds).includes(id);
    if (answer === 'handed over') return expect(await frozen()).toBe(true);
    await city.ask('removeAttachment', applicant.id, { params: { applicationId, attachmentId: id } });
    expect(await hand(city, applicationId)).toBe('handed over');
    expect(await frozen()).toBe(false);
  });

  test('beside a usable one for the same document is not left out either', async () => {
    const city = await openCity();
    const applicationId = await draftFile(city);
    await attach(city, applicationId, 'accounts');
    await promise(city, applicationId);
    expect(await hand(city, applicationId)).toBe(`invalid: attachments.accounts: ${waiting}`);
  });

  test('for a document that the call names no more is named all the same, and can be removed', async () => {
    const city = await openCity();
    const applicationId = await draftFile(city);
    const attachmentId = await promise(city, applicationId);
    const content = { ...city.content, documents: city.content.documents.filter(({ id }) => id !== 'accounts') };
    await city.ask('publishCall', staff.id, { params: { callId: city.callId }, body: { content, basedOn: 1 } });
    expect(await hand(city, applicationId)).toBe(`invalid: attachments.accounts: ${waiting}`);
    await city.ask('removeAttachment', applicant.id, { params: { applicationId, attachmentId } });
    expect(await hand(city, applicationId)).toBe('handed over');
  });

  test('while the file is handed over is part of it, or the one or the other is refused, in any order of their calls', async () => {
    const city = await openCity();
    const met = new Set<string>();
    await fc.assert(
      fc.asyncProperty(fc.array(fc.nat(1), { maxLength: 16 }), async (turns) => {
        const applicationId = await draftFile(city);
        const [handed, promised] = await interleave<string, City['ports']>(city.ports, turns, [
          (own) => send(city, 'submitApplication', applicationId, own),
          async (own) => {
            const id = await promise(city, applicationId, own);
            if (id.startsWith('att_')) await noteFindings(own, applicationId, id, { verified: 'right' });
            return id;
          },
        ]);
        if (handed?.status !== 'fulfilled' || promised?.status !== 'fulfilled') throw new Error('An actor failed');
        const file = await loadFile(city.ports, applicationId);
        const attached = promised.value.startsWith('att_');
        const frozen = file?.revisions.flatMap(frozenIds).includes(promised.value) ?? false;
        const outcome = [handed.value, attached ? 'attached' : promised.value, frozen ? 'frozen' : 'not frozen'];
        met.add(outcome.join(', '));
        expect(file?.attachments.some((item) => item.id === promised.value)).toBe(attached);
      }),
      {
        numRuns: runs(20),
        examples: Array.from({ length: 9 }, (_, before) => [[...Array(before).fill(1), ...Array(12).fill(0)]]),
      },
    );
    expect([...met].toSorted()).toEqual([
      'handed over, 409 state-passed, not frozen',
      'handed over, attached, frozen',
      `invalid: attachments.accounts: ${waiting}, attached, not frozen`,
    ]);
  });
});

describe('what staff and the jury read is what was handed over', () => {
  test('a document that the scanner still looks at is there, and opens once it is clean', async () => {
    const city = await openCity();
    const applicationId = await draftFile(city);
    const id = await promise(city, applicationId);
    await noteFindings(city.ports, applicationId, id, { verified: 'right' });
    expect(await hand(city, applicationId)).toBe('handed over');
    for (const verdict of ['passed', 'passed'] as const) await checkFile(city, applicationId, verdict);
    const [juror = ''] = city.jurors;
    await city.ask('openStep', staff.id, {
      params: { applicationId },
      body: await asRead(city, applicationId, { jurorIds: city.jurors.slice(0, 3) }),
    });
    await declare(city, applicationId, juror);

    const params = { applicationId, attachmentId: id };
    const seen = async () => {
      const ofStaff = Object.fromEntries(await seenByStaff(city, applicationId));
      const { attachments } = await city.ask('getJurorFile', juror, { params: { applicationId } });
      const opened = await Promise.all([
        city.send('getStaffAttachment', staff.id, { params }),
        city.send('getJurorAttachment', juror, { params }),
      ]);
      return [ofStaff[id], attachments.find((item) => item.id === id)?.state, ...opened.map(({ status }) => status)];
    };
    const states: [Parameters<typeof noteFindings>[3], AttachmentState, number][] = [
      [{ verified: 'right' }, 'received', 409],
      [{ scan: 'unscannable' }, 'unscannable', 409],
      [{ scan: 'clean' }, 'clean', 200],
      [{ scan: 'malware' }, 'rejected', 409],
    ];
    for (const [found, state, status] of states) {
      await noteFindings(city.ports, applicationId, id, found);
      expect(await seen()).toEqual([state, state, status, status]);
    }
  });

  test('what is attached to an answer shows to the applicant alone until the answer is sent', async () => {
    const city = await openCity();
    const applicationId = await fileIn(city, 'complements');
    const before = await seenByStaff(city, applicationId);
    const id = await promise(city, applicationId);
    await noteFindings(city.ports, applicationId, id, { verified: 'right' });
    await noteFindings(city.ports, applicationId, id, { scan: 'unscannable' });
    const params = { applicationId, attachmentId: id };
    const own = async () => {
      const { attachments } = await city.ask('getApplication', applicant.id, { params: { applicationId } });
      return attachments.map(({ submitted }) => submitted);
    };
    expect(await own()).toEqual([true, true, false]);
    expect(await seenByStaff(city, applicationId)).toEqual(before);
    for (const act of ['getStaffAttachment', 'releaseAttachment'] as const)
      expect(await statusFor(city, act, params)).toBe('not-found');
    expect(await hand(city, applicationId)).toBe('handed over');
    expect(await own()).toEqual([true, true, true]);
    expect(await seenByStaff(city, applicationId)).toEqual([...before, [id, 'unscannable']]);
    expect(await statusFor(city, 'releaseAttachment', params)).toBe(200);
    expect(await statusFor(city, 'getStaffAttachment', params)).toBe(200);
  });

  test('a document found harmful after it was handed over stays in sight, does not count, and keeps nothing back', async () => {
    const city = await openCity();
    const applicationId = await fileIn(city, 'complements');
    const [statutes] = (await loadFile(city.ports, applicationId))?.attachments ?? [];
    const id = statutes?.id ?? '';
    await noteFindings(city.ports, applicationId, id, { scan: 'malware' });
    expect(await hand(city, applicationId)).toBe(`invalid: attachments.${statutes?.documentId}: ${refused}`);
    await attach(city, applicationId, statutes?.documentId ?? '');
    expect(await hand(city, applicationId)).toBe('handed over');
    const file = await loadFile(city.ports, applicationId);
    expect(file?.revisions.map((revision) => frozenIds(revision).includes(id))).toEqual([true, false]);
    expect((await seenByStaff(city, applicationId)).map(([, state]) => state)).toEqual(['rejected', 'clean', 'clean']);
  });
});

describe('the digest of what was handed over', () => {
  const inFolder = async <T>(run: (path: string) => Promise<T>): Promise<T> => {
    const folder = await mkdtemp(join(tmpdir(), 'frozen-'));
    try {
      return await run(join(folder, 'items.jsonl'));
    } finally {
      await rm(folder, { recursive: true });
    }
  };
  const faultsOf = (city: City, change?: { key: Key; from: string | RegExp; to: string }) =>
    inFolder(async (path) => {
      await exportTable(tableOf(city.ports), path);
      const lines = (await readFile(path, 'utf8')).split('\n');
      const changed = lines.map((line) =>
        change && line.includes(`"${change.key.pk}"`) && line.includes(`"${change.key.sk}"`)
          ? line.replace(change.from, change.to)
          : line,
      );
      expect(changed.filter((line, index) => line !== lines[index]).length).toBe(change ? 1 : 0);
      await writeFile(path, changed.join('\n'));
      return (await verifyExport([path])).faults.map(({ seq, what }) => [seq, what]);
    });

  test('covers which documents they are, what they stand for and what their bytes are', async () => {
    const city = await openCity();
    const applicationId = await fileIn(city, 'checking');
    const file = await loadFile(city.ports, applicationId);
    const [revision] = file?.revisions ?? [];
    const { content, documents = [], salt = '' } = revision ?? {};
    expect(file?.events[1]?.data).toMatchObject({ digest: digestOf({ content, documents }, salt) });
    expect(documents).toEqual(file?.attachments.map(({ id, sha256, documentId }) => ({ id, sha256, documentId })));
    const [document] = documents;
    const other = attachmentKey(applicationId, document?.id ?? '');
    expect(await faultsOf(city)).toEqual([]);
    const found = [[2, 'content changed']];
    const frozen = revisionKey(applicationId, 1);
    expect(await faultsOf(city, { key: frozen, from: /"sha256":\{"S":"A/, to: '"sha256":{"S":"B' })).toEqual(found);
    expect(await faultsOf(city, { key: frozen, from: '"documentId":{"S":"s', to: '"documentId":{"S":"t' })).toEqual(
      found,
    );
    expect(
      await faultsOf(city, { key: frozen, from: /"documents":\{"L":\[\{.*?\}\},/, to: '"documents":{"L":[' }),
    ).toEqual(found);
    expect(await faultsOf(city, { key: frozen, from: '"documents"', to: '"former"' })).toEqual(found);
    // The document's own item is held to it as well.
    expect(await faultsOf(city, { key: other, from: /"sha256":\{"S":"A/, to: '"sha256":{"S":"B' })).toEqual(found);
    expect(await faultsOf(city, { key: other, from: '"documentId":{"S":"s', to: '"documentId":{"S":"t' })).toEqual(
      found,
    );
  });

  test('of an older submission, which covered ids alone, still holds, and what it froze is read as before', async () => {
    const city = await openCity();
    const applicationId = await draftFile(city);
    const file = await loadFile(city.ports, applicationId);
    if (!file) throw new Error('No draft');
    const { ports } = city;
    const at = ports.now().toISOString();
    const content = { ...aContent(), organisation: anOrganisation(0).content };
    const attachmentIds = file.attachments.map(({ id }) => id);
    const salt = ports.salt();
    const { title, sector, supportKind } = content.project;
    await commitApplication(ports, {
      before: file.head,
      decided: submit({
        application: file.head,
        call: await loadCallVersion(ports, city.callId, 1),
        content,
        number: 'ESS-2026-00001',
        digest: digestOf({ content, attachmentIds }, salt),
        at,
      }),
      title: { title, sector, supportKind, organisationName: content.organisation.name },
      actor: { role: 'applicant', personId: applicant.id },
      at,
      written: [
        {
          item: {
            ...revisionKey(applicationId, 1),
            revision: 1,
            at,
            content,
            attachmentIds,
            salt,
            idempotencyKey: key(),
          },
        },
      ],
    });
    const seen = attachmentIds.map((id) => [id, 'clean']);
    expect(await seenByStaff(city, applicationId)).toEqual(seen);
    expect(await faultsOf(city)).toEqual([]);
    expect(
      await faultsOf(city, { key: revisionKey(applicationId, 1), from: attachmentIds[0] ?? '', to: 'att_other' }),
    ).toEqual([[2, 'content changed']]);
    const params = { applicationId, attachmentId: attachmentIds[0] ?? '' };
    await checkFile(city, applicationId, 'complements');
    expect((await city.send('removeAttachment', applicant.id, { params })).body.code).toBe('attachment-submitted');
    expect(await hand(city, applicationId)).toBe('handed over');
    expect(await seenByStaff(city, applicationId)).toEqual(seen);
    const after = await loadFile(city.ports, applicationId);
    expect(after && frozenAttachments(after).map((item) => attachmentOf(item).state)).toEqual(['clean', 'clean']);
    expect(await faultsOf(city)).toEqual([]);
    expect((await loadAttachment(ports, applicationId, params.attachmentId))?.frozen).toBe(true);
  });
});
