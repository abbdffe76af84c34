import type { Operations } from '../http.ts';
import { listAssignments } from '../store/assignments.ts';
import type { StorePorts } from '../store/ports.ts';
import { withProgress } from './progress.ts';

export const assignmentOperations = (ports: StorePorts): Pick<Operations<'jury'>, 'listAssignments'> => ({
  async listAssignments({ query, person }) {
    const page = await listAssignments(ports, person.id, query);
    return { ...page, items: await withProgress(ports, page.items) };
  },
});
