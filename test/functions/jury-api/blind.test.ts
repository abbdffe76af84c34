import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Mail } from '../../../functions/services/mail.ts';
import type { CallContent } from '../../../schemas/call.ts';
import { callLille } from '../../../schemas/examples/call-lille.ts';
import { aContent } from '../../factories/application.ts';
import { aScoreStep } from '../../factories/call.ts';
import { anOrganisation } from '../../factories/people.ts';
import { type City, openCity, people } from '../../support/city.ts';
import { asRead, attach, checkFile, declare, draftFile, evaluate, fileIn, key } from '../../support/files.ts';
import { tellApplication } from '../../support/mails.ts';
import { jurorFile } from '../../support/whole-file.ts';

const blind = (applicant: boolean, peers: boolean): Partial<CallContent> => ({
  steps: callLille.steps.map((step) => (step.kind === 'score' ? aScoreStep({ blind: { applicant, peers } }) : step)),
});

/** Every word by which the applicant of these tests is known. */
const organisation = anOrganisation(0).content;
const { commitments } = aContent();
const identity = [
  organisation.name,
  organisation.siret,
  organisation.rna,
  organisation.address,
  organisation.representativeName,
  organisation.email,
  organisation.phone,
  commitments.contactName,
  commitments.contactEmail,
  commitments.contactPhone,
].filter((name): name is string => Boolean(name));

/** Where an answer names the applicant: the path of each text that does. */
const leaks = (value: unknown, path = ''): string[] => {
  if (typeof value === 'string') {
    const said = value.toLowerCase();
    return identity.some((name) => said.includes(name.toLowerCase())) ? [`${path}: ${value}`] : [];
  }
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, inner]) => leaks(inner, `${path}.${name}`));
};

/** A file before its jury whose every free text, and every document's name, says who applies. */
const namedFile = async (city: City, say: (text: string) => string = (text) => text): Promise<string> => {
  const applicationId = await draftFile(city);
  const { project } = aContent();
  const all = identity.join(' ; ');
  const named = (text: string, most: number) => say(`${organisation.name} ${text.slice(0, 60)} ${all}`.slice(0, most));
  const content = {
    ...project,
    // Its accents may be characters of their own.
    title: named(project.title, 100),
    summary: named(project.summary, 3000),
    socialNeed: named(project.socialNeed, 3000),
    partners: named('Avec la mairie de quartier.', 1000),
  };
  await city.ask('saveSection', people.applicant.id, {
    params: { applicationId, section: 'project' },
    body: { content, revision: 1 },
  });
  for (const filename of [`Statuts ${organisation.name}.pdf`, `${commitments.contactName}.pdf`])
    await attach(city, applicationId, 'accounts', filename);
  await city.ask('submitApplication', people.applicant.id, {
    params: { applicationId },
    body: { idempotencyKey: key() },
  });
  await checkFile(city, applicationId);
  await checkFile(city, applicationId);
  await city.ask('openStep', people.staff.id, {
    params: { applicationId },
    body: await asRead(city, applicationId, { jurorIds: city.jurors.slice(0, 3) }),
  });
  for (const juror of city.jurors.slice(0, 3)) await declare(city, applicationId, juror);
  return applicationId;
};

const told = async (city: City, applicationId: string) => {
  const sent: Mail[] = [];
  await tellApplication(city.ports, { send: async (mail) => `${sent.push(mail)}` }, 'https://site.test', applicationId);
  return sent.filter(({ to }) => to.endsWith('@jury.example'));
};

describe('a step that hides who applies', () => {
  test('names the applicant in no answer, list, link or mail to its jurors, and says so', async () => {
    const city = await openCity({ call: blind(true, false) });
    const applicationId = await namedFile(city);
    const [juror, , , other] = city.jurors as [string, string, string, string];
    const params = { applicationId };
    await city.ask('assignJuror', people.staff.id, { params, body: { jurorId: other } });
    const file = await jurorFile(city, params.applicationId, juror);
    expect(file.applicantHidden).toBe(true);
    expect(file.attachments.map(({ filename }) => filename).toSorted()).toEqual([
      `${file.number}-accounts-1.pdf`,
      `${file.number}-accounts-2.pdf`,
      `${file.number}-statutes.pdf`,
    ]);
    const answers: unknown[] = [
      file,
      await city.ask('listAssignments', juror),
      await evaluate(city, applicationId, juror),
    ];
    answers.push(await city.ask('listAssignments', juror, { query: { state: 'submitted' } }));
    for (const { id: attachmentId } of file.attachments)
      for (const to of ['keep', 'look'])
        answers.push(
          decodeURIComponent(
            (await city.ask('getJurorAttachment', juror, { params: { ...params, attachmentId }, query: { to } })).url,
          ),
        );
    const mails = await told(city, applicationId);
    expect(mails.length).toBe(4);
    expect(leaks([...answers, ...mails])).toEqual([]);
    // What is judged is still there, and staff know whose it is.
    expect(file.content.project.beneficiaries).toBe(aContent().project.beneficiaries);
    expect(file.content.project.summary).toContain(aContent().project.summary.slice(0, 60));
    expect(leaks(await city.ask('getStaffFile', people.staff.id, { params }))).not.toEqual([]);
  });

  test('shows the applicant, with everything as it was written, once it is over', async () => {
    const city = await openCity({ call: blind(true, false) });
    const applicationId = await namedFile(city);
    const [first] = city.jurors as [string];
    for (const juror of city.jurors.slice(0, 3)) await evaluate(city, applicationId, juror);
    await city.wake(applicationId);
    const file = await jurorFile(city, applicationId, first);
    expect([file.applicantHidden, file.content.organisationName]).toEqual([false, organisation.name]);
    expect(file.content.project.summary).toContain(organisation.siret);
    const rows = await Promise.all(
      ['assigned', 'closed'].map(
        async (state) => (await city.ask('listAssignments', first, { query: { state } })).items,
      ),
    );
    expect(rows.flat().map((row) => row.organisationName)).toEqual([organisation.name]);
  });

  test('is told from a call whose step hides nothing by the test itself', async () => {
    const city = await openCity({ call: blind(false, false) });
    const applicationId = await namedFile(city);
    const file = await jurorFile(city, applicationId, city.jurors[0] as string);
    expect(file.applicantHidden).toBe(false);
    const places = leaks([file, await told(city, applicationId)]).map((leak) => leak.split(':')[0]);
    for (const place of [
      '.0.content.organisationName',
      '.0.content.project.title',
      '.0.content.project.summary',
      '.0.content.project.socialNeed',
      '.0.content.project.partners',
      '.1.0.subject',
      '.1.0.text',
      '.1.0.html',
    ])
      expect(places).toContain(place);
    expect(places.filter((place) => place?.endsWith('.filename')).length).toBe(2);
  });

  test('however the names are written', async () => {
    const city = await openCity({ call: blind(true, false) });
    const ways: ((text: string) => string)[] = [
      (text) => text.toUpperCase(),
      (text) => text.toLowerCase(),
      (text) => text.normalize('NFD'),
      (text) => text.replaceAll(' ', '\u00a0'),
    ];
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...ways), async (way) => {
        const applicationId = await namedFile(city, way);
        const file = await jurorFile(city, applicationId, city.jurors[0] as string);
        const flat = JSON.parse(JSON.stringify(file).normalize('NFC').replaceAll('\u00a0', ' '));
        expect(leaks(flat)).toEqual([]);
      }),
      { numRuns: 8 },
    );
  });
});

describe('a step that hides peers', () => {
  test('shows what they wrote, and the result, once it is closed; and never to who wrote nothing', async () => {
    const city = await openCity({ call: blind(false, true) });
    const applicationId = await fileIn(city, 'evaluating');
    const [first, second, third] = city.jurors as [string, string, string];
    const seen = async (juror: string) => {
      const { peers, results } = await jurorFile(city, applicationId, juror);
      return [peers.length, results.length];
    };
    await evaluate(city, applicationId, first);
    await evaluate(city, applicationId, second);
    expect(await seen(first)).toEqual([0, 0]);
    expect(await seen(third)).toEqual([0, 0]);
    await city.ask('closeStep', people.staff.id, {
      params: { applicationId },
      body: await asRead(city, applicationId, { stepId: 'evaluation' }),
    });
    expect(await seen(first)).toEqual([1, 1]);
    expect(await seen(third)).toEqual([0, 0]);
  });
});
