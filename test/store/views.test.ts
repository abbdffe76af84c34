import { beforeAll, describe, expect, test } from 'vitest';
import { closeCompleteStep } from '../../functions/close-step/close-step.ts';
import type { OperationId } from '../../schemas/contract.ts';
import type { City } from '../support/city.ts';
import { people } from '../support/city.ts';
import { JURORS, largeFile } from '../support/large-file.ts';
import { readUnits } from '../support/read-units.ts';

const { applicant, staff } = people;

/** Read units that a view's first answer may cost, however large its file is. */
const MOST = 20;

describe('of a file with sixty jurors and all that they wrote,', { timeout: 300_000 }, () => {
  let city: City;
  let applicationId: string;
  let stepId: string;
  const unitsOf = async (id: OperationId, who: string, more: { stepId?: string; query?: object } = {}) => {
    const { query, ...params } = more;
    const sent = { params: { applicationId, ...params }, ...(query && { query: query as Record<string, string> }) };
    // A version of the call is read once by a function, and kept.
    await city.ask(id, who, sent);
    return readUnits(city.ports, () => city.ask(id, who, sent));
  };

  beforeAll(async () => {
    ({ city, applicationId, stepId } = await largeFile());
  }, 300_000);

  test('probe', async () => {
    const [first = '', last = ''] = [city.jurors[0], city.jurors.at(-1)];
    for (const [id, who, more] of [
      ['getStaffFile', staff.id],
      ['getJurorFile', first],
      ['getJurorFile', last],
      ['getApplication', applicant.id],
      ['getStaffJury', staff.id],
      ['listEvaluations', staff.id, { query: { stepId } }],
      ['getJuryWords', staff.id],
      ['listStaffLetters', staff.id],
      ['getStaffMail', staff.id],
      ['getStaffTimeline', staff.id],
      ['listRevisions', staff.id],
      ['getOwnEvaluation', first, { stepId }],
      ['listPeerEvaluations', first, { stepId }],
      ['getJurorTimeline', first],
      ['listLetters', applicant.id],
      ['getTimeline', applicant.id],
    ] as [OperationId, string, object?][])
      console.log(id, who, await unitsOf(id, who, more));
    console.log(
      'wait',
      await readUnits(city.ports, () => closeCompleteStep(city.ports, { type: 'application', id: applicationId })),
    );
  });
});
