import { aggregateOf, cursorKey, figuresPrefix, grantsPrefix, HEAD, type Key, partitionOf } from '../store/keys.ts';
import type { StorePorts } from '../store/ports.ts';
import { removeKeys, scanKeys } from '../store/scan.ts';
import { CONSUMER, measureApplication } from './measure.ts';

/**
 * Makes the figures anew from the events of every application. `measure` must not run meanwhile: on AWS its event source
 * is disabled first, on one machine the service is stopped. Interrupted, it is simply run again.
 * @returns the number of applications and events read.
 */
export const rebuildFigures = async (ports: StorePorts): Promise<{ applications: number; events: number }> => {
  const ids: string[] = [];
  for await (const { pk } of scanKeys(ports, 'begins_with(pk, :app) AND sk = :head', {
    ':app': partitionOf('application', ''),
    ':head': HEAD,
  }))
    ids.push(aggregateOf(pk)?.id ?? '');
  const figures: Key[] = [];
  for await (const key of scanKeys(ports, 'begins_with(pk, :figures) OR begins_with(pk, :grants)', {
    ':figures': figuresPrefix,
    ':grants': grantsPrefix,
  }))
    figures.push(key);
  await removeKeys(ports, [...ids.map((id) => cursorKey('application', id, CONSUMER)), ...figures]);
  let events = 0;
  for (const id of ids) events += await measureApplication(ports, id);
  return { applications: ids.length, events };
};
