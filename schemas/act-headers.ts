/** The headers of acts, apart from all that needs zod: every page sends them, and the landing page loads none of it. */

/** The header by which a request says which act it is part of. */
export const actHeader = 'act-id';

/**
 * The header by which a request says that it is the whole of an act. Sent again under the same name by the same person, when
 * its answer was lost, it is answered as done, and not refused because the file moved: that was its own doing.
 */
export const ownActHeader = 'own-act-id';

/** The header by which an answer says how many events of files and sessions the request made, so that a page can sum them up. */
export const eventsHeader = 'act-events';
