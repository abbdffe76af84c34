import { useQueryClient } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import type { CallDraftContent } from '../../../../schemas/call.ts';
import { api } from '../../../api.ts';
import { useAutosave } from '../../../autosave.ts';
import { forgetKept, keptOf } from '../../../kept.ts';
import { useSavedElsewhere } from '../../../saved-elsewhere.ts';
import { contentOf } from '../draft.ts';
import { type CallDraft, draftKey } from '../queries.ts';

/** Where this device keeps what was typed over a call and the service has not taken. */
export const keptKey = (callId: string): string => `call.${callId}`;

/** What a draft begins with where nothing was typed yet: the version that is published. */
const startOf = ({ content, current }: CallDraft): CallDraftContent => content ?? (current ? contentOf(current) : {});

/** A call while it is typed: saved by itself, and what to do when somebody else saved it in between. */
export const useCallDraft = (draft: CallDraft) => {
  const client = useQueryClient();
  const key = keptKey(draft.callId);
  const [start] = useState(() => {
    const kept = keptOf<CallDraftContent>(key);
    return {
      content: kept?.value ?? startOf(draft),
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

  const elsewhere = useSavedElsewhere<CallDraft>({
    state,
    resume,
    content,
    load: () => api('getCallDraft', { params: { callId: draft.callId } }),
    contentOf: startOf,
    take: (found) => {
      setContent(startOf(found));
      setBasedOn(found.basedOn ?? found.current?.version ?? 0);
    },
  });

  return {
    content,
    setContent,
    basedOn,
    state,
    flush,
    /** The revision that the service has; 0 while nothing was ever saved. */
    savedRevision: () => revision.current,
    ...elsewhere,
    forget: () => forgetKept(key),
  };
};
