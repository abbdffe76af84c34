/** What the second deployment brings, for the app that makes it and for the checks that look for it. */
export const addedIndex = 'bySort';
export const releaseHeader = 'x-release';
/** Where the changed contract has `getStaffReminders`, and what it has beside it. */
export const movedPath = '/api/staff/reminder-choice';
export const addedPath = '/api/staff/reminder-choice/anew';
