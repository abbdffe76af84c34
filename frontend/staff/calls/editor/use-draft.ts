import { useQueryClient } from '@tanstack/react-query';
import { useCallback, useEffect, useRef, useState } from 'react';
import type { CallDraftContent } from '../../../../schemas/call.ts';
import { api } from '../../../api.ts';
import { forgetKept, keptOf, useAutosave } from '../../../autosave.ts';
import { contentOf } from '../draft.ts';
import { type CallDraft, draftKey } from '../queries.ts';

/** Where this device keeps what was typed over a call and the service has not taken. */
export const keptKey = (callId: string): string => `call.${callId}`;

/** A call while it is typed: saved by itself, and what to do when somebody else saved it in between. */
export const useCallDraft = (draft: CallDraft) => {
  const client = useQueryClient();
  const key = keptKey(draft.callId);
  const [start] = useState(() => {
    const kept = keptOf<CallDraftContent>(key);
    return {
      content: kept?.value ?? draft.content ?? (draft.current ? contentOf(draft.current) : {}),
      revision: kept?.revision ?? draft.revision,
    };
  });
  const [content, setContent] = useState<CallDraftContent>(start.content);
  const [basedOn, setBasedOn] = useState(draft.basedOn ?? draft.current?.version ?? 0);
  const revision = useRef(start.revision);
  const { state, flush, resume } = useAutosave<CallDraftContent>({
    key,
    value: content,
    revision: start.revision,
    save: async (value, from) => {
      const saved = await api('saveCallDraft', {
        params: { callId: draft.callId },
        body: { content: value, revision: from, basedOn },
      });
      revision.current = saved.revision;
      client.setQueryData<CallDraft>(
        draftKey(draft.callId),
        (known) => known && { ...known, content: value, basedOn, ...saved },
      );
      return saved;
    },
  });

  const stale = state.kind === 'refused' && state.problem.code === 'stale-revision';
  const [other, setOther] = useState<CallDraft>();
  const [taken, setTaken] = useState<number>();
  useEffect(() => {
    if (!stale) return;
    let left = false;
    api('getCallDraft', { params: { callId: draft.callId } }).then(
      (found) => {
        if (!left) setOther(found);
      },
      // No answer now: what was typed stays here, and the next visit asks again.
      () => undefined,
    );
    return () => {
      left = true;
    };
  }, [stale, draft.callId]);
  useEffect(() => {
    // Only once the other content is what this page holds: a resumed save sends what it finds.
    if (taken !== undefined) resume(taken);
  }, [taken, resume]);

  const takeOther = useCallback(() => {
    if (!other) return;
    setContent(other.content ?? (other.current ? contentOf(other.current) : {}));
    setBasedOn(other.basedOn ?? other.current?.version ?? 0);
    setTaken(other.revision);
    setOther(undefined);
  }, [other]);

  return {
    content,
    setContent,
    basedOn,
    state,
    flush,
    /** The revision that the service has; 0 while nothing was ever saved. */
    savedRevision: () => revision.current,
    stale,
    other: stale ? other : undefined,
    takeOther,
    keepMine: () => {
      if (other) resume(other.revision);
      setOther(undefined);
    },
    forget: () => forgetKept(key),
  };
};
