import { checkAccounts } from './accounts.ts';
import { checkArrival } from './arrival.ts';
import { check, totals } from './checks.ts';
import { checkClocks } from './clocks.ts';
import { apiBase, bootstrap } from './deployment.ts';
import { checkEmbargo } from './embargo.ts';
import { startEmulator } from './emulator.ts';
import { checkEndings } from './endings.ts';
import { checkFirstDeployment } from './first.ts';
import { checkGateway } from './gateway.ts';
import { checkInvitation } from './invitation.ts';
import { checkJourney } from './journey.ts';
import { checkTemplates } from './lint.ts';
import { checkPages } from './pages.ts';
import { checkPeople } from './people.ts';
import { checkPrints } from './prints.ts';
import { checkRelease } from './release.ts';
import { checkRemoval } from './removal.ts';
import { checkResources } from './resources.ts';
import { checkLetterSet } from './returned-mail.ts';
import { checkSecondDeployment } from './second.ts';
import { checkSweep } from './sweep.ts';
import { checkVersions } from './versions.ts';

/**
 * `npm run test:deployed`: the unchanged templates on an emulator of AWS, and the main job on what was deployed. What
 * the emulator does not do as AWS does stands in docs/emulator.md.
 */

const started = Date.now();
const seconds = () => `${((Date.now() - started) / 1000).toFixed(0)} s`;
const emulator = await startEmulator();
console.log(`emulator at ${emulator.url} after ${seconds()}, log in .emulator/emulator.log`);
for (const [name, code] of [
  ['SIGINT', 130],
  ['SIGTERM', 143],
] as const)
  process.once(name, () => void emulator.stop().then(() => process.exit(code)));
try {
  Object.assign(process.env, emulator.env);
  await bootstrap(emulator);
  const first = await checkFirstDeployment(emulator);
  if (!first) throw new Error('Nothing stands to be used.');
  console.log(`deployed after ${seconds()}`);
  const { outputs } = first;
  await check('letters have a configuration set that tells of failures', () => checkLetterSet(emulator));
  await checkResources(emulator, first);
  const api = apiBase(emulator, outputs);
  await checkTemplates(first.folder);
  await checkGateway(api);
  await checkPages(emulator, outputs);
  const cast = await checkPeople(emulator, outputs, api);
  const arrived = cast && (await checkArrival(emulator, outputs, cast));
  const juror = arrived && (await checkInvitation(emulator, outputs, api, cast));
  const waiting = juror && (await checkVersions(emulator, outputs, cast, juror, arrived));
  const past = waiting && (await checkJourney(emulator, cast, arrived));
  const kept = past && (await checkEmbargo(emulator, outputs, cast, waiting));
  if (past && kept) {
    await checkPrints(cast, past);
    await checkAccounts(emulator, outputs, api);
    await checkRelease(emulator, outputs);
    const applicationId = await checkSweep(emulator, outputs, cast, arrived);
    const second = await checkSecondDeployment(emulator, { outputs, api }, cast, past, applicationId);
    await checkClocks({ emulator, outputs, cast, juror, arrived, kept, applicationId });
    await checkEndings(emulator, outputs, cast, arrived);
    if (second) await checkRemoval(emulator, second, api, past.applicationId);
    else await check('the stack is taken away', () => Promise.reject(new Error('It could not be changed before.')));
  } else {
    await check('the stack is changed over data and taken away', () =>
      Promise.reject(new Error('The journey before it did not end.')),
    );
  }
} catch (error) {
  await check('the run comes to its end', () => Promise.reject(error));
} finally {
  await emulator.stop();
}
console.log(`${totals.passed} passed, ${totals.failed} failed (${seconds()})`);
process.exitCode = totals.failed > 0 ? 1 : 0;
