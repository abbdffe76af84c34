import { describe, expect, test } from 'vitest';
import { callVersionKey, personKey } from '../../../functions/store/keys.ts';
import { callVersionSteps } from '../../../functions/store/upcasts/call-version.ts';
import { stamped, upcastItem, versionOf } from '../../../functions/store/upcasts/index.ts';
import { formerRoles, personSteps, standingRoles } from '../../../functions/store/upcasts/person.ts';
import { upcast } from '../../../functions/store/upcasts/upcast.ts';
import { everyDuty, type Role } from '../../../schemas/office.ts';
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

describe('the roles of a person', () => {
  const key = personKey('p1');
  const rolesOf = (stored: object) => upcastItem(key, { ...stored }).holds;

  test('of the release before are brought up to what they were then: an agent does everything', () => {
    expect(rolesOf({ roles: ['staff'] })).toEqual(['case-officer', 'manager', 'finance', 'administrator']);
    expect(rolesOf({ roles: ['juror'] })).toEqual(['juror']);
    expect(rolesOf({ roles: [] })).toEqual([]);
  });

  test('that it knows nothing of stay where it gave or took away another, beside this one', () => {
    expect(rolesOf({ holds: ['reader'], roles: ['juror'] })).toEqual(['reader', 'juror']);
    expect(rolesOf({ holds: ['manager', 'juror'], roles: [] })).toEqual(['manager']);
    expect(rolesOf({ holds: everyDuty, roles: [] })).toEqual([]);
  });

  test('in the new form are taken as they stand, whatever the words of the release before', () => {
    expect(rolesOf({ v: 2, holds: ['reader'], roles: ['juror'] })).toEqual(['reader']);
  });

  test('that only newer code knows are left out, and a second time changes nothing', () => {
    const once = upcast({ holds: ['oracle', 'finance'], roles: [] }, 1, personSteps);
    expect(once.holds).toEqual(['finance']);
    expect(upcast(once, 1, personSteps)).toEqual(once);
    for (const held of [[], ['juror'], ['reader', 'juror'], everyDuty] as Role[][])
      expect(standingRoles(held, formerRoles(held))).toEqual(held);
  });
});
