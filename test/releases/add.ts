/** `npm run release -- 2026-11-28`: a folder with what the code stores in which this stands, and what it makes of it. */

// Before anything is loaded that reads them.
process.env.POWERTOOLS_LOG_LEVEL ??= 'SILENT';
process.env.POWERTOOLS_METRICS_DISABLED ??= 'true';
const { startDynamoDb } = await import('../../infra/local/dynamodb.ts');
const { addRelease, commitHere } = await import('./make.ts');

const [date = '', ...more] = process.argv.slice(2);
const region = 'eu-west-3';
try {
  if (more.length > 0) throw new Error('Name one day: npm run release -- 2026-11-28');
  const commit = commitHere();
  const credentials = { accessKeyId: 'start', secretAccessKey: 'release' };
  const engine = await startDynamoDb({ port: 0, credentials, region, tableName: 'start' });
  try {
    process.stdout.write(`Living the life of a small city on ${commit.slice(0, 7)}…\n`);
    const { folder, items, answers } = await addRelease(engine.url, { date, commit });
    process.stdout.write(`${folder}: ${items} items, ${answers} answers.\n`);
  } finally {
    await engine.stop();
  }
} catch (fault) {
  process.stderr.write(`${(fault as Error).message}\n`);
  process.exitCode = 1;
}
