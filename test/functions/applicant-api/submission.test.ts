import { UpdateCommand } from '@aws-sdk/lib-dynamodb';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { loadFile } from '../../../functions/store/applications.ts';
import { noteFindings } from '../../../functions/store/attachment-findings.ts';
import { loadCall, loadCallVersion } from '../../../functions/store/calls.ts';
import { digestOf } from '../../../functions/store/hash.ts';
import { numberKey, organisationKey } from '../../../functions/store/keys.ts';
import { get } from '../../../functions/store/read.ts';
import type { CallVersion } from '../../../schemas/call.ts';
import { aContent } from '../../factories/application.ts';
import { anOrganisation } from '../../factories/people.ts';
import { counting, interleave, mortal, noting } from '../../support/actors.ts';
import { expectWholeChain } from '../../support/chain.ts';
import { runs } from '../../support/chance.ts';
import { type City, openCity, people } from '../../support/city.ts';
import { attach, draftFile, key, submitFile } from '../../support/files.ts';
import { ownFile } from '../../support/whole-file.ts';

const { applicant, staff } = people;
const submit = (city: City, applicationId: string, idempotencyKey = key(), ports = city.ports) =>
  city.send('submitApplication', applicant.id, { params: { applicationId }, body: { idempotencyKey } }, ports);
const submissions = async (city: City, applicationId: string) =>
  (await loadFile(city.ports, applicationId))?.events.filter(({ type }) => type === 'application.submitted').length;
const reset = (city: City, applicationId: string, section: string, change: object, revision = 1) =>
  city.ask('saveSection', applicant.id, {
    params: { applicationId, section },
    body: { content: { ...(aContent() as Record<string, object>)[section], ...change } as never, revision },
  });
const fieldsOf = ({ body }: { body: { fields: { path: (string | number)[]; message: string }[] } }) =>
  Object.fromEntries(body.fields.map(({ path, message }) => [path.join('.'), message]));

describe('a submission', () => {
  test('freezes what was written and gives a number, a first step and a day', async () => {
    const city = await openCity();
    const applicationId = await draftFile(city);
    city.ports.clock.set('2026-03-18T23:30:00.000Z');
    const { status, body } = await submit(city, applicationId);
    expect(status).toBe(200);
    expect(body.number).toMatch(/^ESS-2026-[0-9A-HJKMNP-TV-Z]{5}$/);
    const { state, stepId, submittedAt, silenceRejectsOn, callVersion, sections, availableActions } = body;
    expect({ state, stepId, submittedAt, silenceRejectsOn, callVersion, sections, availableActions }).toEqual({
      state: 'checking',
      stepId: 'completeness',
      submittedAt: '2026-03-18T23:30:00.000Z',
      silenceRejectsOn: '2026-05-19',
      callVersion: 1,
      sections: {},
      availableActions: ['withdraw'],
    });
    expect(body.content).toEqual({ ...aContent(), organisation: anOrganisation(0).content });
    expect((await ownFile(city, applicationId)).timeline[1]).toEqual({
      seq: 2,
      type: 'application.submitted',
      at: submittedAt,
      by: 'applicant',
      values: { number: body.number, amountAskedCents: body.content.budget.amountAskedCents, silenceRejectsOn },
    });
    expect(await city.ask('getApplication', applicant.id, { params: { applicationId } })).toEqual(body);
    expect(await city.ask('findByNumber', staff.id, { params: { number: body.number.toLowerCase() } })).toEqual({
      applicationId,
    });
    await expectWholeChain(city.ports, applicationId);
    const file = await loadFile(city.ports, applicationId);
    const revision = file?.revisions[0];
    const { content, documents, salt = '' } = revision ?? {};
    expect(file?.events[1]?.data).toMatchObject({ digest: digestOf({ content, documents }, salt) });
    expect(documents?.map(({ id }) => id)).toEqual(file?.attachments.map(({ id }) => id));
  });

  test('of an organisation that was kept under a former rule names the field that is to be mended', async () => {
    const city = await openCity();
    const applicationId = await draftFile(city);
    await city.ports.db.send(
      new UpdateCommand({
        TableName: city.ports.tableName,
        Key: organisationKey(anOrganisation(0).id),
        UpdateExpression: 'SET phone = :phone',
        ExpressionAttributeValues: { ':phone': '0---------' },
      }),
    );
    const refused = await submit(city, applicationId);
    expect([refused.status, Object.keys(fieldsOf(refused))]).toEqual([422, ['organisation.phone']]);
    expect(await submissions(city, applicationId)).toBe(0);
  });

  test('sent twice with one key is one submission with one number and the same answer', async () => {
    const city = await openCity();
    const applicationId = await draftFile(city);
    const once = key();
    const first = await submit(city, applicationId, once);
    const second = await submit(city, applicationId, once);
    expect([first.status, second.status, second.body]).toEqual([200, 200, first.body]);
    // The second made nothing.
    expect([first.headers['act-events'], second.headers['act-events']]).toEqual(['1', undefined]);
    expect(await submissions(city, applicationId)).toBe(1);
  });

  test('sent from two tabs is one submission: the second learns where the file stands', async () => {
    const city = await openCity();
    const applicationId = await draftFile(city);
    const first = await submit(city, applicationId);
    const second = await submit(city, applicationId);
    expect([first.status, second.status, second.body.code, second.body.state, second.body.availableActions]).toEqual([
      200,
      409,
      'state-passed',
      'checking',
      ['withdraw'],
    ]);
    expect(await submissions(city, applicationId)).toBe(1);
  });

  test('sent five times at once by a double click, with one key, is one submission', async () => {
    const city = await openCity();
    const applicationId = await draftFile(city);
    const once = key();
    const answers = await Promise.all(Array.from({ length: 5 }, () => submit(city, applicationId, once)));
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200, 200]);
    expect(new Set(answers.map(({ body }) => body.number)).size).toBe(1);
    expect(await submissions(city, applicationId)).toBe(1);
  });

  test('sent at once from five tabs, each with its key, is one submission', async () => {
    const city = await openCity();
    const applicationId = await draftFile(city);
    const answers = await Promise.all(Array.from({ length: 5 }, () => submit(city, applicationId)));
    expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 409, 409, 409, 409]);
    expect(await submissions(city, applicationId)).toBe(1);
  });

  test('cut off between any two calls and sent again happens once', async () => {
    const city = await openCity();
    const probe = counting(city.ports);
    await city.send(
      'submitApplication',
      applicant.id,
      { params: { applicationId: await draftFile(city) }, body: { idempotencyKey: key() } },
      probe.ports,
    );
    expect(probe.calls()).toBe(7);
    for (let calls = 0; calls < probe.calls(); calls++) {
      const applicationId = await draftFile(city);
      const sent = { params: { applicationId }, body: { idempotencyKey: key() } };
      const cut = await city.send('submitApplication', applicant.id, sent, mortal(city.ports, calls));
      expect([cut.status, cut.body.code]).toEqual([500, 'unexpected']);
      const again = await city.send('submitApplication', applicant.id, sent);
      expect([again.status, await submissions(city, applicationId)]).toEqual([200, 1]);
      expect(await get(city.ports, numberKey(again.body.number))).toMatchObject({ applicationId });
      await expectWholeChain(city.ports, applicationId);
    }
  });

  test('draws another number when the first is taken', async () => {
    const city = await openCity();
    const numbers = new Set<string>();
    // Chance that repeats itself: each file would draw the number of the one before first.
    for (let count = 0; count < 3; count++) {
      const applicationId = await draftFile(city);
      let draws = 0;
      const repeating = { ...city.ports, random: () => (draws++ < 5 ? 0 : city.ports.random()) };
      const { status, body } = await city.send(
        'submitApplication',
        applicant.id,
        { params: { applicationId }, body: { idempotencyKey: key() } },
        repeating,
      );
      expect(status).toBe(200);
      numbers.add(body.number);
    }
    expect([...numbers][0]).toBe('ESS-2026-00000');
    expect(numbers.size).toBe(3);
  });

  test('is pinned to the version of the call at that moment', async () => {
    const city = await openCity();
    const before = await submitFile(city);
    const applicationId = await draftFile(city);
    const content = { ...city.content, steps: city.content.steps.slice(1), silenceMonths: 4 };
    await city.ask('publishCall', staff.id, { params: { callId: city.callId }, body: { content, basedOn: 1 } });
    const { body } = await submit(city, applicationId);
    expect([body.callVersion, body.stepId, body.silenceRejectsOn]).toEqual([2, 'eligibility', '2026-07-18']);
    const old = await city.ask('getApplication', applicant.id, { params: { applicationId: before } });
    expect([old.callVersion, old.stepId, old.call.silenceMonths]).toEqual([1, 'completeness', 2]);
  });
});

describe('what is missing or wrong', () => {
  test('in an empty draft is named, field by field and document by document', async () => {
    const city = await openCity();
    const { id } = await city.ask('startApplication', applicant.id, {
      body: { callId: city.callId, organisationId: anOrganisation(0).id, idempotencyKey: key() },
    });
    const answer = await submit(city, id);
    expect(answer.status).toBe(422);
    expect(fieldsOf(answer as never)).toMatchInlineSnapshot(`
      {
        "attachments.bank-details": "Joignez cette pièce obligatoire",
        "attachments.statutes": "Joignez cette pièce obligatoire",
        "budget.amountAskedCents": "Indiquez le montant demandé à la Ville",
        "budget.charges": "Indiquez au moins une charge du projet",
        "budget.inKindCharges": "Indiquez l’emploi des contributions volontaires, ou laissez ces lignes vides",
        "budget.inKindProducts": "Indiquez les contributions volontaires, ou laissez ces lignes vides",
        "budget.products": "Indiquez les produits du projet",
        "commitments.accuracy": "Cochez cette case pour certifier l’exactitude des informations",
        "commitments.authority": "Cochez cette case pour certifier que vous pouvez engager la structure",
        "commitments.contactEmail": "Indiquez l’adresse électronique pour ce dossier",
        "commitments.contactName": "Indiquez le prénom et le nom de la personne chargée du dossier",
        "commitments.contactPhone": "Indiquez le numéro de téléphone pour ce dossier",
        "commitments.republicanCommitment": "Cochez cette case pour souscrire au contrat d’engagement républicain",
        "project.beneficiaries": "Indiquez le nombre de bénéficiaires",
        "project.endsOn": "Indiquez la date de fin du projet",
        "project.sector": "Choisissez le secteur d’activité du projet",
        "project.socialNeed": "Décrivez le besoin social auquel le projet répond",
        "project.startsOn": "Indiquez la date de début du projet",
        "project.summary": "Présentez votre projet",
        "project.supportKind": "Choisissez l’accompagnement demandé",
        "project.territories": "Choisissez au moins un quartier ou une commune associée",
        "project.title": "Indiquez le titre du projet",
      }
    `);
  });

  test('is worded in the language of the reader', async () => {
    const city = await openCity();
    const applicationId = await draftFile(city);
    await reset(city, applicationId, 'project', { title: '  ', endsOn: '2026-01-01', sector: 'mining' });
    await reset(city, applicationId, 'budget', { products: { sales: 1 } });
    const ask = (language: 'fr' | 'en') =>
      city.send('submitApplication', applicant.id, {
        params: { applicationId },
        body: { idempotencyKey: key() },
        language,
      });
    expect(fieldsOf((await ask('fr')) as never)).toMatchInlineSnapshot(`
      {
        "budget.products": "Équilibrez le budget : il manque 22 999,99 € de produits pour couvrir les charges, montant demandé compris",
        "project.endsOn": "Indiquez une date de fin qui ne précède pas la date de début",
        "project.title": "Indiquez le titre du projet",
      }
    `);
    expect(fieldsOf((await ask('en')) as never)).toMatchInlineSnapshot(`
      {
        "budget.products": "Balance the budget: income, amount requested included, is €22,999.99 too low to cover the expenses",
        "project.endsOn": "Enter an end date that is not before the start date",
        "project.title": "Enter the title of the project",
      }
    `);
  });

  test('leaves the draft as it was, and mended it is submitted', async () => {
    const city = await openCity();
    const applicationId = await draftFile(city);
    await reset(city, applicationId, 'budget', { amountAskedCents: 1 });
    expect((await submit(city, applicationId)).status).toBe(422);
    const { state, sections } = await city.ask('getApplication', applicant.id, { params: { applicationId } });
    expect([state, sections.budget?.content.amountAskedCents]).toEqual(['draft', 1]);
    await reset(city, applicationId, 'budget', {}, 2);
    expect((await submit(city, applicationId)).status).toBe(200);
  });

  test('a choice that the call does not have is refused', async () => {
    const city = await openCity();
    const applicationId = await draftFile(city);
    await reset(city, applicationId, 'project', { sector: 'mining', supportKind: 'loan' });
    expect(Object.keys(fieldsOf((await submit(city, applicationId)) as never))).toEqual([
      'project.sector',
      'project.supportKind',
    ]);
  });

  test.each([
    ['promised only', {}, 'Attendez la fin de l’envoi de cette pièce, envoyez-la à nouveau ou retirez-la'],
    [
      'rejected',
      { verified: 'wrong-type' as const },
      'Remplacez ou retirez cette pièce\u00a0: le fichier envoyé n’a pas été accepté',
    ],
    ['received', { verified: 'right' as const }, undefined],
  ])('a required document that is %s', async (_state, findings, message) => {
    const city = await openCity({
      call: {
        documents: [{ id: 'statutes', label: { fr: 'S', en: 'S' }, hint: { fr: 'S', en: 'S' }, required: true }],
      },
    });
    const applicationId = await draftFile(city);
    const { attachments } = await city.ask('getApplication', applicant.id, { params: { applicationId } });
    for (const { id } of attachments)
      await city.ask('removeAttachment', applicant.id, { params: { applicationId, attachmentId: id } });
    const { attachment } = await city.ask('addAttachment', applicant.id, {
      params: { applicationId },
      body: {
        documentId: 'statutes',
        filename: 'statuts.pdf',
        contentType: 'application/pdf',
        sizeBytes: 5,
        sha256: `${'A'.repeat(43)}=`,
      },
    });
    if ('verified' in findings) await noteFindings(city.ports, applicationId, attachment.id, findings);
    const answer = await submit(city, applicationId);
    if (message) expect(fieldsOf(answer as never)).toEqual({ 'attachments.statutes': message });
    else expect(answer.status).toBe(200);
  });

  test('what is saved before the submission is written is in it, in any order of their calls', async () => {
    const city = await openCity();
    const title = 'Corrigé au dernier moment';
    await fc.assert(
      fc.asyncProperty(fc.array(fc.nat(1), { maxLength: 12 }), async (turns) => {
        const applicationId = await draftFile(city);
        const writes: string[] = [];
        const results = await interleave(city.ports, turns, [
          (own) =>
            city.send(
              'submitApplication',
              applicant.id,
              { params: { applicationId }, body: { idempotencyKey: key() } },
              noting(own, 'submitted', writes),
            ),
          (own) =>
            city.send(
              'saveSection',
              applicant.id,
              {
                params: { applicationId, section: 'project' },
                body: { content: { ...aContent().project, title }, revision: 1 },
              },
              noting(own, 'saved', writes),
            ),
        ]);
        const statuses = results.map((result) => (result.status === 'fulfilled' ? result.value.status : result.reason));
        const file = await loadFile(city.ports, applicationId);
        const frozen = file?.revisions[0]?.content?.project.title;
        expect(statuses[0]).toBe(200);
        expect(frozen).toBe(writes[0] === 'saved' ? title : aContent().project.title);
        // Whoever typed it is told whether it went in; what came too late for that is kept for the next time.
        expect(statuses[1]).toBe(writes[0] === 'saved' ? 200 : 409);
        expect(file?.sections.project?.revision).toBe(writes.includes('saved') ? 2 : 1);
      }),
      { numRuns: runs(12) },
    );
  });
});

test('a document that was submitted stays', async () => {
  const city = await openCity();
  const applicationId = await submitFile(city);
  const { attachments } = await city.ask('getApplication', applicant.id, { params: { applicationId } });
  const params = { applicationId, attachmentId: attachments[0]?.id as string };
  const { status, body } = await city.send('removeAttachment', applicant.id, { params });
  expect([status, body.code]).toEqual([409, 'state-passed']);
  const late = await city.send('addAttachment', applicant.id, {
    params: { applicationId },
    body: {
      documentId: 'accounts',
      filename: 'comptes.pdf',
      contentType: 'application/pdf',
      sizeBytes: 5,
      sha256: `${'A'.repeat(43)}=`,
    },
  });
  expect([late.status, late.body.code]).toEqual([409, 'state-passed']);
});

test('a document removed while the file is submitted is part of it or gone, in any order of their calls', async () => {
  const city = await openCity();
  await fc.assert(
    fc.asyncProperty(fc.array(fc.nat(1), { maxLength: 12 }), async (turns) => {
      const applicationId = await draftFile(city);
      const attachmentId = await attach(city, applicationId, 'accounts');
      const params = { applicationId };
      const results = await interleave(city.ports, turns, [
        (own) => city.send('submitApplication', applicant.id, { params, body: { idempotencyKey: key() } }, own),
        (own) => city.send('removeAttachment', applicant.id, { params: { ...params, attachmentId } }, own),
      ]);
      const [submitted, removed] = results.map((result) => (result.status === 'fulfilled' ? result.value.status : 0));
      const file = await loadFile(city.ports, applicationId);
      const frozen = file?.revisions[0]?.attachmentIds.includes(attachmentId);
      const listed = file?.attachments.some(({ id }) => id === attachmentId);
      const stored = city.bucket.objects.has(`attachments/${applicationId}/${attachmentId}`);
      expect([submitted, removed, frozen, listed, stored]).toEqual(
        removed === 200 ? [200, 200, false, false, false] : [200, 409, true, true, true],
      );
    }),
    { numRuns: runs(12) },
  );
});

test('a version published while a file is submitted: the file is of the one or of the other as a whole', async () => {
  const city = await openCity();
  const { callId } = city;
  const met = new Set<number>();
  await fc.assert(
    fc.asyncProperty(fc.array(fc.nat(1), { maxLength: 12 }), async (turns) => {
      const applicationId = await draftFile(city);
      const { version: basedOn, ...current } = (await loadCall(city.ports, callId)) as CallVersion;
      // The next version begins with the other check, and answers within another number of months.
      const steps = [...city.content.steps.slice(basedOn % 2)];
      const { silenceMonths } = current;
      const content = { ...city.content, steps, silenceMonths: silenceMonths === 2 ? 3 : 2 };
      const results = await interleave(city.ports, turns, [
        (own) => submit(city, applicationId, key(), own),
        (own) => city.send('publishCall', staff.id, { params: { callId }, body: { content, basedOn } }, own),
      ]);
      expect(results.map((result) => result.status === 'fulfilled' && result.value.status)).toEqual([200, 200]);
      const head = (await loadFile(city.ports, applicationId))?.head;
      const pinned = await loadCallVersion(city.ports, callId, head?.callVersion ?? 0);
      met.add((head?.callVersion ?? 0) - basedOn);
      const months = pinned.silenceMonths - 2;
      expect([head?.stepId, head?.silenceRejectsOn]).toEqual([
        pinned.steps[0]?.id,
        months === 0 ? '2026-05-18' : '2026-06-18',
      ]);
    }),
    { numRuns: runs(12), examples: [[[0, 0, 0, 0, 0, 0, 0, 0]], [[1, 1, 1, 1, 1, 1, 1, 1]]] },
  );
  expect([...met].toSorted()).toEqual([0, 1]);
});
