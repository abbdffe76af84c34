import { acknowledgement } from './acknowledgement.ts';
import { closed } from './closed.ts';
import { complementsReceived } from './complements-received.ts';
import { complementsRequested } from './complements-requested.ts';
import { decisionCorrected } from './decision-corrected.ts';
import { decisionWithdrawn } from './decision-withdrawn.ts';
import { deferred } from './deferred.ts';
import type { Template, TemplateName } from './facts.ts';
import { ineligible } from './ineligible.ts';
import { jurorAssigned } from './juror-assigned.ts';
import { refused } from './refused.ts';
import { reminded } from './reminded.ts';
import { reopened } from './reopened.ts';
import { silenceRecorded } from './silence-recorded.ts';
import { stepOpened } from './step-opened.ts';
import { supported } from './supported.ts';
import { withdrawn } from './withdrawn.ts';

/** Every mail that the service sends: facts in, message out. Pure. */
export const templates: { [N in TemplateName]: Template<N> } = {
  acknowledgement,
  'complements-requested': complementsRequested,
  'complements-received': complementsReceived,
  ineligible,
  'step-opened': stepOpened,
  'juror-assigned': jurorAssigned,
  reminded,
  supported,
  refused,
  deferred,
  'decision-corrected': decisionCorrected,
  'decision-withdrawn': decisionWithdrawn,
  withdrawn,
  closed,
  'silence-recorded': silenceRecorded,
  reopened,
};
