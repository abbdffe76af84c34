import { exampleRecusal, exampleRelief } from '../../../schemas/examples/jury.ts';
import { anEvaluation, anId } from '../../factories/application.ts';
import { asRead, declare, evaluate } from '../../support/files.ts';
import { at, juror, jurors, open, score, staff } from './acts.ts';
import type { Part, Town } from './town.ts';

/** Jurors and their files: opened, evaluated and corrected, closed by the service or by staff, recused, relieved, late. */

/** An evaluation at the one criterion of the districts' call. */
const mark = async (town: Town, name: string, jurorId: string, stepId: string, points: number): Promise<void> => {
  const [criterion = ''] = Object.keys(anEvaluation().marks);
  const marks = { [criterion]: { points, comment: 'Vu sur place.', forApplicant: 'Une action à préciser.' } };
  await town.ask('submitEvaluation', jurorId, {
    params: { ...at(town, name), stepId },
    body: { kind: 'score', marks, final: true },
  });
};

export const jury: Part = {
  '2026-09-18': async (town) => {
    await score(town, 'workshop', jurors(town, 1, 2, 3));
    await score(town, 'canteen', jurors(town, 1, 3), 4);

    await open(town, 'bicycles', jurors(town, 1, 3, 4));
    for (const jurorId of jurors(town, 1, 3)) await evaluate(town, town.files.of('bicycles'), jurorId, 3, false);

    // Two of three are in: staff do not wait for the third.
    await open(town, 'garden', [...jurors(town, 2, 3), town.members.of('ines')]);
    for (const jurorId of [juror(town, 2), town.members.of('ines')])
      await evaluate(town, town.files.of('garden'), jurorId, 1);
    await town.ask('closeStep', staff.id, {
      params: at(town, 'garden'),
      body: await asRead(town, town.files.of('garden'), { stepId: 'evaluation' }),
    });
  },

  // One corrects what was submitted before the last one is in.
  '2026-09-21': async (town) => {
    await evaluate(town, town.files.of('bicycles'), juror(town, 1), 5);
    await evaluate(town, town.files.of('bicycles'), juror(town, 4), 3);
    await town.wake(town.files.of('bicycles'));
    await score(town, 'radio', jurors(town, 1, 2), 2);
    await score(town, 'orchestra', jurors(town, 2, 3), 5);
    await score(town, 'lodge', jurors(town, 1, 4), 6);
  },

  // The districts' call: the second look opens by itself, unless the first says no.
  '2026-09-24': async (town) => {
    for (const [name, points] of [
      ['square', 4],
      ['arcade', 1],
    ] as const) {
      await open(town, name, jurors(town, 1, 2));
      for (const jurorId of jurors(town, 1, 2)) {
        await declare(town, town.files.of(name), jurorId);
        await mark(town, name, jurorId, 'first-look', points);
      }
      await town.wake(town.files.of(name));
    }
    for (const jurorId of jurors(town, 1, 2)) await mark(town, 'square', jurorId, 'second-look', 5);
    await open(town, 'lane', jurors(town, 3, 5));
    for (const jurorId of jurors(town, 3, 5)) await declare(town, town.files.of('lane'), jurorId);
    await mark(town, 'lane', juror(town, 3), 'first-look', 3);
  },

  '2026-10-19': async (town) => {
    // Shared out at once: each juror hears of both in one mail.
    const act = anId('act', 1);
    await open(town, 'market', jurors(town, 1, 2, 6), act);
    await open(town, 'library', jurors(town, 1, 2), act);
    await town.ask('endAct', staff.id, { params: { actId: act }, body: { events: 2 } });
    for (const jurorId of jurors(town, 1, 2)) await evaluate(town, town.files.of('library'), jurorId, 1);
    await town.wake(town.files.of('library'));
    for (const name of ['caravan', 'tabled', 'heard', 'counted'])
      await score(town, name, jurors(town, 1, 2), town.files.ids.size);
  },

  '2026-10-20': async (town) => {
    for (const jurorId of jurors(town, 3, 4))
      await town.ask('assignJuror', staff.id, { params: at(town, 'market'), body: { jurorId } });
  },

  '2026-10-21': async (town) => {
    await evaluate(town, town.files.of('market'), juror(town, 1), 0, false);
    await town.ask('recuse', juror(town, 4), {
      params: at(town, 'market'),
      body: { ...exampleRecusal, confirm: true },
    });
    // Another takes the place of one who is relieved, and one is relieved and comes back.
    const relieve = (jurorId: string, by?: string) =>
      town.ask('relieveJuror', staff.id, {
        params: { ...at(town, 'market'), jurorId },
        body: { reason: exampleRelief, ...(by && { by }) },
      });
    await relieve(juror(town, 2), juror(town, 5));
    await relieve(juror(town, 3));
    // Assigned by mistake, and relieved before anybody was told: no mail leaves.
    const mistaken = town.members.of('ines');
    await town.ask('assignJuror', staff.id, { params: at(town, 'market'), body: { jurorId: mistaken } });
    await relieve(mistaken);
    await town.ask('assignJuror', staff.id, { params: at(town, 'market'), body: { jurorId: juror(town, 3) } });
  },

  '2026-11-02': async (town) => {
    await declare(town, town.files.of('market'), juror(town, 3));
    for (const [revision, comment] of ['À relire', 'À relire, budget compris'].entries())
      await town.ask('saveEvaluation', juror(town, 3), {
        params: { ...at(town, 'market'), stepId: 'evaluation' },
        body: { content: { comment }, revision },
      });
    // A correction that was begun, over an evaluation that is in.
    await town.ask('saveEvaluation', juror(town, 1), {
      params: { ...at(town, 'market'), stepId: 'evaluation' },
      body: { content: { ...anEvaluation(0, 0), comment: 'Après réflexion' }, revision: 0 },
    });
  },

  // A Tuesday: who is reminded on Mondays alone was not yet.
  '2026-11-24': async (town) => {
    await town.ask('remindJurors', staff.id, { params: at(town, 'market'), body: { stepId: 'evaluation' } });
  },

  // One of those who are reminded does not answer the post: the mail is under way when the life ends.
  '2026-11-27': async (town) => {
    // In, and correctable still when the life ends.
    await evaluate(town, town.files.of('market'), juror(town, 3), 2, false);
    await town.ask('remindJurors', staff.id, { params: at(town, 'market'), body: { stepId: 'evaluation' } });
    // One who comes back by an act that gathers what it causes: nobody knows whether the one mail left.
    const act = anId('act', 2);
    await town.ask('assignJuror', staff.id, { act, params: at(town, 'market'), body: { jurorId: juror(town, 2) } });
    await town.ask('endAct', staff.id, { params: { actId: act }, body: { events: 1 } });
  },
};
