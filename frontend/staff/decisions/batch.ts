import canonicalize from 'canonicalize';
import type { CriterionFeedback, Decision } from '../../../schemas/decision.ts';
import type { Typed } from '../../components/number-field.tsx';
import type { JuryWords, StaffFile } from '../file/parts.ts';

export type Outcome = 'supported' | 'refused' | 'deferred';

/** What a batch says of one file; the rest is the same for all of them. */
export interface Draft {
  outcome: Outcome | undefined;
  amountCents: Typed;
  conditions: string;
  reasons: string;
}

/** What all decisions of a batch have in common. */
export interface Common {
  decidedOn: string;
  reference: string;
  announceOn: string;
}

/** The last opinion that the jury gave at a session, with the amount that it proposed. */
export const opinionOf = ({ results }: Pick<StaffFile, 'results'>) =>
  results.findLast(({ opinion }) => opinion !== undefined);

/** The amount that the last opinion of the jury proposes. */
export const proposedFor = (file: Pick<StaffFile, 'results'>): number | undefined => opinionOf(file)?.proposedCents;

/**
 * What a file begins with: the jury's opinion as the decision, and its amount. Where it proposed none, the amount is for
 * whoever decides to enter: what was asked is never granted for want of another.
 */
export const draftOf = (file: Pick<StaffFile, 'results'>): Draft => {
  const result = opinionOf(file);
  return {
    outcome: result && (result.opinion === 'unfavourable' ? 'refused' : 'supported'),
    amountCents: result?.proposedCents,
    conditions: '',
    reasons: '',
  };
};

/** The decision of one file as it is typed, to be read by the rules of decisions. */
export const typedDecision = (common: Common, draft: Draft, feedback: readonly CriterionFeedback[]) => ({
  ...common,
  ...draft,
  feedback,
});

/** The jury's comments that a refusal of the file carries. */
export const feedbackFor = ({ feedback }: Pick<JuryWords, 'feedback'>, { outcome }: Draft): CriterionFeedback[] =>
  outcome === 'refused' ? feedback : [];

/** How many of each outcome there are, and what they grant, in cents. */
export const totalsOf = (drafts: readonly Pick<Draft, 'outcome' | 'amountCents'>[]) => {
  const count = (outcome: Outcome) => drafts.filter((draft) => draft.outcome === outcome).length;
  return {
    supported: count('supported'),
    refused: count('refused'),
    deferred: count('deferred'),
    grantedCents: drafts.reduce(
      (sum, { outcome, amountCents }) =>
        sum + (outcome === 'supported' && typeof amountCents === 'number' ? amountCents : 0),
      0,
    ),
  };
};

/** One decision of a batch that was read through: of which file at which version, and where it stands. */
export interface Entry {
  applicationId: StaffFile['id'];
  /** The version of the file that was read through. */
  version: number;
  decision: Decision;
  state: 'waiting' | 'running' | 'done' | 'changed' | 'failed';
  error?: unknown;
}

interface BatchPorts {
  /** Records it of the version that was read through, and of no other. */
  record: (entry: Entry) => Promise<unknown>;
  /** The file as it stands now. */
  read: (applicationId: StaffFile['id']) => Promise<Pick<StaffFile, 'version' | 'decision'>>;
  /** True once it should stop; asked before each file. */
  stopped: () => boolean;
  /** True when the file is no longer the one that was read through. */
  isConflict: (error: unknown) => boolean;
  /** True for what would befall the next file as well: no answer, or a session that ran out. */
  isGeneral: (error: unknown) => boolean;
  changed: (entry: Entry) => void;
}

/** Two decisions that say the same, whatever the order of what they say. */
const isSame = (one: Decision, other: Decision | undefined) => canonicalize(one) === canonicalize(other);

/**
 * What comes of recording one decision.
 * @throws what would befall the next file as well.
 */
const outcomeOf = async (entry: Entry, ports: BatchPorts): Promise<Pick<Entry, 'state' | 'error'>> => {
  try {
    await ports.record(entry);
    return { state: 'done' };
  } catch (error) {
    if (ports.isGeneral(error)) throw error;
    if (!ports.isConflict(error)) return { state: 'failed', error };
    const { version, decision } = await ports.read(entry.applicationId);
    return version > entry.version && isSame(entry.decision, decision)
      ? { state: 'done' }
      : { state: 'changed', error };
  }
};

/**
 * Records what waits of a batch, one file after the other. The service refuses a file that changed since it was read
 * through: it is left alone, like any other that is refused, and the others go on. A file that moved because this very
 * decision stands, whose answer was lost on the way, is recorded. What would befall all of them stops the run, with the
 * file that met it waiting as before.
 */
export const runBatch = async (entries: readonly Entry[], ports: BatchPorts): Promise<{ error?: unknown }> => {
  for (const entry of entries) {
    if (entry.state !== 'waiting') continue;
    if (ports.stopped()) return {};
    ports.changed({ ...entry, state: 'running' });
    try {
      ports.changed({ ...entry, ...(await outcomeOf(entry, ports)) });
    } catch (error) {
      ports.changed(entry);
      return { error };
    }
  }
  return {};
};
