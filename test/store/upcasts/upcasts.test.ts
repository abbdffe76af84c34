import { expect, test } from 'vitest';
import { callVersionKey } from '../../../functions/store/keys.ts';
import { callVersionSteps } from '../../../functions/store/upcasts/call-version.ts';
import { stamped, upcastItem, versionOf } from '../../../functions/store/upcasts/index.ts';
import { upcast } from '../../../functions/store/upcasts/upcast.ts';
import { aCall } from '../../factories/call.ts';

test('each step runs once for what is older than it, none for what is as new or newer', () => {
  const steps = [
    (item: Record<string, unknown>) => ({ ...item, one: true }),
    (item: Record<string, unknown>) => ({ ...item, two: true }),
  ];
  expect(upcast({}, 1, steps)).toEqual({ one: true, two: true });
  expect(upcast({}, 2, steps)).toEqual({ two: true });
  expect(upcast({}, 3, steps)).toEqual({});
  expect(upcast({}, 9, steps)).toEqual({});
});

test('a step changes nothing of what states everything already: older code may write an item back under its own version', () => {
  const call = structuredClone(aCall()) as unknown as Record<string, unknown>;
  expect(upcast(call, 1, callVersionSteps)).toEqual(call);
  const { agreementAboveCents: _cents, ...older } = call;
  const once = upcast(older, 1, callVersionSteps);
  expect(once).toEqual({ ...older, agreementAboveCents: 2_300_000 });
  expect(upcast(once, 1, callVersionSteps)).toEqual(once);
});

test('an item is written with the version of its kind, and read from the one that it has', () => {
  const key = callVersionKey('cal_00000000000000000000000000', 3);
  expect(stamped({ ...key, title: 'x' })).toEqual({ ...key, title: 'x', v: versionOf('CALL/VERSION') });
  expect(upcastItem(key, { steps: [] })).toMatchObject({ agreementAboveCents: 2_300_000 });
  expect(upcastItem(key, { steps: [], v: versionOf('CALL/VERSION') })).toEqual({ steps: [], v: 2 });
});
