import type { OperationId } from '../schemas/contract.ts';
import type { AllOperations } from './http.ts';

/**
 * Operations whose code is imported when one of them is first asked for, once for all who ask meanwhile. Where its file could not be
 * read, the next who asks has it read again; a module that throws while it is evaluated stays failed until the instance ends.
 */
export const later = <K extends OperationId>(
  /** Their places in the contract, by which they are known before. */
  places: Readonly<Record<K, unknown>>,
  load: () => Promise<Pick<AllOperations, K>>,
): Pick<AllOperations, K> => {
  let loading: Promise<Pick<AllOperations, K>> | undefined;
  const loaded = () => {
    loading ??= load().catch((error) => {
      loading = undefined;
      throw error;
    });
    return loading;
  };
  type Run = (request: unknown) => Promise<unknown>;
  const run =
    (id: K): Run =>
    async (request) =>
      ((await loaded())[id] as Run)(request);
  return Object.fromEntries((Object.keys(places) as K[]).map((id) => [id, run(id)])) as Pick<AllOperations, K>;
};
