import type { Operations } from '../http.ts';
import { listDigests } from '../store/digests.ts';
import type { StorePorts } from '../store/ports.ts';

export const digestOperations = (ports: StorePorts): Pick<Operations<'public'>, 'listDigests'> => ({
  async listDigests({ query }) {
    return listDigests(ports, query.cursor);
  },
});
