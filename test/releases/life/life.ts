import { applications } from './applications.ts';
import { calls } from './calls.ts';
import { decisions } from './decisions.ts';
import { jury } from './jury.ts';
import { mail } from './mail.ts';
import { organisations } from './organisations.ts';
import { people } from './people.ts';
import { sessions } from './sessions.ts';
import { openTown, type Part, type Town } from './town.ts';

/** The strands of the life, in the order in which they are lived on one day. */
const parts: readonly Part[] = [mail, people, calls, organisations, applications, jury, sessions, decisions];

/** Half past eight in Paris, or half past seven in winter: schedules have run, reminders leave. */
const MORNING = 'T06:30:00.000Z';
const OFFICE_HOURS = 'T08:00:00.000Z';

/**
 * Lives the life of the small city from its first day to its last, on a fresh table of the engine at `url`. It is the
 * same each time: no act depends on chance or on the real clock.
 */
export const live = async (url: string): Promise<Town> => {
  const days = [...new Set(parts.flatMap((part) => Object.keys(part)))].toSorted();
  const town = await openTown(url, `${days[0]}${MORNING}`);
  for (const day of days) {
    town.ports.clock.set(`${day}${MORNING}`);
    await town.consumers.morning();
    town.ports.clock.set(`${day}${OFFICE_HOURS}`);
    for (const part of parts) {
      const acts = part[day];
      if (!acts) continue;
      await acts(town);
      await town.consumers.settle();
    }
  }
  return town;
};
