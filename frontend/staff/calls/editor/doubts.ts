import type { CallDraftContent, CallVersion } from '../../../../schemas/call.ts';
import { farAmountsOf } from '../../../../schemas/far-amount.ts';
import type { Doubt } from '../../../components/doubts.tsx';
import { useDoubtful } from '../../../doubts.ts';

/** Amounts of a call that are far from those of the version that is published, as questions. */
export const useCallDoubts = (current: CallVersion | undefined, content: CallDraftContent): Doubt[] => {
  const doubtful = useDoubtful();
  return current
    ? farAmountsOf(content, current).flatMap(({ path, cents, besideCents }) =>
        doubtful.amount(path.join('.'), cents, { kind: 'published', cents: besideCents }),
      )
    : [];
};
