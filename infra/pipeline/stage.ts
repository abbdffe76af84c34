import { mainStackName } from '../aws/app.ts';
import { readStage } from '../aws/stages.ts';

export { stageNames } from '../aws/stages.ts';

/** What a pipeline knows a stage by. */
export const stageOf = (name: string) => {
  const { stage, region, account } = readStage(name).settings;
  return { stage, region, account, stackName: mainStackName(stage) };
};
