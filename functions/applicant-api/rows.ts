import type * as z from 'zod';
import type { applicantListItem } from '../../schemas/contract/applicant/list.ts';
import { expiryOf } from '../domain/draft-expiry.ts';
import { asKnownOutside } from '../domain/embargo.ts';
import { actionsFor } from '../domain/lifecycle.ts';
import { refusedBySilenceOn, silenceRunsOutOn } from '../domain/silence.ts';
import type { ApplicationHead } from '../store/items.ts';

/** What an applicant may do to a file now. */
export const ownerActions = (head: Pick<ApplicationHead, 'state' | 'announceOn'>) => actionsFor(head, 'owner');

/** A row of an organisation's list, from the head alone: what is not announced does not show. */
export const applicantRow = (
  head: ApplicationHead,
  today: string,
  draftDays: number,
): z.input<typeof applicantListItem> => {
  const known = asKnownOutside(head);
  return {
    ...known,
    // What the jury and staff do inside is no change of theirs.
    updatedAt: head.submittedAt ?? head.updatedAt,
    expiresOn: expiryOf(head, draftDays, today),
    refusedBySilenceOn: refusedBySilenceOn(known, today),
    runsOutOn: silenceRunsOutOn(known),
    availableActions: ownerActions(head),
  };
};
