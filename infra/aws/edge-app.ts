import { App, type AppProps } from 'aws-cdk-lib';
import project from '../../cdk.json' with { type: 'json' };
import { EdgeStack, edgeRegion } from './edge.ts';
import { checkSolution } from './nag.ts';
import { readSettings, type Settings, stageTag } from './settings.ts';

/**
 * The edge of a stage, an app of its own: it is deployed first, and what it makes is passed to the main stack as
 * settings, so that nothing reaches from one region into another.
 */
export const buildEdge = (props: AppProps = {}): App => {
  const app = new App({ ...props, context: { ...project.context, edge: true, ...props.context } });
  checkSolution(app);
  const settings = readSettings(app) as Settings & { domain: string };
  new EdgeStack(app, 'Edge', settings, {
    env: { region: edgeRegion },
    stackName: `permanent-call-edge-${settings.stage}`,
    terminationProtection: settings.protect,
    tags: { [stageTag]: settings.stage },
  });
  return app;
};

if (import.meta.main) buildEdge({ outdir: process.env.CDK_OUTDIR ?? 'cdk.out' }).synth();
