import { type ReminderChoice, usualReminders } from '../schemas/reminders.ts';
import { retrying } from './store/commit.ts';
import type { PersonItem } from './store/items/person.ts';
import { loadPerson, savePerson } from './store/people.ts';
import type { StorePorts } from './store/ports.ts';

/** How often a person is reminded. */
export const remindersOf = ({ reminders }: Pick<PersonItem, 'reminders'>): { choice: ReminderChoice } => ({
  choice: reminders ?? usualReminders,
});

/** Keeps a person's choice; the rest of the profile stays as it is, whoever saves it meanwhile. */
export const saveReminders = (ports: StorePorts, personId: string, choice: ReminderChoice) =>
  retrying(ports, async () => {
    const before = await loadPerson(ports, personId);
    if (!before) throw new Error(`Person ${personId} is gone`);
    const { rev: _rev, ...person } = before;
    return remindersOf(await savePerson(ports, { ...person, reminders: choice }, before));
  });
