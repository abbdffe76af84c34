import { useSyncExternalStore } from 'react';

/**
 * Whether the site gives other pages by now than the one that is open. A page stays open for days, and the service it speaks
 * to is replaced meanwhile: where an answer is one that the page did not expect, the site is asked for its pages anew. The
 * name of their script changes with their content.
 */
let isNewer = false;
const listeners = new Set<() => void>();
const subscribe = (listener: () => void) => {
  listeners.add(listener);
  return () => listeners.delete(listener);
};

/** The script that a page starts with, by its address. */
const scriptOf = (page: Document): string | null =>
  page.querySelector('script[type="module"][src]')?.getAttribute('src') ?? null;

let asking: Promise<void> | undefined;

/** Looks whether newer pages are there, once for however many answers were unexpected at a time. */
export const lookForNewerPages = (): Promise<void> => {
  asking ??= (async () => {
    const own = scriptOf(document);
    const answer = await fetch('/', { cache: 'no-store', headers: { accept: 'text/html' } });
    const given = scriptOf(new DOMParser().parseFromString(await answer.text(), 'text/html'));
    if (!answer.ok || !own || !given) return;
    const here = location.origin;
    isNewer = new URL(own, here).pathname !== new URL(given, here).pathname;
    for (const listener of listeners) listener();
  })()
    // Without an answer nothing is known; the next unexpected one asks again.
    .catch(() => undefined)
    .finally(() => {
      asking = undefined;
    });
  return asking;
};

/** Whether newer pages are known to be there. */
export const useNewerPages = (): boolean => useSyncExternalStore(subscribe, () => isNewer);
