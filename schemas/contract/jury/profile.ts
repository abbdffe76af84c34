import type { Operation } from '../operation.ts';
import { reminding } from '../reminders.ts';
import { session } from '../shared.ts';
import { juryPlaces } from './places.ts';

const at = juryPlaces.profile;

/** My profile, and how often I am reminded. */
export const juryProfileContract = {
  openJurySession: {
    ...at.openJurySession,
    audience: 'jury',
    summary: 'Refresh my profile from the verified claims of my ID token.',
    ...session,
    problems: [403, 422],
  },
  getJuryReminders: {
    ...at.getJuryReminders,
    audience: 'jury',
    summary: 'How often I am reminded by mail of what waits for me.',
    response: reminding,
    problems: [403],
  },
  saveJuryReminders: {
    ...at.saveJuryReminders,
    audience: 'jury',
    summary: 'Choose how often I am reminded: daily, on Mondays, or never.',
    body: reminding,
    response: reminding,
    problems: [403, 422],
  },
} as const satisfies Record<string, Operation>;
