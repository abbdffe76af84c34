import { resolve } from 'node:path';
import { rebuildFigures } from '../../functions/measure/rebuild.ts';
import { createStorePorts } from '../../functions/services/store.ts';
import { StartFault } from './fault.ts';
import { startPlatform } from './platform.ts';

/**
 * `npm run rebuild-figures`: makes the monitoring figures of this machine's data anew from the events. The service must
 * be stopped: the data folder is opened here, and nothing else may keep figures meanwhile.
 */
try {
  const platform = await startPlatform({
    dataDir: resolve(process.env.DATA_DIR || '.data'),
    functions: [],
    consumers: false,
    schedules: false,
  });
  Object.assign(process.env, platform.env);
  const { applications, events } = await rebuildFigures(createStorePorts(platform.env.TABLE_NAME ?? ''));
  await platform.stop();
  process.stdout.write(`${applications} applications, ${events} events: figures made anew.\n`);
  process.exit(0);
} catch (error) {
  if (!(error instanceof StartFault)) throw error;
  process.stderr.write(`${error.fr}\n${error.en}\n`);
  process.exit(1);
}
