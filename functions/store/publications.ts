import { readEvents } from './events.ts';
import type { StorePorts } from './ports.ts';

/** When each version was published and by whom, the latest first; the versions themselves are left alone. */
export const listPublications = async (ports: StorePorts, callId: string) => {
  const events = await readEvents(ports, { type: 'call', id: callId });
  return events
    .flatMap(({ type, data, at, actor }) =>
      type === 'call.published' ? [{ version: data.version, publishedAt: at, by: actor.personId }] : [],
    )
    .reverse();
};
