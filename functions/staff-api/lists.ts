import type { CallVersion } from '../../schemas/call.ts';
import { silenceWarningDays } from '../../schemas/clocks.ts';
import { addDays, dayOf } from '../domain/calendar.ts';
import { notFound } from '../domain/errors.ts';
import type { Operations } from '../http.ts';
import { listByState, listClocks } from '../store/application-lists.ts';
import { loadCallVersion } from '../store/calls.ts';
import { readStateCounts } from '../store/figures.ts';
import type { ApplicationHead } from '../store/items.ts';
import { findByNumber } from '../store/numbers.ts';
import { isActiveJuror, listMembers } from '../store/people.ts';
import type { StorePorts } from '../store/ports.ts';
import { clockedRow, queueRow } from './rows.ts';

type ListOperations = Pick<
  Operations<'staff'>,
  'listQueue' | 'countQueue' | 'listClocks' | 'findByNumber' | 'listJurors'
>;

/** Each file's own version of its call, read once, however many files were submitted under it. */
export const versionsOf = async (
  ports: StorePorts,
  heads: readonly Pick<ApplicationHead, 'callId' | 'callVersion'>[],
) => {
  const nameOf = ({ callId, callVersion }: (typeof heads)[number]) => `${callId} ${callVersion}`;
  const each = new Map(heads.map((head) => [nameOf(head), head]));
  const loaded = await Promise.all(
    [...each].map(
      async ([name, { callId, callVersion }]) => [name, await loadCallVersion(ports, callId, callVersion)] as const,
    ),
  );
  const versions = new Map(loaded);
  return (head: (typeof heads)[number]) => versions.get(nameOf(head)) as CallVersion;
};

export const listOperations = (ports: StorePorts): ListOperations => ({
  async listQueue({ query, person }) {
    const page = await listByState(ports, query.callId, query.state, query.cursor);
    const versionOf = await versionsOf(ports, page.items);
    return { ...page, items: page.items.map((head) => queueRow(head, versionOf(head), person.id)) };
  },

  async countQueue({ query }) {
    return { counts: await readStateCounts(ports, query.callId) };
  },

  async listClocks({ query, person, at }) {
    const page = await listClocks(ports, addDays(dayOf(at), silenceWarningDays), query.cursor);
    const versionOf = await versionsOf(ports, page.items);
    return {
      ...page,
      items: page.items.map((head) => clockedRow(head, versionOf(head), person.id)),
      warningDays: silenceWarningDays,
    };
  },

  async findByNumber({ params }) {
    const applicationId = await findByNumber(ports, params.number.toUpperCase());
    if (!applicationId) throw notFound();
    return { applicationId: applicationId as `app_${string}` };
  },

  async listJurors() {
    return { items: (await listMembers(ports, 'juror')).filter(isActiveJuror) };
  },
});
