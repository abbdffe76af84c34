import type { ApplicationContent, ApplicationCore } from '../../../schemas/application.ts';
import { dayOf } from '../calendar.ts';
import { allow } from '../lifecycle.ts';
import { equalShares } from '../shares.ts';
import { silenceRefusesOn } from '../silence.ts';
import { type Decided, decided } from './decided.ts';

/**
 * Answers a request for missing documents. The days that the request stood open, at most until its own due day, do not
 * count towards the silence that refuses (CRPA L114-5).
 * @throws DomainError conflict `state-passed` when nothing is asked.
 */
export const provideComplements = (input: {
  application: ApplicationCore;
  content: ApplicationContent;
  /** Whether it names another address as its contact than before. */
  contactChanged?: boolean;
  digest: string;
  at: string;
}): Decided => {
  const { application, content, digest, at } = input;
  allow(application, 'provide-complements', 'owner');
  const silenceRejectsOn = silenceRefusesOn(application, dayOf(at));
  if (!application.complementsRequestedAt || !silenceRejectsOn)
    throw new Error(`${application.id} waits for documents without a request`);
  return decided(
    application,
    {
      type: 'application.complements-provided',
      data: {
        digest,
        amountAskedCents: content.budget.amountAskedCents,
        shares: equalShares(content.project.territories),
        silenceRejectsOn,
        ...(input.contactChanged && { contactChanged: true as const }),
      },
    },
    at,
  );
};
