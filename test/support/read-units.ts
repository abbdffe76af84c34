import type { TestPorts } from './ports.ts';

/** Read units that `act` consumes through these ports, as the engine counts them. */
export const readUnits = async ({ db }: TestPorts, act: () => Promise<unknown>): Promise<number> => {
  let units = 0;
  const name = 'countReadUnits';
  db.middlewareStack.add(
    (next, { commandName = '' }) =>
      async (args) => {
        if (!/^(Get|BatchGet|Query)/.test(commandName)) return next(args);
        const answer = await next({ ...args, input: { ...args.input, ReturnConsumedCapacity: 'TOTAL' } });
        const { ConsumedCapacity = [] } = answer.output as {
          ConsumedCapacity?: { CapacityUnits?: number } | { CapacityUnits?: number }[];
        };
        units += [ConsumedCapacity].flat().reduce((sum, { CapacityUnits = 0 }) => sum + CapacityUnits, 0);
        return answer;
      },
    { step: 'initialize', name },
  );
  try {
    await act();
  } finally {
    db.middlewareStack.remove(name);
  }
  return units;
};
