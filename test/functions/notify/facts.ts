import type { Facts, LetterFacts, TemplateFacts } from '../../../functions/notify/templates/facts.ts';
import { callLille } from '../../../schemas/examples/call-lille.ts';
import {
  exampleClosing,
  exampleComplements,
  exampleCorrection,
  exampleDeferral,
  exampleIneligible,
  exampleRefusal,
  exampleReopening,
  exampleSilence,
  exampleSupport,
  exampleWithdrawal,
} from '../../../schemas/examples/jury.ts';
import { exampleApplication } from '../../../schemas/examples/projects.ts';
import type { Language } from '../../../schemas/fields.ts';

/** Facts for every template, of one invented application, in a language. */
export const factsIn = (language: Language): TemplateFacts => {
  const { content } = exampleApplication(7, '2026-09-22');
  const step = (id: string) => callLille.steps.find((candidate) => candidate.id === id)?.label[language] ?? '';
  const known: Facts = {
    language,
    siteUrl: 'https://projets.ville.example',
    recipientName: content.commitments.contactName,
    callTitle: callLille.title[language],
    service: callLille.service,
    application: { id: 'app_0000000000000000000000000a', number: 'ESS-2026-4F7K2', title: content.project.title },
    organisationName: content.organisation.name,
  };
  const juror = { ...known, recipientName: 'Jeanne Jury' };
  const { address, postalCode, city } = content.organisation;
  const common: LetterFacts = {
    ...known,
    writtenOn: '2026-12-01',
    address: [address, `${postalCode} ${city}`],
    signatory: { name: 'Alix Exemple', capacity: callLille.signatory?.capacity[language] ?? '' },
  };
  const remedies = callLille.remedies[language];
  const documents = callLille.documents
    .slice(0, 3)
    .map((document) => ({ label: document.label[language], filename: `${document.id}.pdf` }));
  const grant = {
    remedies,
    amountAskedCents: 1_950_000,
    inKind: [{ kind: 'premises' as const, description: 'Un atelier de 40 m² à Fives, pour un an.' }],
    conditions: 'Le plan de financement est confirmé avant le premier versement.',
    agreementAboveCents: callLille.agreementAboveCents,
  };
  const feedback = [{ label: 'Innovation', text: 'Une activité utile, proche de ce qui existe déjà.' }];
  const decided = { decidedOn: '2026-11-27', reference: '26/412' };
  return {
    acknowledgement: {
      ...common,
      remedies,
      // Already the 23rd in Paris.
      submittedAt: '2026-09-22T22:30:00.000Z',
      silenceRejectsOn: '2026-11-23',
      silenceMonths: 2,
      amountAskedCents: content.budget.amountAskedCents,
      documents,
    },
    'complements-requested': {
      ...common,
      requestedAt: '2026-10-01T08:00:00.000Z',
      dueOn: '2026-10-16',
      message: exampleComplements,
    },
    'complements-received': {
      ...common,
      remedies,
      receivedAt: '2026-10-09T15:00:00.000Z',
      silenceRejectsOn: '2026-12-01',
      documents,
    },
    ineligible: { ...common, remedies, foundAt: '2026-10-12T09:00:00.000Z', reasons: exampleIneligible },
    'step-opened': { ...juror, stepLabel: step('evaluation'), dueAt: '2026-11-03T23:30:00.000Z' },
    'juror-assigned': { ...juror, stepLabel: step('committee-opinion'), dueAt: '2026-11-18T12:00:00.000Z' },
    reminded: { ...juror, stepLabel: step('evaluation'), dueAt: '2026-11-03T23:30:00.000Z' },
    supported: { ...common, ...decided, ...grant, amountCents: 1_250_000, reasons: exampleSupport },
    refused: { ...common, ...decided, remedies, reasons: exampleRefusal, feedback },
    'decision-corrected': {
      ...common,
      ...decided,
      ...grant,
      outcome: 'supported',
      amountCents: 990_000,
      formerDecidedOn: '2026-11-20',
      why: exampleCorrection,
    },
    'decision-withdrawn': {
      ...common,
      remedies,
      withdrawnAt: '2026-12-04T10:00:00.000Z',
      formerDecidedOn: '2026-11-27',
      reasons: exampleWithdrawal,
    },
    deferred: { ...common, ...decided, reasons: exampleDeferral, silenceRejectsOn: '2026-12-01' },
    withdrawn: { ...common, withdrawnAt: '2026-10-20T10:00:00.000Z' },
    closed: {
      ...common,
      remedies,
      closedAt: '2026-11-02T09:00:00.000Z',
      requestedAt: '2026-10-01T08:00:00.000Z',
      dueOn: '2026-10-16',
      message: exampleComplements,
      reasons: exampleClosing,
    },
    'silence-recorded': {
      ...common,
      remedies,
      submittedAt: '2026-09-22T22:30:00.000Z',
      refusedBySilenceOn: '2026-11-23',
      recordedAt: '2026-12-01T09:00:00.000Z',
      reasons: exampleSilence,
    },
    reopened: {
      ...common,
      ended: 'closed',
      endedAt: '2026-11-02T09:00:00.000Z',
      reopenedAt: '2026-11-09T09:00:00.000Z',
      silenceRejectsOn: '2026-12-16',
      reasons: exampleReopening,
    },
  };
};
