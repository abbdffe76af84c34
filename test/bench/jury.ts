import { TransactWriteItemsCommand as Transaction, type TransactWriteItemsCommand } from '@aws-sdk/client-dynamodb';
import { closeCompleteStep } from '../../functions/close-step/close-step.ts';
import { callLille } from '../../schemas/examples/call-lille.ts';
import { openCity, people } from '../support/city.ts';
import { asRead, checkFile, declare, evaluate, submitFile } from '../support/files.ts';
import { startEngine } from './engine.ts';
import { median, type Part } from './figures.ts';

const JURORS = 50;

/**
 * A step with fifty evaluations: what one of them costs, and how it is closed, in one commit. The commit is compared with
 * a bare TransactWriteItems of as many puts of the same size.
 */
export const jury: Part = async ({ quick, say }) => {
  const engine = await startEngine();
  try {
    const steps = callLille.steps.map((step) =>
      step.kind === 'score' ? { ...step, wanted: JURORS, quorum: JURORS } : step,
    );
    const city = await openCity({ ports: engine.ports, jurors: JURORS, call: { steps } });
    const rounds = quick ? 1 : 5;
    const closings: number[] = [];
    const bare: number[] = [];
    let commits = 0;
    let items = 0;
    let reads = 0;
    for (let round = 0; round < rounds; round++) {
      say(`${JURORS} evaluations, round ${round + 1} of ${rounds}`);
      const applicationId = await submitFile(city, round);
      await checkFile(city, applicationId);
      await checkFile(city, applicationId);
      await city.ask('openStep', people.staff.id, {
        params: { applicationId },
        body: await asRead(city, applicationId, { jurorIds: city.jurors }),
      });
      for (const jurorId of city.jurors) {
        await declare(city, applicationId, jurorId);
        await evaluate(city, applicationId, jurorId, round);
      }
      const started = performance.now();
      const { result, seen } = await engine.watch(() =>
        closeCompleteStep(city.ports, { type: 'application', id: applicationId }),
      );
      closings.push(performance.now() - started);
      if (!result) throw new Error('The step was not closed');
      const transactions = seen.filter(({ command }) => command === 'TransactWriteItems');
      commits = transactions.length;
      reads = seen.length - commits;
      const { TransactItems = [] } = JSON.parse(transactions[0]?.body ?? '{}') as TransactWriteItemsCommand['input'];
      items = TransactItems.length;
      // The same puts under keys of their own, without conditions.
      const copies = TransactItems.flatMap(({ Put }, place) =>
        Put ? [{ Put: { TableName: Put.TableName, Item: { ...Put.Item, pk: { S: `BARE#${round}#${place}` } } } }] : [],
      );
      const from = performance.now();
      await engine.client.send(new Transaction({ TransactItems: copies }));
      bare.push(performance.now() - from);
    }
    return {
      figures: [
        {
          name: `closing a step with ${JURORS} evaluations: commits`,
          value: commits,
          unit: 'commits',
          limit: 1,
          note: `${items} items, ${reads} reads before`,
        },
        {
          name: `closing a step with ${JURORS} evaluations against a bare transaction of its items`,
          value: median(closings) / median(bare),
          unit: 'x',
          note: `${median(closings).toFixed(0)} ms against ${median(bare).toFixed(0)} ms`,
        },
      ],
    };
  } finally {
    await engine.stop();
  }
};
