import { silenceWarningDays } from '../../schemas/clocks.ts';
import { addDays, dayOf } from '../domain/calendar.ts';
import { notFound } from '../domain/errors.ts';
import type { Operations } from '../http.ts';
import { findByNumber, listByState, listClocks } from '../store/applications.ts';
import { loadCallVersion } from '../store/calls.ts';
import { listSupported, readFigures, readStateCounts } from '../store/figures.ts';
import { ALL } from '../store/keys.ts';
import { isActiveJuror, listMembers } from '../store/people.ts';
import type { StorePorts } from '../store/ports.ts';
import { clockedRow, queueRow } from './projection.ts';

type ListOperations = Pick<
  Operations<'staff'>,
  'listQueue' | 'countQueue' | 'listClocks' | 'findByNumber' | 'listJurors' | 'getMonitoring' | 'listSupported'
>;

export const listOperations = (ports: StorePorts): ListOperations => ({
  async listQueue({ query }) {
    const page = await listByState(ports, query.callId, query.state, query.cursor);
    // A version is read once, however many files were submitted under it.
    const versions = new Map(
      await Promise.all(
        [...new Set(page.items.map(({ callVersion }) => callVersion))].map(
          async (version) => [version, await loadCallVersion(ports, query.callId, version)] as const,
        ),
      ),
    );
    return { ...page, items: page.items.map((head) => queueRow(head, versions.get(head.callVersion))) };
  },

  async countQueue({ query }) {
    return { counts: await readStateCounts(ports, query.callId) };
  },

  async listClocks({ query, at }) {
    const page = await listClocks(ports, addDays(dayOf(at), silenceWarningDays), query.cursor);
    return { ...page, items: page.items.map((head) => clockedRow(head)), warningDays: silenceWarningDays };
  },

  async findByNumber({ params }) {
    const applicationId = await findByNumber(ports, params.number.toUpperCase());
    if (!applicationId) throw notFound();
    return { applicationId: applicationId as `app_${string}` };
  },

  async listJurors() {
    return { items: (await listMembers(ports, 'juror')).filter(isActiveJuror) };
  },

  async getMonitoring({ query }) {
    return readFigures(ports, query.callId, query.from, query.to);
  },

  async listSupported({ query }) {
    return listSupported(ports, query.callId, query.quarter, query.territoryId ?? ALL, query.cursor);
  },
});
