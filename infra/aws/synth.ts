import { join } from 'node:path';
import { buildApp } from './app.ts';
import { buildEdge } from './edge-app.ts';
import { buildSecurity, loggedToCome } from './security-app.ts';
import { readStage, StageFault, stageNames } from './stages.ts';

/**
 * `npm run synth [-- name]`: the templates of a stage, or of every stage, in `cdk.out/<name>`, `cdk.out/<name>-edge` and
 * `cdk.out/<name>-security`.
 */

const names = process.argv.slice(2);
try {
  for (const name of names.length > 0 ? names : stageNames()) {
    const stage = readStage(name);
    const outdir = join('cdk.out', name);
    buildApp(stage, { outdir }).app.synth();
    console.log(`stages/${name}.json: ${outdir}`);
    if (stage.settings.edge) {
      buildEdge(stage, { outdir: `${outdir}-edge` }).synth();
      console.log(`stages/${name}.json: ${outdir}-edge`);
    }
    if (stage.settings.securityLogDays > 0) {
      buildSecurity(stage, loggedToCome, { outdir: `${outdir}-security` }).synth();
      console.log(`stages/${name}.json: ${outdir}-security`);
    }
  }
} catch (error) {
  if (!(error instanceof StageFault)) throw error;
  console.error(error.message);
  process.exitCode = 1;
}
