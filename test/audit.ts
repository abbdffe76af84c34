import { spawnSync } from 'node:child_process';
import { dirname } from 'node:path';

/**
 * `npm run audit`: whether a fault is known of a package that is installed. Where no database of advisories is reached
 * it says that nothing was checked, and fails nothing: a machine without one is no worse than it was.
 */

interface Report {
  vulnerabilities?: Record<string, { severity: string; range: string; fixAvailable: unknown }>;
}

const { stdout } = spawnSync('npm', ['audit', '--json'], {
  cwd: dirname(import.meta.dirname),
  encoding: 'utf8',
  shell: process.platform === 'win32',
});
const { vulnerabilities } = (() => {
  try {
    return JSON.parse(stdout) as Report;
  } catch {
    return {} as Report;
  }
})();

if (!vulnerabilities)
  process.stdout.write('Known faults of dependencies were NOT checked: no database of advisories was reached.\n');
else {
  const grave = Object.entries(vulnerabilities).filter(([, { severity }]) => ['high', 'critical'].includes(severity));
  for (const [name, { severity, range }] of Object.entries(vulnerabilities))
    process.stdout.write(`${severity.padEnd(8)}  ${name} ${range}\n`);
  process.stdout.write(
    `${Object.keys(vulnerabilities).length} packages with a known fault, ${grave.length} of them grave.\n`,
  );
  process.exitCode = grave.length > 0 ? 1 : 0;
}
