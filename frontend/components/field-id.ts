/** The id of a field by its name, which error summaries link to. */
export const fieldId = (name: string): string => `field-${name.replaceAll('.', '-')}`;
