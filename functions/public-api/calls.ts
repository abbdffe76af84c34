import { notFound } from '../domain/errors.ts';
import type { Operations } from '../http.ts';
import { listCalls, loadCall } from '../store/calls.ts';
import type { StorePorts } from '../store/ports.ts';

export const callOperations = (ports: StorePorts): Pick<Operations<'public'>, 'listCalls' | 'getCall'> => ({
  async listCalls() {
    return { items: await listCalls(ports) };
  },

  async getCall({ params }) {
    const call = await loadCall(ports, params.callId);
    if (!call) throw notFound();
    return call;
  },
});
