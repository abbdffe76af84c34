import { DomainError } from '../../functions/domain/errors.ts';

/** How a rule refuses, in short: its kind, its code, and the places of the fields with the first key of each. */
export const refusalOf = (act: () => unknown) => {
  try {
    act();
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    const { kind, code, detail } = error;
    const fields = detail.fields?.map(({ path, keys }) => `${path.join('.')}: ${keys[0]}`);
    return { kind, code, ...(fields && { fields }) };
  }
  return undefined;
};
