import type { Outputs } from '../../infra/aws/publish.ts';
import { runOps } from '../../infra/ops/commands.ts';
import { eventually } from './checks.ts';
import type { Emulator } from './emulator.ts';
import { variablesOf } from './functions.ts';

/** `npm run ops` on what was deployed, with the variables that docs/runbooks says. @returns what was said. */
export const operate = async (
  emulator: Emulator,
  { TableName }: Outputs,
  ...command: string[]
): Promise<{ well: boolean; said: string[] }> => {
  const { QUEUE_URLS } = await variablesOf(emulator, 'relay');
  Object.assign(process.env, { TABLE_NAME: TableName, QUEUE_URLS });
  const said: string[] = [];
  const well = await runOps(command, (line) => said.push(line));
  return { well, said };
};

/** Waits until a consumer has taken every event there is: a replay finds nothing that it is behind with. */
export const settled = (emulator: Emulator, outputs: Outputs, consumer: 'notify' | 'anchor' | 'measure') =>
  eventually(`${consumer} with nothing left to take`, async () => {
    const { said } = await operate(emulator, outputs, 'replay', consumer);
    if (said.at(-1) === `${consumer} was woken 0 times.`) return true;
    throw new Error(said.join(' '));
  });
