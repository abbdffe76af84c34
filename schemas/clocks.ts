/** EXAMPLE, to be set by the city: how many days before silence refuses a file it is pointed out, and an alarm rings. */
export const silenceWarningDays = 14;
