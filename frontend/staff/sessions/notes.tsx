import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '../../api.ts';
import { type AutosaveState, useAutosave } from '../../autosave.ts';
import { Alert } from '../../components/alert.tsx';
import { Button } from '../../components/button.tsx';
import { SaveStatus } from '../../components/save-status.tsx';
import { TextArea } from '../../components/text-area.tsx';
import type { StaffPoint, StaffSession } from './queries.ts';

/** What the secretary writes down of the debate on the file on the table, saved as it is typed. */
export const Notes = ({ session, point }: { session: StaffSession; point: StaffPoint }) => {
  const { t } = useTranslation('sessions');
  const [text, setText] = useState(point.notes);
  const { state, resume } = useAutosave({
    key: `session-notes.${session.id}.${point.applicationId}`,
    value: text,
    revision: point.notesRevision,
    save: (value, revision) =>
      api('saveNotes', {
        params: { sessionId: session.id, applicationId: point.applicationId },
        body: { text: value, revision },
      }),
  });
  const stale = state.kind === 'refused' && state.problem.code === 'stale-revision';
  return (
    <div className="stack">
      <TextArea
        name={`notes-${point.applicationId}`}
        label={t('live.notes')}
        hint={t('live.notesHint')}
        max={8000}
        rows={5}
        value={text}
        onChange={(value) => setText(value ?? '')}
      />
      <SaveStatus state={state as AutosaveState} idle={t('live.notesIdle')} />
      {stale && (
        <Alert tone="warn" title={t('live.notesElsewhere')} live="alert">
          <p className="typed">{point.notes}</p>
          <div className="row">
            <Button small variant="primary" onClick={() => resume(point.notesRevision)}>
              {t('live.notesMine')}
            </Button>
            <Button
              small
              onClick={() => {
                setText(point.notes);
                resume(point.notesRevision);
              }}
            >
              {t('live.notesTheirs')}
            </Button>
          </div>
        </Alert>
      )}
    </div>
  );
};
