import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { DraftSection, SectionName } from '../../../schemas/application.ts';
import { api } from '../../api.ts';
import { useAutosave } from '../../autosave.ts';
import { forgetKept, keptOf } from '../../kept.ts';
import { useSavedElsewhere } from '../../saved-elsewhere.ts';
import { type ApplicantFile, fileKey } from '../queries.ts';

type Saved = NonNullable<ApplicantFile['sections'][SectionName]>;

/**
 * One part of the form: what is typed, saved by itself, and what to do when another tab saved it in between. What this
 * device kept comes first, then what the service has, then `prefill`.
 */
export const useSection = (file: ApplicantFile, name: SectionName, prefill: DraftSection = {}) => {
  const client = useQueryClient();
  const key = `${file.id}.${name}`;
  const [start] = useState(() => {
    const kept = keptOf<DraftSection>(key);
    const saved = file.sections[name];
    return {
      content: kept?.value ?? saved?.content ?? prefill,
      // Over the revision it was typed from: one saved elsewhere since then is noticed, never overwritten unseen.
      revision: kept?.revision ?? saved?.revision ?? 0,
    };
  });
  const [content, setContent] = useState<DraftSection>(start.content);
  const [generation, setGeneration] = useState(0);

  const autosave = useAutosave<DraftSection>({
    key,
    value: content,
    revision: start.revision,
    save: async (value, revision) => {
      const saved = await api('saveSection', {
        params: { applicationId: file.id, section: name },
        body: { content: value, revision },
      });
      client.setQueryData<ApplicantFile>(
        fileKey(file.id),
        (known) => known && { ...known, sections: { ...known.sections, [name]: saved } },
      );
      // The list shows the title.
      void client.invalidateQueries({ queryKey: ['applications'], refetchType: 'none' });
      return saved;
    },
  });

  const { other, keepMine, takeOther } = useSavedElsewhere<Saved>({
    ...autosave,
    content,
    load: async () => (await api('getApplication', { params: { applicationId: file.id } })).sections[name],
    contentOf: (saved) => saved.content,
    take: (saved) => {
      setContent(saved.content);
      setGeneration((count) => count + 1);
    },
  });

  return {
    name,
    /** Where this device keeps what belongs to this part. */
    place: key,
    content,
    setContent,
    /** Changes when the content was replaced from outside the form. */
    generation,
    autosave,
    /** What another tab saved in between; undefined unless the two differ. */
    other,
    keepMine,
    takeOther,
    /** Forgets what this device kept, once it was submitted. */
    forget: () => forgetKept(key),
  };
};
export type Section = ReturnType<typeof useSection>;
export type Sections = Record<SectionName, Section>;
