import { existsSync } from 'node:fs';
import { Worker } from 'node:worker_threads';
import type { EnvName, FunctionSpec } from '../../functions/spec.ts';
import { usualPlaces } from '../limits.ts';
import { contextFor } from './function-context.ts';

export type Handler = (event: never, context: never) => unknown;

/** Why an invocation gave no answer, as Lambda names it. */
export class FunctionError extends Error {
  /** Error class of the handler, or `Function.Timeout`, `Function.Crashed`, `Function.TooLarge`, `Function.Throttled`. */
  readonly kind: string;

  constructor(kind: string, message: string, stack?: string) {
    super(message);
    this.name = 'FunctionError';
    this.kind = kind;
    if (stack) this.stack = stack;
  }
}

export interface FunctionHost {
  /**
   * Hands an event to a function and waits for its answer.
   * @throws FunctionError when it throws, is too slow, or its environment ends meanwhile; `Function.Throttled` when somebody
   * waits for it and no place is free. What nobody waits for gets the next one.
   */
  invoke(name: string, event: unknown): Promise<unknown>;
  /** Ends a function's environment at once, whatever it is doing; the next event gets a fresh one. */
  crash(name: string): Promise<void>;
  /** Loads functions before their first event; the promise says when all have. */
  warm(names: readonly string[]): Promise<void>;
  /** What a function last wrote, oldest line first. */
  logs(name: string): readonly string[];
  stop(): Promise<void>;
}

export interface FunctionHostOptions {
  specs: readonly FunctionSpec[];
  /** Runtime variables that every function has: region, credentials, addresses of the services. */
  runtime: Readonly<Record<string, string>>;
  /** What a function may name in its spec; it gets no other. */
  variables: (spec: FunctionSpec) => Readonly<Partial<Record<EnvName, string>>>;
  /** Handlers to use in this process instead of loading the function's own. */
  handlers?: Readonly<Record<string, Handler>> | undefined;
  onLog?: (name: string, line: string) => void;
  /** How many may run at once, all functions together; the usual unless given. */
  places?: number | undefined;
}

interface Environment {
  worker: Worker;
  ready: Promise<void>;
  waiting: Map<number, { resolve(answer: unknown): void; reject(error: Error): void }>;
}

const keptLines = 500;

/** Runs each function in a thread of its own with only the variables which its spec names, as on AWS. */
export const hostFunctions = (options: FunctionHostOptions): FunctionHost => {
  const specs = new Map(options.specs.map((spec) => [spec.name, spec]));
  const environments = new Map<string, Environment>();
  const lines = new Map<string, string[]>();
  let nextId = 0;
  let stopped = false;

  const specOf = (name: string): FunctionSpec => {
    const spec = specs.get(name);
    if (!spec) throw new Error(`No function is named ${name}.`);
    return spec;
  };

  const log = (name: string, chunk: string) => {
    const kept = lines.get(name) ?? [];
    lines.set(name, kept);
    for (const line of chunk.split('\n').filter(Boolean)) {
      kept.push(line);
      options.onLog?.(name, line);
    }
    if (kept.length > keptLines) kept.splice(0, kept.length - keptLines);
  };

  const open = (spec: FunctionSpec): Environment => {
    const entry = new URL(`../../functions/${spec.name}/handler.ts`, import.meta.url);
    if (!existsSync(entry)) throw new Error(`functions/${spec.name}/handler.ts is missing.`);
    const body = new URL('./function-worker.ts', import.meta.url);
    const worker = new Worker(body, {
      name: spec.name,
      env: { ...options.runtime, ...runtimeOf(spec), ...chosen(spec, options.variables(spec)) },
      workerData: { entry: entry.href, name: spec.name, memoryMb: spec.memoryMb, timeoutSeconds: spec.timeoutSeconds },
      stdout: true,
      stderr: true,
      execArgv: [],
    });
    for (const stream of [worker.stdout, worker.stderr])
      stream.setEncoding('utf8').on('data', (chunk: string) => log(spec.name, chunk));
    const waiting: Environment['waiting'] = new Map();
    const loaded = Promise.withResolvers<void>();
    loaded.promise.catch(() => {});
    const environment: Environment = { worker, ready: loaded.promise, waiting };
    worker.on('message', (message: WorkerMessage) => {
      if ('ready' in message) return loaded.resolve();
      const waiter = waiting.get(message.id);
      waiting.delete(message.id);
      if ('error' in message) {
        log(spec.name, message.error.stack ?? message.error.message);
        waiter?.reject(new FunctionError(message.error.kind, message.error.message, message.error.stack));
      } else waiter?.resolve(JSON.parse(message.answer));
    });
    const gone = (error: Error) => {
      if (environments.get(spec.name) === environment) environments.delete(spec.name);
      loaded.reject(error);
      for (const waiter of waiting.values()) waiter.reject(error);
      waiting.clear();
    };
    worker.on('error', (error) => {
      log(spec.name, error instanceof Error ? (error.stack ?? error.message) : String(error));
      gone(new FunctionError('Function.Crashed', `${spec.name}: ${error instanceof Error ? error.message : error}`));
    });
    worker.on('exit', () => gone(new FunctionError('Function.Crashed', `${spec.name} ended.`)));
    return environment;
  };

  const environmentOf = (spec: FunctionSpec): Environment => {
    if (stopped) throw new FunctionError('Function.Crashed', 'The platform has stopped.');
    const found = environments.get(spec.name) ?? open(spec);
    environments.set(spec.name, found);
    return found;
  };

  let free = options.places ?? usualPlaces;
  const waiting: (() => void)[] = [];
  const takePlace = async ({ name, trigger }: FunctionSpec): Promise<void> => {
    if (free > 0) free -= 1;
    else if (trigger.kind === 'http') throw new FunctionError('Function.Throttled', `${name} has no place to run.`);
    else await new Promise<void>((resolve) => waiting.push(resolve));
  };
  const leavePlace = () => {
    const next = waiting.shift();
    if (next) next();
    else free += 1;
  };

  const runThere = async (spec: FunctionSpec, event: string): Promise<unknown> => {
    const environment = environmentOf(spec);
    await environment.ready;
    const answer = Promise.withResolvers<unknown>();
    const id = nextId++;
    environment.waiting.set(id, answer);
    environment.worker.postMessage({ id, event });
    return withTimeout(spec, answer.promise, () => void environment.worker.terminate());
  };

  const runHere = async (spec: FunctionSpec, handler: Handler, event: string): Promise<unknown> => {
    const run = handler as (event: unknown, context: unknown) => unknown;
    const answer = (async () => run(JSON.parse(event), contextFor(spec)))();
    return JSON.parse(JSON.stringify((await withTimeout(spec, answer, () => {})) ?? null));
  };

  return {
    invoke: async (name, event) => {
      const spec = specOf(name);
      const own = options.handlers?.[name];
      const text = JSON.stringify(event);
      await takePlace(spec);
      try {
        return await (own ? runHere(spec, own, text) : runThere(spec, text));
      } finally {
        leavePlace();
      }
    },
    crash: async (name) => {
      await environments.get(name)?.worker.terminate();
    },
    warm: async (names) => {
      await Promise.all(
        names.filter((name) => !options.handlers?.[name]).map((name) => environmentOf(specOf(name)).ready),
      );
    },
    logs: (name) => lines.get(name) ?? [],
    stop: async () => {
      stopped = true;
      await Promise.all([...environments.values()].map(({ worker }) => worker.terminate()));
    },
  };
};

type WorkerMessage =
  | { ready: true }
  | { id: number; answer: string }
  | { id: number; error: { kind: string; message: string; stack?: string } };

const withTimeout = async <T>(spec: FunctionSpec, answer: Promise<T>, onTimeout: () => void): Promise<T> => {
  const late = Promise.withResolvers<never>();
  const timer = setTimeout(() => {
    late.reject(new FunctionError('Function.Timeout', `${spec.name} timed out after ${spec.timeoutSeconds} seconds.`));
    onTimeout();
  }, spec.timeoutSeconds * 1000);
  try {
    return await Promise.race([answer, late.promise]);
  } finally {
    clearTimeout(timer);
  }
};

const runtimeOf = (spec: FunctionSpec): Record<string, string> => ({
  AWS_LAMBDA_FUNCTION_NAME: spec.name,
  AWS_LAMBDA_FUNCTION_MEMORY_SIZE: String(spec.memoryMb),
  AWS_LAMBDA_FUNCTION_VERSION: '$LATEST',
  POWERTOOLS_SERVICE_NAME: spec.name,
});

/** Exactly the variables that the spec names: one used and not named fails here as it would on AWS. */
const chosen = (spec: FunctionSpec, variables: Partial<Record<EnvName, string>>): Record<string, string> =>
  Object.fromEntries(
    spec.env.map((name) => {
      const value = variables[name];
      if (value === undefined) throw new Error(`The platform has no ${name} for ${spec.name}.`);
      return [name, value];
    }),
  );
