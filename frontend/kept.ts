/** What was typed and not yet taken by the service, kept on this device. */
export interface Kept<T> {
  value: T;
  /** The revision it was typed over. */
  revision: number;
}

/** Whose typing this device keeps; nobody's before somebody is known, and after a sign-out. */
let keeper: string | undefined;

/** Says who is signed in, before anything that keeps is on the page; one area is on the page at a time. */
export const keepFor = (personId: string): void => {
  keeper = personId;
};

const placesOf = (personId: string) => `unsaved.${personId}.`;
const storageKey = (key: string) => `${placesOf(keeper ?? '')}${key}`;

/** What this device kept under a key and the service has not taken, however the tab was closed. */
export const keptOf = <T>(key: string): Kept<T> | undefined => {
  try {
    const kept = localStorage.getItem(storageKey(key));
    return kept ? (JSON.parse(kept) as Kept<T>) : undefined;
  } catch {
    return undefined;
  }
};

/** Keeps what was typed under a key on this device. */
export const keep = <T>(key: string, kept: Kept<T>): void => {
  if (keeper === undefined) return;
  try {
    localStorage.setItem(storageKey(key), JSON.stringify(kept));
  } catch {
    // A full or forbidden storage: the save to the service goes on all the same.
  }
};

export const forgetKept = (key: string): void => localStorage.removeItem(storageKey(key));

const keptBy = (personId: string): string[] =>
  Object.keys(localStorage).filter((key) => key.startsWith(placesOf(personId)));

/** Whether this device keeps anything that a person typed. */
export const hasKept = (personId: string): boolean => keptBy(personId).length > 0;

/** Erases what this device keeps of a person, and keeps nothing more: a form that is still on the page goes on telling. */
export const eraseKept = (personId: string): void => {
  keeper = undefined;
  for (const key of keptBy(personId)) localStorage.removeItem(key);
};

// ---- whatever on the page saves by itself

const savers = new Set<() => Promise<unknown>>();

/** Says how to save at once what a part of the page has not saved; gives what ends that. */
export const savesBy = (save: () => Promise<unknown>): (() => void) => {
  savers.add(save);
  return () => savers.delete(save);
};

/** Saves at once whatever of the page can be. */
export const saveAll = async (): Promise<void> => {
  await Promise.all([...savers].map((save) => save()));
};
