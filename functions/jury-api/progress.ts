import type { StorePorts } from '../store/ports.ts';
import { loadProgress } from '../store/progress.ts';

/**
 * Rows of a juror's list with how many evaluations of their step are in. The counts stand on the files' heads, once, and
 * not on every juror's assignment, where each evaluation would write them all.
 */
export const withProgress = async <R extends { applicationId: string; stepId: string; state: string }>(
  ports: StorePorts,
  rows: R[],
) => {
  const open = rows.filter(({ state }) => state === 'assigned' || state === 'submitted');
  const files = await loadProgress(
    ports,
    open.map(({ applicationId }) => applicationId),
  );
  return rows.map((row) => {
    const { stepId, progress } = files.get(row.applicationId) ?? {};
    return progress && stepId === row.stepId && open.includes(row) ? { ...row, progress } : row;
  });
};
