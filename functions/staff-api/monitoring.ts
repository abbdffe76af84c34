import type { Operations } from '../http.ts';
import { listSupported, readFigures } from '../store/figures.ts';
import { ALL } from '../store/keys.ts';
import type { StorePorts } from '../store/ports.ts';
import { recusedFiles } from '../store/recusals.ts';
import { closedTo } from './rows.ts';

type MonitoringOperations = Pick<Operations<'staff'>, 'getMonitoring' | 'exportMonitoring' | 'listSupported'>;

/** Figures of what is announced alone: one that would say nothing but zero says that there is something. */
const withoutKept = <F extends { kept?: unknown; projects: number }>(figures: readonly F[]) =>
  figures.filter(({ projects }) => projects > 0).map(({ kept: _kept, ...figure }) => figure);

export const monitoringOperations = (ports: StorePorts): MonitoringOperations => ({
  async getMonitoring({ query }) {
    return readFigures(ports, query.callId, query.from, query.to);
  },

  async exportMonitoring({ query }) {
    const { figures, totals } = await readFigures(ports, query.callId, query.from, query.to);
    if (query.kept) return { figures, totals };
    return { figures: withoutKept(figures), totals: withoutKept(totals) };
  },

  async listSupported({ query, person }) {
    const [page, recused] = await Promise.all([
      listSupported(ports, query.callId, query.quarter, query.territoryId ?? ALL, query.cursor, {
        kept: query.kept !== undefined,
      }),
      recusedFiles(ports, person),
    ]);
    return { ...page, items: page.items.map((item) => closedTo(recused, item)) };
  },
});
