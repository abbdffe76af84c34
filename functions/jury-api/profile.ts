import type { Operations } from '../http.ts';
import { openOfficeSession } from '../office-session.ts';
import { remindersOf, saveReminders } from '../reminders.ts';
import type { VerifyIdToken } from '../session.ts';
import type { StorePorts } from '../store/ports.ts';

type ProfileOperations = Pick<Operations<'jury'>, 'openJurySession' | 'getJuryReminders' | 'saveJuryReminders'>;

export const profileOperations = (ports: StorePorts, verifyIdToken: VerifyIdToken): ProfileOperations => ({
  async openJurySession({ body, subject }) {
    return openOfficeSession(ports, verifyIdToken, 'jury', { ...body, subject });
  },

  async getJuryReminders({ person }) {
    return remindersOf(person);
  },

  async saveJuryReminders({ body, person }) {
    return saveReminders(ports, person.id, body.choice);
  },
});
