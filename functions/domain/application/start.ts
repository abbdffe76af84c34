import type { ApplicationCore } from '../../../schemas/application.ts';
import type { CallVersion } from '../../../schemas/call.ts';
import type { ApplicationEvent } from '../../../schemas/event.ts';
import { evolve } from './evolve.ts';

/** Starts a draft under the call's current version. */
export const start = (input: {
  id: ApplicationCore['id'];
  call: Pick<CallVersion, 'callId' | 'version'>;
  organisationId: ApplicationCore['organisationId'];
  at: string;
}): { application: ApplicationCore; event: ApplicationEvent } => {
  const event: ApplicationEvent = {
    type: 'application.started',
    data: { callId: input.call.callId, callVersion: input.call.version, organisationId: input.organisationId },
  };
  return { application: evolve(undefined, { ...event, at: input.at, aggregate: { id: input.id } }), event };
};
