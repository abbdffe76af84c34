import { App, type AppProps } from 'aws-cdk-lib';
import project from '../../cdk.json' with { type: 'json' };
import { EdgeStack, edgeRegion } from './edge.ts';
import { checkSolution } from './nag.ts';
import { type Settings, stageTag } from './settings.ts';
import type { Stage } from './stages.ts';

export const edgeStackName = (stage: string): string => `permanent-call-edge-${stage}`;

/**
 * The edge of a stage, an app of its own: it is deployed first, and what it makes is passed to the main stack, so that
 * nothing reaches from one region into another.
 */
export const buildEdge = (
  { settings }: Stage,
  { isStanding = true, ...props }: AppProps & { isStanding?: boolean } = {},
): App => {
  const app = new App({ ...props, context: { ...project.context, ...props.context } });
  checkSolution(app);
  new EdgeStack(app, 'Edge', settings as Settings & { domain: string }, {
    env: { region: edgeRegion },
    stackName: edgeStackName(settings.stage),
    // As for the main stack: one that is not made yet can be taken back whole.
    terminationProtection: settings.protect && isStanding,
    tags: { [stageTag]: settings.stage },
  });
  return app;
};
