import type { MinutesContent } from '../schemas/session.ts';

/** What stands in the place of all that is left out, by language. */
export const withheld = {
  fr: {
    heading: 'Ce qui ne figure pas dans cet exemplaire',
    text: 'Des dossiers de cette séance vous sont fermés. Ni ce qui les concerne, ni les passages d’ensemble qui pourraient en laisser deviner quelque chose, comme les totaux, ne sont reproduits ici.',
  },
  en: {
    heading: 'What is not in this copy',
    text: 'Some files of this session are closed to you. Neither what is about them nor general passages that might give something of them away, such as totals, are reproduced here.',
  },
};

/**
 * Minutes as a reader may read them to whom some files are closed: what is about the other files, and of the general parts
 * those alone that are said to give no file away. A last part says that something is missing. Whoever may read every file of
 * the agenda reads the whole.
 */
export const readableMinutes = (
  content: MinutesContent,
  agenda: readonly { applicationId: string }[],
  isClosed: (applicationId: string) => boolean,
): MinutesContent => {
  const named = content.parts.flatMap(({ applicationId }) => applicationId ?? []);
  if (![...named, ...agenda.map(({ applicationId }) => applicationId)].some(isClosed)) return content;
  const parts = content.parts.filter(({ applicationId, forAll }) =>
    applicationId ? !isClosed(applicationId) : forAll === true,
  );
  return { ...content, parts: [...parts, withheld[content.language]] };
};
