import type { Decision } from '../../../schemas/decision.ts';
import {
  exampleConditions,
  exampleCorrection,
  exampleDeferral,
  exampleInKind,
  exampleRefusal,
  exampleSupport,
  exampleWithdrawal,
} from '../../../schemas/examples/jury.ts';
import { announceFile, asRead, decideFile, versionOf } from '../../support/files.ts';
import { at, staff, today } from './acts.ts';
import type { Part, Town } from './town.ts';

/** Decisions: at once or kept back, in time or late, corrected, withdrawn, taken again, and the agreement at the end. */

const support = (town: Town, amountCents: number, more: Partial<Decision> = {}): Decision =>
  ({ outcome: 'supported', decidedOn: today(town), amountCents, reasons: exampleSupport, ...more }) as Decision;
const refusal = (town: Town, more: Partial<Decision> = {}): Decision =>
  ({ outcome: 'refused', decidedOn: today(town), reasons: exampleRefusal, ...more }) as Decision;
const deferral = (town: Town, more: Partial<Decision> = {}): Decision =>
  ({ outcome: 'deferred', decidedOn: today(town), reasons: exampleDeferral, ...more }) as Decision;

const decide = (town: Town, name: string, decision: Decision) => decideFile(town, town.files.of(name), decision);
const announce = (town: Town, name: string) => announceFile(town, town.files.of(name));
const correct = async (town: Town, name: string, decision: Decision) =>
  town.ask('correctDecision', staff.id, {
    params: at(town, name),
    body: { decision, why: exampleCorrection, version: await versionOf(town, town.files.of(name)) },
  });
const withdraw = async (town: Town, name: string) =>
  town.ask('withdrawDecision', staff.id, {
    params: at(town, name),
    body: { reasons: exampleWithdrawal, heard: true, version: await versionOf(town, town.files.of(name)) },
  });
const resume = async (town: Town, name: string) =>
  town.ask('resumeApplication', staff.id, {
    params: at(town, name),
    body: await asRead(town, town.files.of(name), {}),
  });

export const decisions: Part = {
  '2026-09-30': async (town) => {
    await decide(town, 'workshop', support(town, 400_000, { announceOn: '2026-10-05', reference: 'EXEMPLE-2026-1' }));
  },
  '2026-10-01': async (town) => {
    const feedback = [{ stepId: 'evaluation', criterionId: 'social-need', text: 'Le besoin reste à montrer.' }];
    await decide(town, 'bicycles', refusal(town, { feedback }));
    await decide(town, 'garden', support(town, 600_000, { inKind: exampleInKind, conditions: exampleConditions }));
  },
  // The morning has announced the first one. Put right, its amount moves to another quarter.
  '2026-10-12': async (town) => {
    await correct(town, 'workshop', support(town, 350_000, { decidedOn: '2026-10-08' }));
  },
  '2026-10-14': async (town) => {
    await withdraw(town, 'garden');
  },
  '2026-10-20': async (town) => {
    await town.ask('recordAgreement', staff.id, {
      params: at(town, 'workshop'),
      body: await asRead(town, town.files.of('workshop'), { signedOn: '2026-10-16', reference: 'CONV-EXEMPLE-1' }),
    });
    await decide(town, 'canteen', deferral(town, { announceOn: '2026-10-30' }));
    await decide(town, 'radio', support(town, 300_000, { announceOn: '2026-11-15' }));
    await decide(town, 'orchestra', support(town, 250_000, { announceOn: '2027-01-05' }));
    await decide(town, 'lodge', deferral(town));
  },
  '2026-10-21': async (town) => {
    await decide(town, 'garden', refusal(town));
    await announce(town, 'canteen');
  },
  '2026-10-26': async (town) => {
    await resume(town, 'canteen');
    await decide(town, 'canteen', refusal(town, { announceOn: '2026-12-01' }));
  },
  // Nobody outside ever learns of these two: one is put right twice before its day, the other withdrawn before its own.
  '2026-11-02': async (town) => {
    await correct(town, 'radio', support(town, 320_000, { announceOn: '2026-11-20' }));
    await withdraw(town, 'canteen');
  },
  // The clock of silence has run out by now: each is late, and still taken.
  '2026-11-09': async (town) => {
    await correct(town, 'radio', refusal(town));
    await decide(town, 'canteen', refusal(town));
    await withdraw(town, 'canteen');
    await decide(town, 'canteen', deferral(town));
    await resume(town, 'canteen');
    await decide(town, 'canteen', support(town, 500_000));
  },
};
