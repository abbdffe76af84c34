import { type AlarmType, CloudWatchClient, type MetricAlarm, paginateDescribeAlarms } from '@aws-sdk/client-cloudwatch';

/** An alarm of a stack, as far as a deployment is judged by it. */
export interface Alarm {
  arn: string;
  name: string;
  /** What it means and where its runbook is. */
  words: string;
  state: 'OK' | 'ALARM' | 'INSUFFICIENT_DATA';
  /** When it came to that state, ISO 8601. */
  since: string;
}

const read = ({
  AlarmArn = '',
  AlarmName = '',
  AlarmDescription = '',
  StateValue,
  StateTransitionedTimestamp,
  StateUpdatedTimestamp,
}: MetricAlarm) => ({
  arn: AlarmArn,
  name: AlarmName,
  words: AlarmDescription,
  state: StateValue ?? 'INSUFFICIENT_DATA',
  // The second moves with what CloudWatch says of its own looking too; emulators have it alone.
  since: (StateTransitionedTimestamp ?? StateUpdatedTimestamp ?? new Date(0)).toISOString(),
});

/**
 * Every alarm of a stack: CloudFormation begins their names with the stack's.
 * @throws Error when there is none, since watching nothing would find nothing.
 */
export const alarmsOf = async (stackName: string, client = new CloudWatchClient({})): Promise<Alarm[]> => {
  const found: Alarm[] = [];
  const asked = { AlarmNamePrefix: `${stackName}-`, AlarmTypes: ['MetricAlarm' satisfies AlarmType as AlarmType] };
  for await (const { MetricAlarms = [] } of paginateDescribeAlarms({ client }, asked))
    found.push(...MetricAlarms.map(read));
  if (found.length === 0)
    throw new Error(`No alarm begins with ${stackName}-: is the name of the stage right, and the region?`);
  return found;
};

/** The runbook that an alarm names. */
export const runbookOf = ({ words }: Pick<Alarm, 'words'>): string =>
  /docs\/runbooks\/([a-z0-9-]+)\.md/.exec(words)?.[1] ?? '';

/**
 * What an update can set off, by runbook, each with how. Other alarms do not judge a release: strangers ring them (limits of
 * sign-ups), load does (throttles), mailboxes do (bounces, complaints, mails that SES refuses or that reached nobody), the calendar
 * does (clocks, schedules, figures, documents that wait), or nothing of ours can (a changed event).
 */
const judges: Readonly<Record<string, string>> = {
  'api-faults': 'code that fails while somebody waits for it',
  'unexpected-errors': 'a fault of code, of a right or of a variable, wherever it is: of what is taken again too',
  'function-errors': 'a function that does not start, or ends for want of time or memory',
  'function-slow': 'code that has become slow',
  'stream-behind': 'a reader that no longer gets on; rings a quarter of an hour later',
  'queue-waiting': 'a consumer that no longer gets on; rings a quarter of an hour later',
  'failure-queue': 'work that was given up on; first of all that of clocks and events, which is tried three times',
};

/** Whether a release is judged by it. */
export const judgesReleases = (alarm: Pick<Alarm, 'words'>): boolean => runbookOf(alarm) in judges;

export interface Watch {
  /** Alarms that began before this do not count: they ring for something older. ISO 8601. */
  from: string;
  minutes: number;
  say: (line: string) => void;
  look: () => Promise<Alarm[]>;
  /** Whether an alarm counts. */
  counts: (alarm: Alarm) => boolean;
  /** The present instant, in milliseconds. */
  now: () => number;
  /** Lets time pass until the next look. */
  rest: () => Promise<void>;
}

/**
 * Watches alarms until one rings, or the time is over.
 * @returns those that began to ring; none when all was quiet.
 */
export const watchAlarms = async ({ from, minutes, say, look, counts, now, rest }: Watch): Promise<Alarm[]> => {
  const end = now() + minutes * 60_000;
  let isFirst = true;
  for (;;) {
    const all = await look();
    const alarms = all.filter(counts);
    const ringing = alarms.filter(({ state }) => state === 'ALARM');
    const begun = ringing.filter(({ since }) => Date.parse(since) >= Date.parse(from));
    if (isFirst) {
      const silent = alarms.filter(({ state }) => state === 'INSUFFICIENT_DATA').length;
      say(
        `${alarms.length} of ${all.length} alarms are watched for ${minutes} minutes, those that an update can set off; ${silent} of them have no figures yet.`,
      );
      for (const { name, since } of ringing.filter((one) => !begun.includes(one)))
        say(`rings since ${since}, before this deployment: ${name}`);
      isFirst = false;
    }
    for (const { name, words } of begun) say(`RINGS ${name}: ${words}`);
    if (begun.length > 0) return begun;
    if (now() >= end) {
      say('No alarm began to ring.');
      return [];
    }
    await rest();
  }
};
