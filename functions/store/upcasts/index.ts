import { type Key, kindOf } from '../keys.ts';
import { callVersionSteps } from './call-version.ts';
import { personSteps } from './person.ts';
import { FIRST, type Step, type Stored, upcast } from './upcast.ts';

/**
 * The steps of each kind of item that has changed its shape; a kind that is not named is at its first version. One file a
 * kind. A new step means: this release reads the new version, the next one may write it (docs/evolution.md).
 */
const stepsOf: Readonly<Record<string, readonly Step[]>> = {
  'CALL/HEAD': callVersionSteps,
  'CALL/VERSION': callVersionSteps,
  'PERSON/PROFILE': personSteps,
};

/** The version in which this code writes a kind of item. */
export const versionOf = (kind: string): number => FIRST + (stepsOf[kind]?.length ?? 0);

/** An item as it is written: with the version of its kind. */
export const stamped = <I extends Key & object>(item: I): I & { v: number } => ({
  ...item,
  v: versionOf(kindOf(item)),
});

/** What was stored, brought up to the version that this code knows. */
export const upcastItem = (key: Pick<Key, 'pk' | 'sk'>, stored: Stored): Stored =>
  upcast(stored, typeof stored.v === 'number' ? stored.v : FIRST, stepsOf[kindOf(key)] ?? []);
