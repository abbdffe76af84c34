import { duties } from '../../office.ts';
import type { Operation } from '../operation.ts';
import { reminding } from '../reminders.ts';
import { session } from '../shared.ts';
import { staffPlaces } from './places.ts';

const at = staffPlaces.profile;

/** My profile, and how often I am reminded. */
export const staffProfileContract = {
  openStaffSession: {
    ...at.openStaffSession,
    audience: 'staff',
    roles: duties.read,
    summary: 'Refresh my profile from the verified claims of my ID token.',
    ...session,
    problems: [403, 422],
  },
  getStaffReminders: {
    ...at.getStaffReminders,
    audience: 'staff',
    roles: duties.read,
    summary: 'How often I am reminded by mail of what waits for me.',
    response: reminding,
    problems: [403],
  },
  saveStaffReminders: {
    ...at.saveStaffReminders,
    audience: 'staff',
    roles: duties.read,
    summary: 'Choose how often I am reminded: daily, on Mondays, or never.',
    body: reminding,
    response: reminding,
    problems: [403, 422],
  },
} as const satisfies Record<string, Operation>;
