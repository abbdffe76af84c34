/** Days before a draft expires at which its owner is warned, each once, the earliest first. EXAMPLES, to be set by the city. */
export const draftWarningDays = [30, 7] as const;

/** EXAMPLE: days without a save after which a draft expires, unless a deployment says otherwise. */
export const usualDraftDays = 365;

/** The fewest that a deployment can choose: the first warning leaves well after the last save. */
export const leastDraftDays = 60;
