import { StartFault } from '../local/fault.ts';
import { runOps } from './commands.ts';
import { Misuse } from './misuse.ts';

/** `npm run ops -- COMMAND`: ends with 0 when all was well, 1 when not, 2 when the command was not understood. */
try {
  process.exit((await runOps(process.argv.slice(2), (line) => process.stdout.write(`${line}\n`))) ? 0 : 1);
} catch (error) {
  if (!(error instanceof StartFault) && !(error instanceof Misuse)) throw error;
  process.stderr.write(error instanceof StartFault ? `${error.fr}\n${error.en}\n` : `${error.message}\n`);
  process.exit(2);
}
