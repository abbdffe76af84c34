import { rmSync } from 'node:fs';
import { expect, test } from 'vitest';
import { readConfig } from '../../functions/config.ts';
import { httpHandler } from '../../functions/http.ts';
import { operations } from '../../functions/public-api/operations.ts';
import { originHeader } from '../../functions/spec.ts';
import { publicContract } from '../../schemas/contract/public.ts';
import { only, synthesise, text } from '../infra/template.ts';
import { behindEdge } from '../infra/variants.ts';
import { context, eventFor } from '../support/gateway.ts';
import { testPorts } from '../support/ports.ts';
import { textOf } from './pages.ts';

/** A stage behind an edge as a deployment leaves it: what the site shows, and what the API is told to take. */
const deployed = (choices: Record<string, unknown> = {}) => {
  const { main, outdir } = synthesise({ ...behindEdge, ...choices });
  rmSync(outdir, { recursive: true });
  const [, { Properties }] = only(main.ofType('CloudFront::Distribution'));
  const shown: string[] = Properties.DistributionConfig.Origins.flatMap(
    ({ OriginCustomHeaders = [] }: { OriginCustomHeaders?: { HeaderName: string; HeaderValue: unknown }[] }) =>
      OriginCustomHeaders.filter(({ HeaderName }) => HeaderName === originHeader).map(({ HeaderValue }) =>
        text(HeaderValue),
      ),
  );
  const taken = text(main.fn('public-api')[1].Properties.Environment.Variables.ORIGIN_SECRETS);
  // CloudFormation puts a secret in the place of each reference: here one of as many letters, by the resource's name.
  const secretOf = (value: string) =>
    value.replace(/\{\{resolve:secretsmanager:<(\w+)>[^}]*\}\}/g, (_, id: string) => id.padEnd(48, '.'));
  return { shown: secretOf(shown[0] ?? ''), taken: secretOf(taken) };
};

test('rotate-origin-secret: whoever comes through the site is let in at every moment, and nobody else is', async () => {
  const page = textOf('rotate-origin-secret');
  const [round, opening] = [...page.matchAll(/"(\w+)": (\d+|true)/g)].map(([, name, value]) => ({
    [name as string]: JSON.parse(value as string) as unknown,
  }));
  const [[name, second] = ['', 0]] = Object.entries(round ?? {});
  const ports = await testPorts();
  const status = async ({ taken }: { taken: string }, secret?: string) => {
    const { ORIGIN_SECRETS } = readConfig(['ORIGIN_SECRETS'], { ORIGIN_SECRETS: taken });
    const handler = httpHandler(publicContract, ports, operations(ports), ORIGIN_SECRETS);
    const event = eventFor('listCalls', undefined);
    const headers = { ...event.headers, ...(secret && { [originHeader]: secret }) };
    return (await handler({ ...event, headers }, context)).statusCode;
  };

  const rounds = [deployed(), deployed(round), deployed({ [name]: Number(second) + 1 })];
  expect(new Set(rounds.map(({ shown }) => shown)).size).toBe(3);
  for (const [index, round] of rounds.entries()) {
    // The functions are told first: for some minutes the site shows the former secret still, here or there.
    const former = rounds[index - 1];
    if (former) expect(await status(round, former.shown)).toBe(200);
    expect([await status(round, round.shown), await status(round)]).toEqual([200, 403]);
  }
  // A secret that others know is worth nothing two rounds later; and going back would shut people out, as the page says.
  const [first, next, third] = rounds as [(typeof rounds)[0], (typeof rounds)[0], (typeof rounds)[0]];
  expect(await status(third, first.shown)).toBe(403);
  expect(await status(first, next.shown)).toBe(403);
  // If everybody is refused: open, whatever the site shows, until the next deployment.
  const opened = deployed({ ...round, ...opening });
  expect([await status(opened, next.shown), await status(opened, first.shown), await status(opened)]).toEqual([
    200, 200, 200,
  ]);
});
