/** What the second deployment brings, for the app that makes it and for the checks that look for it. */
export const addedIndex = 'bySort';
export const releaseHeader = 'x-release';
