import * as z from 'zod';
import { applicationId, sessionId } from '../application.ts';
import { sessionCore, sessionTitle } from '../session.ts';

/** What sessions of the jury are to both who hold them and who sit in them. */

export const session = z.object({ sessionId });
export const pointOf = session.extend({ applicationId });

export const sessionListItem = sessionCore
  .pick({
    id: true,
    state: true,
    startsAt: true,
    convenedAt: true,
    openedAt: true,
    closedAt: true,
    minutesApprovedAt: true,
    memberIds: true,
  })
  .extend(sessionTitle.shape);

export const problems = [403, 404, 409, 422] as const;
