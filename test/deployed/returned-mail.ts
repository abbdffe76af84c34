import { strict as assert } from 'node:assert';
import { createStorePorts } from '../../functions/services/store.ts';
import { readEvents } from '../../functions/store/events.ts';
import { actOfEvent } from '../../functions/store/keys.ts';
import type { Outputs } from '../../infra/aws/publish.ts';
import { mailAbout } from '../../schemas/mail.ts';
import { aBounce } from '../factories/mail.ts';
import { callJson, callRest } from './aws.ts';
import type { Emulator } from './emulator.ts';

/** What was deployed to learn what becomes of letters. */
export const checkLetterSet = async (emulator: Emulator): Promise<void> => {
  const { ConfigurationSets } = await callRest(emulator, 'ses', 'GET', '/v2/email/configuration-sets');
  const name = (ConfigurationSets as string[]).find((set) => set.endsWith('-letters'));
  assert.ok(name, `No set for letters among ${JSON.stringify(ConfigurationSets)}`);
  const { EventDestinations } = await callRest(
    emulator,
    'ses',
    'GET',
    `/v2/email/configuration-sets/${name}/event-destinations`,
  );
  assert.deepEqual(
    (EventDestinations as { Enabled: boolean; MatchingEventTypes: string[] }[]).map((destination) => [
      destination.Enabled,
      destination.MatchingEventTypes.toSorted(),
    ]),
    [[true, ['BOUNCE', 'COMPLAINT', 'REJECT']]],
  );
};

/**
 * A step of the test alone: a letter of a file comes back; which act it was told under, the event says. The emulator tells of no failures, and nobody
 * but AWS puts events of AWS on the bus, so that the event is held against the deployed rule, then handed to its target.
 */
export const comesBack = async (
  emulator: Emulator,
  outputs: Outputs,
  { applicationId, seq, email }: { applicationId: string; seq: number; email: string },
): Promise<void> => {
  const { Rules } = await callJson(emulator, 'events', 'ListRules', {});
  const rule = Rules.find(({ EventPattern = '' }) => EventPattern.includes('aws.ses'));
  const { Targets } = await callJson(emulator, 'events', 'ListTargetsByRule', { Rule: rule.Name });
  const events = await readEvents(createStorePorts(outputs.TableName), { type: 'application', id: applicationId });
  const event = events.find((one) => one.seq === seq);
  assert.ok(event, `${applicationId} has no event ${seq}`);
  const about = mailAbout.parse({ applicationId, seq, recipient: 'applicant', act: actOfEvent(event) });
  const eventOf = (stage: string) => ({
    version: '0',
    id: crypto.randomUUID(),
    source: 'aws.ses',
    'detail-type': 'Email Bounced',
    account: '000000000000',
    time: new Date().toISOString(),
    region: outputs.Region,
    resources: [],
    detail: aBounce({ about, email, stage, feedbackId: crypto.randomUUID() }),
  });
  const taken = async (event: unknown): Promise<boolean> => {
    const { EventPattern } = rule;
    return (await callJson(emulator, 'events', 'TestEventPattern', { EventPattern, Event: JSON.stringify(event) }))
      .Result;
  };
  const [stage = ''] = JSON.parse(rule.EventPattern).detail.mail.tags.stage;
  assert.deepEqual([await taken(eventOf(stage)), await taken(eventOf('another'))], [true, false]);
  await callRest(emulator, 'lambda', 'POST', `/2015-03-31/functions/${Targets[0].Arn}/invocations`, eventOf(stage));
};
