import { randomUUID } from 'node:crypto';
import type { ScheduledEvent } from 'aws-lambda';
import type { FunctionSpec } from '../../functions/spec.ts';
import type { FunctionHost } from './functions.ts';

const unitMs = { minute: 60_000, hour: 3_600_000, day: 86_400_000 } as const;

/**
 * The interval of an EventBridge rate, in ms.
 * @throws Error for anything but `rate(1 minute)`, `rate(5 hours)`, `rate(1 day)`…
 */
export const parseRate = (rate: string): number => {
  const found = /^rate\((\d+) (minute|hour|day)s?\)$/.exec(rate);
  const unit = found?.[2] as keyof typeof unitMs | undefined;
  if (!unit || Number(found?.[1]) < 1) throw new Error(`Not a rate: ${rate}`);
  return Number(found?.[1]) * unitMs[unit];
};

export interface Schedules {
  stop(): void;
}

/** Wakes scheduled functions at their rate, first one interval after the start. A run that fails waits for the next. */
export const startSchedules = (specs: readonly FunctionSpec[], functions: FunctionHost, region: string): Schedules => {
  const timers = specs.flatMap(({ name, trigger }) => {
    if (trigger.kind !== 'schedule') return [];
    const wake = () => functions.invoke(name, scheduledEvent(name, region)).catch(() => {});
    const timer = setInterval(wake, parseRate(trigger.rate));
    timer.unref();
    return [timer];
  });
  return {
    stop: () => {
      for (const timer of timers) clearInterval(timer);
    },
  };
};

export const scheduledEvent = (name: string, region: string): ScheduledEvent => ({
  version: '0',
  id: randomUUID(),
  'detail-type': 'Scheduled Event',
  source: 'aws.scheduler',
  account: '000000000000',
  time: `${new Date().toISOString().slice(0, 19)}Z`,
  region,
  resources: [`arn:aws:scheduler:${region}:000000000000:schedule/default/${name}`],
  detail: {},
});
