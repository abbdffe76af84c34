import type { Operations } from '../http.ts';
import { openOfficeSession } from '../office-session.ts';
import { remindersOf, saveReminders } from '../reminders.ts';
import type { VerifyIdToken } from '../session.ts';
import type { StorePorts } from '../store/ports.ts';

type ProfileOperations = Pick<Operations<'staff'>, 'openStaffSession' | 'getStaffReminders' | 'saveStaffReminders'>;

export const profileOperations = (ports: StorePorts, verifyIdToken: VerifyIdToken): ProfileOperations => ({
  async openStaffSession({ body, subject }) {
    return openOfficeSession(ports, verifyIdToken, 'staff', { ...body, subject });
  },

  async getStaffReminders({ person }) {
    return remindersOf(person);
  },

  async saveStaffReminders({ body, person }) {
    return saveReminders(ports, person.id, body.choice);
  },
});
