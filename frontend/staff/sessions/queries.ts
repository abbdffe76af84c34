import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import type { OperationRequest, OperationResponse } from '../../../schemas/contract.ts';
import { api, problemOf } from '../../api.ts';
import { toast } from '../../components/toast.tsx';
import { everyPage } from '../../every-page.ts';
import { useFocusIfLost } from '../../focus-after.ts';
import { showAnswer } from '../../show-answer.ts';

export type StaffSession = OperationResponse<'getSession'>;
export type StaffPoint = StaffSession['points'][number];
export type SessionId = OperationRequest<'getSession'>['params']['sessionId'];

type CallId = OperationRequest<'planSession'>['body']['callId'];

export const sessionKey = (id: string) => ['session', id];

/** How often a page asks while a session is under way, and otherwise, in milliseconds. */
const live = 2_500;
const quiet = 20_000;

/** A session, asked for again all the time: equal answers keep their identity, so that only what changed is drawn. */
export const useSession = (sessionId: string) =>
  useQuery({
    queryKey: sessionKey(sessionId),
    queryFn: ({ signal }) => api('getSession', { params: { sessionId: sessionId as SessionId } }, { signal }),
    refetchInterval: (query) => (query.state.data?.state === 'open' ? live : quiet),
  });

/** Pages of sessions that are read: years of them. */
const mostPages = 20;

/** All of a call's sessions in a state, to choose one from. */
export const useEverySession = (callId: CallId, state: OperationResponse<'listSessions'>['items'][number]['state']) =>
  useQuery({
    queryKey: ['sessions', callId, state, 'all'],
    queryFn: ({ signal }) =>
      everyPage<OperationResponse<'listSessions'>['items'][number]>(mostPages, (cursor) =>
        api('listSessions', { query: { callId, state, cursor } }, { signal }),
      ),
  });

/**
 * Does something to a session: shows the answer, and on a refusal what stands now. An act that takes its own button away
 * leaves the focus to the `heading`.
 */
export const useSessionActs = (sessionId: string) => {
  const client = useQueryClient();
  const [failed, setFailed] = useState<{ error: unknown; work: () => Promise<StaffSession>; done?: string }>();
  const [acts, setActs] = useState(0);
  const heading = useRef<HTMLHeadingElement>(null);
  useFocusIfLost(acts, heading);
  const act = async (work: () => Promise<StaffSession>, done?: string): Promise<boolean> => {
    setFailed(undefined);
    try {
      await showAnswer(client, sessionKey(sessionId), await work());
      for (const list of ['sessions', 'queue', 'queue-counts', 'candidates', 'staff-file'])
        void client.invalidateQueries({ queryKey: [list] });
      setActs((count) => count + 1);
      if (done) toast(done);
      return true;
    } catch (error) {
      setFailed({ error, work, ...(done && { done }) });
      if (problemOf(error).status === 409) await client.invalidateQueries({ queryKey: sessionKey(sessionId) });
      return false;
    }
  };
  const failure = failed?.error;
  /** What got no answer can be done again as it was asked; if it was done after all, the service says so. */
  const retry = failed && problemOf(failure).code === 'offline' ? () => void act(failed.work, failed.done) : undefined;
  return { act, failure, retry, heading };
};
export type SessionActs = ReturnType<typeof useSessionActs>;

/** The file on the table. */
export const heardNow = (session: Pick<StaffSession, 'points'>): StaffPoint | undefined =>
  session.points.find(({ state }) => state === 'open' || state === 'voting' || state === 'counted');
