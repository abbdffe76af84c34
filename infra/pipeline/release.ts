/** What a release consists of, each ending with whether it was well. */
export interface Parts {
  /** @returns `waiting` where something outside must happen first, as a record of the DNS. */
  deploy: () => Promise<'deployed' | 'failed' | 'waiting'>;
  smoke: () => Promise<boolean>;
  /** Whether no alarm began to ring since the instant, in ISO 8601. */
  quiet: (since: string) => Promise<boolean>;
  goBack: () => Promise<boolean>;
  markGood: () => Promise<void>;
}

export const releaseEnds = ['good', 'failed', 'waiting', 'back', 'stuck'] as const;
/**
 * good: it stands and is what a later release goes back to. failed: it did not end; a stack that failed was taken back, and what
 * stood before the failure stays. waiting: for something outside. back: it was deployed, was not good, and the former one stands
 * again. stuck: it was not good, and the former one was not or could not be deployed; somebody must look.
 */
export type ReleaseEnd = (typeof releaseEnds)[number];

/** Deploys, tries what stands there, watches its alarms, and goes back by itself when anything is wrong. */
export const release = async (
  { deploy, smoke, quiet, goBack, markGood }: Parts,
  say: (line: string) => void,
  now: () => Date,
): Promise<ReleaseEnd> => {
  const since = now().toISOString();
  say('== deploy');
  const deployed = await deploy();
  if (deployed !== 'deployed') {
    say(
      deployed === 'waiting'
        ? 'It waits for something outside.'
        : 'It did not end. CloudFormation takes back a stack that fails; what stood before the failure stays, such as new functions with the former pages. Run it again, or: npm run pipeline -- back NAME.',
    );
    return deployed;
  }
  // What cannot be judged is not known to be good.
  const judged = async (what: string, judge: () => Promise<boolean>): Promise<boolean> => {
    say(`== ${what}`);
    try {
      return await judge();
    } catch (error) {
      say(error instanceof Error ? error.message : String(error));
      return false;
    }
  };
  const isGood = (await judged('smoke test', smoke)) && (await judged('alarms', () => quiet(since)));
  if (isGood) {
    await markGood();
    say('This commit is good; a later release goes back to it.');
    return 'good';
  }
  if (await judged('back to the former version', goBack)) {
    say('The former version stands again. What was wrong is above.');
    return 'back';
  }
  say('The former version was not deployed: docs/pipelines/README.md, “When it cannot go back”.');
  return 'stuck';
};
