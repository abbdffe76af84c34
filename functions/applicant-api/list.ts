import { dayOf } from '../domain/calendar.ts';
import type { Operations } from '../http.ts';
import { listByOrganisation } from '../store/application-lists.ts';
import type { StorePorts } from '../store/ports.ts';
import { ownOrganisation } from './own-organisation.ts';
import { applicantRow } from './rows.ts';

export const listOperations = (
  ports: StorePorts,
  draftDays: number,
): Pick<Operations<'applicant'>, 'listApplications'> => ({
  async listApplications({ query, person, at }) {
    const { id } = await ownOrganisation(ports, person, query.organisationId);
    const page = await listByOrganisation(ports, id, query.cursor);
    return { ...page, items: page.items.map((head) => applicantRow(head, dayOf(at), draftDays)) };
  },
});
