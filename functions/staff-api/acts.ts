import type { Operations } from '../http.ts';
import { endAct } from '../store/acts.ts';
import type { StorePorts } from '../store/ports.ts';

export const actOperations = (ports: StorePorts): Pick<Operations<'staff'>, 'endAct'> => ({
  async endAct({ params, body, at }) {
    await endAct(ports, params.actId, { events: body.events, at });
    return { done: true };
  },
});
