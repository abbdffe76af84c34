import { TransactWriteItemsCommand } from '@aws-sdk/client-dynamodb';
import { operations as applicantOperations } from '../../functions/applicant-api/operations.ts';
import { httpHandler } from '../../functions/http.ts';
import { applicationKey, idempotencyKey, logOf } from '../../functions/store/keys.ts';
import { type Item, readPartition } from '../../functions/store/read.ts';
import { applicantContract } from '../../schemas/contract/applicant.ts';
import { usualDraftDays } from '../../schemas/drafts.ts';
import { usualPerDay } from '../../schemas/per-day.ts';
import { openCity, people } from '../support/city.ts';
import { draftFile, key } from '../support/files.ts';
import { context, eventFor } from '../support/gateway.ts';
import { type BenchEngine, type Seen, startEngine } from './engine.ts';
import { alternately, median, type Part, quantile } from './figures.ts';

/**
 * A submission through the real handler, one at a time and nobody reading the stream, against a bare TransactWriteItems
 * of the very same items on the same engine: the command that the handler sent, for another draft just like it.
 */
export const submit: Part = async ({ quick, say }) => {
  const engine = await startEngine();
  try {
    const rounds = quick ? 30 : 300;
    say(`${rounds} submissions`);
    const city = await openCity({ ports: engine.ports });
    const handler = httpHandler(
      applicantContract,
      engine.ports,
      applicantOperations(
        engine.ports,
        city.bucket,
        async () => {
          throw new Error('Nobody signs in here');
        },
        usualDraftDays,
        // One person hands in more here than anybody may in a day.
        { ...usualPerDay, files: 100_000, confirmations: 100_000 },
      ),
    );
    const submitOne = async (applicationId: string) => {
      const sent = { params: { applicationId }, body: { idempotencyKey: key() } };
      const answer = await handler(eventFor('submitApplication', people.applicant.id, sent), context);
      if (answer.statusCode !== 200) throw new Error(answer.body);
      return (JSON.parse(answer.body ?? '') as { number: string }).number;
    };

    const model = await draftFile(city);
    const drafts = await copies(engine, model, 2 * rounds + 40);
    const { result: number, seen } = await engine.watch(() => submitOne(model));
    const bareOf = barely(seen, model, number);

    for (const [place, id] of drafts.splice(0, 40).entries())
      await (place % 2 ? engine.client.send(bareOf(id)) : submitOne(id));
    const forHandler = drafts.slice(0, rounds);
    const commands = drafts.slice(rounds).map(bareOf);
    const [handled, bare] = await alternately(
      rounds,
      (round) => submitOne(forHandler[round] as string),
      (round) => engine.client.send(commands[round] as TransactWriteItemsCommand),
    );

    const parts = await whereTimeGoes(engine, await copies(engine, await draftFile(city), quick ? 10 : 50), submitOne);
    return {
      figures: [
        {
          name: 'submit: p50 against a bare transaction of the same items',
          value: median(handled) / median(bare),
          unit: 'x',
          limit: 2,
          note: `${median(handled).toFixed(1)} ms against ${median(bare).toFixed(1)} ms`,
        },
      ],
      details: {
        rounds,
        handlerMs: { p50: median(handled), p95: quantile(handled, 0.95) },
        bareMs: { p50: median(bare), p95: quantile(bare, 0.95) },
        itemsInTransaction: itemsOf(seen),
        medianMs: parts,
      },
    };
  } finally {
    await engine.stop();
  }
};

/** Drafts just like one, under ids of their own. */
const copies = async (engine: BenchEngine, model: string, count: number): Promise<string[]> => {
  const partitions = [applicationKey(model).pk, logOf('application', model)];
  const items = JSON.stringify((await Promise.all(partitions.map((pk) => readPartition(engine.ports, pk)))).flat());
  const ids = Array.from({ length: count }, () => `app_${engine.ports.ulid()}`);
  await engine.fill(ids.flatMap((id) => JSON.parse(items.replaceAll(model, id)) as Item[]));
  return ids;
};

const transactionIn = (seen: Seen[]): string => {
  const found = seen.find(({ command }) => command === 'TransactWriteItems');
  if (!found) throw new Error('The handler sent no transaction');
  return found.body;
};

const itemsOf = (seen: Seen[]): number =>
  (JSON.parse(transactionIn(seen)) as { TransactItems: unknown[] }).TransactItems.length;

/** The transaction that was sent for `model`, for another draft, under another number and as an act of its own. */
const barely = (seen: Seen[], model: string, number: string) => {
  const remembered = idempotencyKey(people.applicant.id, '').pk;
  const body = transactionIn(seen);
  let count = 0;
  return (id: string): TransactWriteItemsCommand => {
    const own = number.slice(0, -5) + String(count++).padStart(5, '0');
    const act = `${remembered}${key()}`;
    const { ClientRequestToken: _token, ...input } = JSON.parse(
      body
        .replaceAll(model, id)
        .replaceAll(number, own)
        .replace(new RegExp(`${remembered}[^"]+`), act),
    );
    return new TransactWriteItemsCommand(input);
  };
};

/** Medians in milliseconds of a submission's parts: each wait for the engine, and what is left for our own code. */
const whereTimeGoes = async (engine: BenchEngine, drafts: string[], act: (id: string) => Promise<unknown>) => {
  const parts: Record<string, number[]> = {};
  const add = (name: string, value: number) => {
    parts[name] ??= [];
    parts[name].push(value);
  };
  for (const id of drafts) {
    const start = performance.now();
    const { seen } = await engine.watch(() => act(id));
    add('whole', performance.now() - start);
    // Reads side by side count once: what is left is time in which nothing was asked of the engine.
    let [waited, end] = [0, 0];
    for (const { command, from, to } of seen.toSorted((a, b) => a.from - b.from)) {
      waited += Math.max(0, to - Math.max(from, end));
      end = Math.max(end, to);
      add(command, to - from);
    }
    add('ours', (parts.whole?.at(-1) ?? 0) - waited);
  }
  return Object.fromEntries(Object.entries(parts).map(([name, values]) => [name, median(values)]));
};
