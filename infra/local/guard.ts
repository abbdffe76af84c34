import { spawn } from 'node:child_process';

/**
 * Runs a command and ends it when whoever started this program is gone: its end of our standard input closes then,
 * even after a kill -9, which no exit handler of the parent would survive.
 * Usage: node guard.ts COMMAND ARGUMENT…
 */
const [command, ...args] = process.argv.slice(2);
if (!command) throw new Error('A command is needed.');

const child = spawn(command, args, { stdio: ['ignore', 'inherit', 'inherit'], windowsHide: true });
child.on('error', (error) => {
  process.stderr.write(`${error.message}\n`);
  process.exit(127);
});
child.on('exit', (code) => process.exit(code ?? 1));

const end = () => {
  child.kill('SIGTERM');
  setTimeout(() => child.kill('SIGKILL'), 3000).unref();
};
process.stdin.on('end', end).on('error', end).resume();
process.on('SIGTERM', end);
// A terminal's Ctrl-C is the parent's business: it ends its work first, then closes our input.
process.on('SIGINT', () => {});
