import { parentPort, workerData } from 'node:worker_threads';
import { contextFor } from './function-context.ts';

/**
 * One function's own environment: a thread that has the function's variables and nothing of the platform's, loads the
 * handler once and answers events, as a Lambda environment does. Events and answers cross as JSON text, like there.
 */
const { entry, name, memoryMb, timeoutSeconds } = workerData as {
  entry: string;
  name: string;
  memoryMb: number;
  timeoutSeconds: number;
};
const port = parentPort;
if (!port) throw new Error('This file is the body of a worker thread.');

const { handler } = (await import(entry)) as { handler: (event: unknown, context: unknown) => unknown };
if (typeof handler !== 'function') throw new Error(`${entry} exports no handler.`);

port.on('message', async ({ id, event }: { id: number; event: string }) => {
  try {
    const answer = await handler(JSON.parse(event), contextFor({ name, memoryMb, timeoutSeconds }));
    port.postMessage({ id, answer: JSON.stringify(answer ?? null) });
  } catch (error) {
    const { name: kind, message, stack } = error instanceof Error ? error : new Error(String(error));
    port.postMessage({ id, error: { kind, message, stack } });
  }
});
port.postMessage({ ready: true });
