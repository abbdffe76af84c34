import { useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { navigate, useHistoryState, useSearch } from 'wouter/use-browser-location';
import { Button } from './button.tsx';
import { OfflineNote } from './offline.tsx';

/** Beside an address, what its place in the history keeps: the pages that were gone through to each list's own. */
type Gone = Record<string, string[] | undefined>;

/**
 * Where a list stands: at which page, and from which cursor on. Both are in the address, so that Back, a reload and a link
 * lead to the same page. `list` tells lists of one page apart.
 */
export const useCursors = (list?: string) => {
  const query = new URLSearchParams(useSearch());
  const state = useHistoryState<Gone | null>();
  const [at, place] = list ? [`${list}-after`, `${list}-page`] : ['after', 'page'];
  const cursor = query.get(at) ?? undefined;
  const page = cursor === undefined ? 1 : Math.max(2, Math.trunc(Number(query.get(place))) || 2);
  /** Cursors up to this page's own; of an address that came from elsewhere only the latter is known. */
  const gone = state?.[at]?.at(-1) === cursor ? (state?.[at] ?? []) : cursor === undefined ? [] : [cursor];
  const show = (cursors: string[], number: number) => {
    const shown = new URLSearchParams(window.location.search);
    const last = cursors.at(-1);
    shown.delete(at);
    shown.delete(place);
    if (last !== undefined) {
      shown.set(place, String(number));
      shown.set(at, last);
    }
    const search = shown.toString();
    navigate(`${window.location.pathname}${search && `?${search}`}`, { state: { ...state, [at]: cursors } });
  };
  return {
    cursor,
    page,
    next: (following: string) => show([...gone, following], page + 1),
    previous: () => show(gone.slice(0, -1), page - 1),
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
  if (cursors.page === 1 && !nextCursor) return <OfflineNote />;
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
      <OfflineNote />
    </nav>
  );
};
