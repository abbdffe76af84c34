import type { ApplicationCore } from '../../../schemas/application.ts';
import type { ApplicationEvent } from '../../../schemas/event.ts';
import { type Decided, decided } from './decided.ts';

type Changed = Extract<ApplicationEvent, { type: 'application.organisation-changed' }>;

/**
 * Moves a file, in whatever state, to the organisation that its own was merged into. It stays where it stands, and what
 * was frozen keeps the words that it was frozen with.
 */
export const changeOrganisation = (input: {
  application: ApplicationCore;
  organisationId: ApplicationCore['organisationId'];
  at: string;
}): Decided<Changed> => {
  const { application, organisationId, at } = input;
  const data = {
    organisationId,
    formerId: application.organisationId,
    ...(application.state === 'draft' && { draft: true as const }),
  };
  return decided<Changed>(application, { type: 'application.organisation-changed', data }, at);
};
