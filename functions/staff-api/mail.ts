import { resumeMail } from '../domain/application/resume-mail.ts';
import { notFound } from '../domain/errors.ts';
import type { Operations } from '../http.ts';
import { liftingOf, loadAddress } from '../store/addresses.ts';
import { commitToFile } from '../store/applications.ts';
import { loadPersons } from '../store/people.ts';
import type { StorePorts } from '../store/ports.ts';
import { actOnFile } from './access.ts';
import { emailOf, notArrivedTo } from './mail-view.ts';

export const mailOperations = (ports: StorePorts): Pick<Operations<'staff'>, 'resumeMail'> => ({
  async resumeMail({ params, body, person, at }) {
    return actOnFile(ports, person, params.applicationId, async (file) => {
      const { recipient } = body;
      const persons = await loadPersons(ports, recipient === 'applicant' ? [] : [recipient]);
      const email = emailOf(file, persons, recipient);
      // Of persons to whom this file never wrote nothing is told.
      if (!email || !file.notifications.some((mail) => mail.recipient === recipient)) throw notFound();
      const address = await loadAddress(ports, email);
      const held = address?.status === 'held';
      const decided = resumeMail({
        application: file.head,
        recipient,
        due: held || notArrivedTo(file, recipient) > 0,
        at,
      });
      return commitToFile(ports, file, {
        decided,
        actor: { role: 'staff', personId: person.id },
        at,
        checks: held ? [liftingOf(ports, email, address, { at, personId: person.id })] : [],
      });
    });
  },
});
