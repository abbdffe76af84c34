import type { City } from './city.ts';
import { people } from './city.ts';
import { scoredFile } from './files.ts';
import { conclude, openSession, planSession, pointIn, run, schedule, voteOn } from './sessions.ts';

const { staff } = people;

/** How each operation about sessions of the jury is fed with what it answers. */
export const sessionFeeds = (city: () => City) => {
  const plan = () => ({
    title: 'Comité de sélection',
    place: 'Hôtel de ville',
    startsAt: '2026-06-01T12:00:00.000Z',
    memberIds: city().jurors.slice(0, 3),
  });
  const planned = async () => ({ sessionId: await planSession(city()) });
  const onAgenda = async () => {
    const params = { ...(await planned()), applicationId: await scoredFile(city()) };
    await schedule(city(), params.sessionId, params.applicationId);
    return params;
  };
  const heard = async () => {
    const params = await onAgenda();
    await openSession(city(), params.sessionId);
    await run(city(), params.sessionId, params.applicationId, 'hear');
    return params;
  };
  const counted = async () => {
    const params = await onAgenda();
    await openSession(city(), params.sessionId);
    const votes = Object.fromEntries(
      city()
        .jurors.slice(0, 3)
        .map((id) => [id, 'favourable' as const]),
    );
    await voteOn(city(), params.sessionId, params.applicationId, votes);
    return params;
  };
  const closed = async () => {
    const { sessionId, applicationId } = await counted();
    await conclude(city(), sessionId, applicationId);
    await city().ask('closeSession', staff.id, { params: { sessionId }, body: {} });
    return { sessionId };
  };
  const minutes = async () => {
    const params = await closed();
    const { content, revision } = await city().ask('getMinutes', staff.id, { params });
    return { params, body: { content, revision } };
  };
  const rev = async ({ sessionId, applicationId }: { sessionId: string; applicationId: string }) =>
    (await pointIn(city(), sessionId, applicationId)).rev;
  return {
    listJurySessions: () => city().ask('listJurySessions', city().jurors[0] ?? ''),
    getJurySession: async () => {
      const { sessionId } = await onAgenda();
      return city().ask('getJurySession', city().jurors[0] ?? '', { params: { sessionId } });
    },
    castVote: () => counted(),
    getJuryMinutes: async () => {
      const { params, body } = await minutes();
      await city().ask('approveMinutes', staff.id, { params, body });
      return city().ask('getJuryMinutes', city().jurors[0] ?? '', { params });
    },
    getJuryMinutesPdf: async () => {
      const { params, body } = await minutes();
      await city().ask('approveMinutes', staff.id, { params, body });
      return city().ask('getJuryMinutesPdf', city().jurors[0] ?? '', { params });
    },
    getMinutesPdf: async () => city().ask('getMinutesPdf', staff.id, { params: (await minutes()).params }),
    listSessions: () => city().ask('listSessions', staff.id, { query: { callId: city().callId } }),
    planSession: () => planned(),
    getSession: () => onAgenda(),
    changeSession: async () => {
      const params = await planned();
      return city().ask('changeSession', staff.id, { params, body: { ...plan(), version: 1 } });
    },
    conveneSession: async () => city().ask('conveneSession', staff.id, { params: await planned(), body: {} }),
    cancelSession: async () => city().ask('cancelSession', staff.id, { params: await planned(), body: {} }),
    scheduleFile: () => onAgenda(),
    unscheduleFile: async () => city().ask('unscheduleFile', staff.id, { params: await onAgenda() }),
    orderAgenda: async () => {
      const { sessionId, applicationId } = await onAgenda();
      const body = { applicationIds: [applicationId] };
      return city().ask('orderAgenda', staff.id, { params: { sessionId }, body });
    },
    openSession: () => heard(),
    markPresence: () => heard(),
    runPoint: () => heard(),
    saveNotes: async () =>
      city().ask('saveNotes', staff.id, { params: await heard(), body: { text: 'Le débat a été vif.', revision: 0 } }),
    concludePoint: () => closed(),
    postponePoint: async () => {
      const params = await heard();
      return city().ask('postponePoint', staff.id, { params, body: { rev: await rev(params) } });
    },
    closeSession: () => closed(),
    getEnvelope: async () => city().ask('getEnvelope', staff.id, { params: await planned() }),
    getMinutes: () => minutes(),
    saveMinutes: async () => {
      const { params, body } = await minutes();
      return city().ask('saveMinutes', staff.id, { params, body });
    },
    approveMinutes: async () => {
      const { params, body } = await minutes();
      return city().ask('approveMinutes', staff.id, { params, body });
    },
  };
};
