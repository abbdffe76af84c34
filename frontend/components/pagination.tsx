import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from './button.tsx';

/** Where a list stands: the cursors of the pages gone through, the current one last. */
export const useCursors = () => {
  const [cursors, setCursors] = useState<string[]>([]);
  return {
    cursor: cursors.at(-1),
    page: cursors.length + 1,
    next: (cursor: string) => setCursors((gone) => [...gone, cursor]),
    previous: () => setCursors((gone) => gone.slice(0, -1)),
    reset: () => setCursors([]),
  };
};

/** Next and previous page of a list that is read by cursor; nothing when there is a single page. */
export const Pagination = ({
  cursors,
  nextCursor,
}: {
  cursors: ReturnType<typeof useCursors>;
  nextCursor: string | undefined;
}) => {
  const { t } = useTranslation();
  const place = useRef<HTMLSpanElement>(null);
  // A button may be gone with the page that it led away from: whoever pressed it goes on from where the list now stands.
  const go = (move: () => void) => {
    place.current?.focus();
    move();
  };
  if (cursors.page === 1 && !nextCursor) return null;
  return (
    <nav aria-label={t('pagination.label')} className="row">
      {cursors.page > 1 && (
        <Button small onClick={() => go(cursors.previous)}>
          {t('pagination.previous')}
        </Button>
      )}
      <span ref={place} tabIndex={-1} className="soft" aria-live="polite">
        {t('pagination.page', { page: cursors.page })}
      </span>
      {nextCursor && (
        <Button small onClick={() => go(() => cursors.next(nextCursor))}>
          {t('pagination.next')}
        </Button>
      )}
    </nav>
  );
};
