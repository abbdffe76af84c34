import { describe, expect, test } from 'vitest';
import { applicationContent } from '../../schemas/application.ts';
import { total } from '../../schemas/budget.ts';
import { callContent, callId, type ScoreStep, stepOf } from '../../schemas/call.ts';
import { ballots, scoreContentFor } from '../../schemas/evaluation.ts';
import { callLille, exampleCallId } from '../../schemas/examples/call-lille.ts';
import { callLilleNext } from '../../schemas/examples/call-lille-next.ts';
import { exampleBallot, exampleProposal, exampleScore } from '../../schemas/examples/jury.ts';
import { organisations } from '../../schemas/examples/organisations.ts';
import { examplePdf } from '../../schemas/examples/pdf.ts';
import { applicants, jurors, persons, staff } from '../../schemas/examples/people.ts';
import { exampleApplication, exampleCount } from '../../schemas/examples/projects.ts';
import { isSiret } from '../../schemas/fields.ts';
import { organisation, person } from '../../schemas/organisation.ts';
import { territoryIds } from '../../schemas/territory.ts';

const all = Array.from({ length: exampleCount }, (_, index) => exampleApplication(index, '2026-03-18'));

test('the call follows its own schema and says that its figures are examples', () => {
  expect(callContent.safeParse(callLille).error).toBeUndefined();
  expect(callId.safeParse(exampleCallId).success).toBe(true);
  expect(callLille.example).toBe(true);
  expect(callLille.steps.map((step) => step.kind)).toEqual(['check', 'check', 'score', 'deliberate', 'decide']);
});

test('its second version follows the schema too, and differs from the first', () => {
  expect(callContent.safeParse(callLilleNext).error).toBeUndefined();
  expect(callLilleNext).not.toEqual(callLille);
  // What the demonstration hands in under either version is complete.
  const required = (call: typeof callLille) =>
    call.documents.filter((document) => document.required).map(({ id }) => id);
  expect(required(callLilleNext)).toEqual(required(callLille));
});

describe('people and organisations', () => {
  test('every organisation has a member of its own, a number that passes its check, and an invented address', () => {
    for (const { id, content, memberId } of organisations) {
      expect(organisation.safeParse({ ...content, id, version: 1 }).error).toBeUndefined();
      expect(isSiret(content.siret)).toBe(true);
      expect(content.siret).toMatch(/^00000/);
      expect(content.email).toMatch(/\.example$/);
      expect(applicants.some((applicant) => applicant.id === memberId)).toBe(true);
    }
    for (const key of ['siret', 'name', 'email'] as const)
      expect(new Set(organisations.map(({ content }) => content[key])).size).toBe(24);
    expect(new Set(organisations.map(({ memberId }) => memberId)).size).toBe(24);
  });

  test('persons have ids and addresses of their own', () => {
    for (const { id, name, email } of persons)
      expect(
        person.safeParse({ id, name, email, roles: [], language: 'fr', organisationIds: [] }).error,
      ).toBeUndefined();
    expect(new Set(persons.map(({ id }) => id)).size).toBe(persons.length);
    expect(new Set(persons.map(({ email }) => email)).size).toBe(persons.length);
    expect([applicants.length, jurors.length, staff.length]).toEqual([25, 6, 6]);
  });

  test('the last applicant has no organisation yet', () => {
    const last = applicants.at(-1);
    expect(last?.featured).toBe(true);
    expect(organisations.some(({ memberId }) => memberId === last?.id)).toBe(false);
  });
});

describe('the sixty applications', () => {
  test.each(all.map(({ content }) => [content.project.title, content]))('%s could be submitted', (_, content) => {
    expect(applicationContent.safeParse(content).error).toBeUndefined();
    expect(callLille.sectors.map((sector) => sector.id)).toContain(content.project.sector);
    expect(callLille.supportKinds.map((kind) => kind.id)).toContain(content.project.supportKind);
    expect(content.budget.amountAskedCents).toBeLessThan(total(content.budget.charges));
  });

  test('reach every territory, sector and kind of support', () => {
    expect(all.length).toBe(60);
    expect(new Set(all.map(({ content }) => content.project.title)).size).toBe(60);
    expect(new Set(all.flatMap(({ content }) => content.project.territories))).toEqual(new Set(territoryIds));
    expect(new Set(all.map(({ content }) => content.project.sector)).size).toBe(callLille.sectors.length);
    expect(new Set(all.map(({ content }) => content.project.supportKind)).size).toBe(callLille.supportKinds.length);
  });

  test('begin after the day of submission, in any month', () => {
    const { project } = exampleApplication(0, '2025-11-30').content;
    expect([project.startsOn, project.endsOn]).toEqual(['2026-03-01', '2026-08-31']);
  });

  test('there is no application beyond the last', () => {
    expect(() => exampleApplication(60, '2026-03-18')).toThrow(RangeError);
  });
});

describe('what the jury writes', () => {
  const step = stepOf(callLille, 'evaluation') as ScoreStep;
  test('scores, votes and amounts follow the rules of their steps', () => {
    for (let index = 0; index < exampleCount; index++)
      for (let juror = 0; juror < 6; juror++) {
        expect(scoreContentFor(step).safeParse(exampleScore(index, juror)).error).toBeUndefined();
        const asked = all[index]?.content.budget.amountAskedCents ?? 0;
        expect(ballots).toContain(exampleBallot(index, juror));
        expect(exampleProposal(index, asked) ?? 0).toBeLessThanOrEqual(asked);
      }
  });
});

test('the PDF is whole: its table of offsets points at its objects', () => {
  const bytes = examplePdf('Statuts (modèle) de l’été');
  const file = new TextDecoder('latin1').decode(bytes);
  expect(file.startsWith('%PDF-1.4\n')).toBe(true);
  expect(file.endsWith('%%EOF\n')).toBe(true);
  const table = Number(/startxref\n(\d+)/.exec(file)?.[1]);
  expect(file.slice(table, table + 4)).toBe('xref');
  const offsets = [...file.matchAll(/^(\d{10}) 00000 n $/gm)].map((match) => Number(match[1]));
  expect(offsets.map((offset) => file.slice(offset, offset + 7))).toEqual(
    [1, 2, 3, 4, 5].map((number) => `${number} 0 obj`),
  );
  expect(file).toContain("(Statuts \\(mod\\350le\\) de l'\\351t\\351)");
});
