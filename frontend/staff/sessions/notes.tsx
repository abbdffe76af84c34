import { type Ref, useEffect, useImperativeHandle, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '../../api.ts';
import { useAutosave } from '../../autosave.ts';
import { Alert } from '../../components/alert.tsx';
import { Button } from '../../components/button.tsx';
import { SaveStatus } from '../../components/save-status.tsx';
import { TextArea } from '../../components/text-area.tsx';
import { keptOf } from '../../kept.ts';
import { useSavedElsewhere } from '../../saved-elsewhere.ts';
import type { StaffPoint, StaffSession } from './queries.ts';

const notesOf = ({ points }: StaffSession, applicationId: string) => {
  const point = points.find((candidate) => candidate.applicationId === applicationId);
  return point && { text: point.notes, revision: point.notesRevision };
};

export interface NotesHandle {
  /** Saves what is typed at once; false when that could not be done, which the notes then show. */
  flush: () => Promise<boolean>;
}

/**
 * What the secretary writes down of the debate on the file on the table, saved as it is typed. What another secretary
 * writes shows while nothing is typed here.
 */
export const Notes = ({ session, point, ref }: { session: StaffSession; point: StaffPoint; ref: Ref<NotesHandle> }) => {
  const { t } = useTranslation('sessions');
  const { applicationId, notes, notesRevision } = point;
  const key = `session-notes.${session.id}.${applicationId}`;
  const [start] = useState(() => keptOf<string>(key) ?? { value: notes, revision: notesRevision });
  const [text, setText] = useState(start.value);
  const params = { sessionId: session.id, applicationId };
  const { state, flush, resume, adopt } = useAutosave({
    key,
    value: text,
    revision: start.revision,
    save: (value, revision) => api('saveNotes', { params, body: { text: value, revision } }),
  });
  const [needed, setNeeded] = useState(false);
  useImperativeHandle(
    ref,
    () => ({
      flush: async () => {
        const saved = await flush();
        setNeeded(!saved);
        return saved;
      },
    }),
    [flush],
  );
  useEffect(() => {
    if (adopt(notes, notesRevision)) setText(notes);
  }, [adopt, notes, notesRevision]);
  const { other, keepMine, takeOther } = useSavedElsewhere({
    state,
    resume,
    content: text,
    load: async () => notesOf(await api('getSession', { params }), applicationId),
    contentOf: (saved) => saved.text,
    take: (saved) => setText(saved.text),
  });
  return (
    <div className="stack">
      <TextArea
        name={`notes-${applicationId}`}
        label={t('live.notes')}
        hint={t('live.notesHint')}
        max={8000}
        rows={5}
        value={text}
        onChange={(value) => setText(value ?? '')}
      />
      <SaveStatus state={state} idle={t('live.notesIdle')} />
      {needed && (state.kind === 'kept' || state.kind === 'refused') && (
        <Alert tone="warn" title={t('live.notesFirst')} live="alert">
          <p>{t('live.notesFirstBody')}</p>
        </Alert>
      )}
      {other && (
        <Alert tone="warn" title={t('live.notesElsewhere')} live="alert">
          <p className="typed">{other.text}</p>
          <div className="row">
            <Button small variant="primary" onClick={keepMine}>
              {t('live.notesMine')}
            </Button>
            <Button small onClick={takeOther}>
              {t('live.notesTheirs')}
            </Button>
          </div>
        </Alert>
      )}
    </div>
  );
};
