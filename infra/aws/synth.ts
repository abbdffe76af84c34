import { join } from 'node:path';
import { buildApp } from './app.ts';
import { buildEdge } from './edge-app.ts';
import { readStage, StageFault, stageNames } from './stages.ts';

/** `npm run synth [-- name]`: the templates of a stage, or of every stage, in `cdk.out/<name>` and `cdk.out/<name>-edge`. */

const names = process.argv.slice(2);
try {
  for (const name of names.length > 0 ? names : stageNames()) {
    const stage = readStage(name);
    const outdir = join('cdk.out', name);
    buildApp(stage, { outdir }).app.synth();
    console.log(`stages/${name}.json: ${outdir}`);
    if (!stage.settings.edge) continue;
    buildEdge(stage, { outdir: `${outdir}-edge` }).synth();
    console.log(`stages/${name}.json: ${outdir}-edge`);
  }
} catch (error) {
  if (!(error instanceof StageFault)) throw error;
  console.error(error.message);
  process.exitCode = 1;
}
