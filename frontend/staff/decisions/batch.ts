import type { CriterionFeedback, Decision } from '../../../schemas/application.ts';
import type { Typed } from '../../components/number-field.tsx';
import type { StaffFile } from '../file/acting.tsx';
import { feedbackOf } from './feedback.ts';
import type { Outcome } from './fields.tsx';

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

type Heard = Pick<StaffFile, 'results' | 'amountAskedCents'>;

/** The last opinion that the jury gave at a session, with the amount that it proposed. */
export const opinionOf = ({ results }: Pick<StaffFile, 'results'>) =>
  results.findLast(({ opinion }) => opinion !== undefined);

/** What a file begins with: the jury's opinion as the decision, and its amount, or what was asked without one. */
export const draftOf = (file: Heard): Draft => {
  const result = opinionOf(file);
  return {
    outcome: result && (result.opinion === 'unfavourable' ? 'refused' : 'supported'),
    amountCents: result?.proposedCents ?? file.amountAskedCents,
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
export const feedbackFor = (file: Pick<StaffFile, 'call' | 'evaluations'>, { outcome }: Draft) =>
  outcome === 'refused' ? feedbackOf(file) : [];

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
  versionOf: (applicationId: StaffFile['id']) => Promise<number>;
  record: (applicationId: StaffFile['id'], decision: Decision) => Promise<unknown>;
  /** True once it should stop; asked before each file. */
  stopped: () => boolean;
  /** The state of a file among a 409. */
  isConflict: (error: unknown) => boolean;
  /** True for what would befall the next file as well: no answer, or a session that ran out. */
  isGeneral: (error: unknown) => boolean;
  changed: (entry: Entry) => void;
}

/**
 * Records what waits of a batch, one file after the other. A file whose version is not the one that was read through is
 * left alone, and so is one that the service refuses: the others go on. What would befall all of them stops the run, with
 * the file that met it waiting as before.
 */
export const runBatch = async (entries: readonly Entry[], ports: BatchPorts): Promise<{ error?: unknown }> => {
  for (const entry of entries) {
    if (entry.state !== 'waiting') continue;
    if (ports.stopped()) return {};
    ports.changed({ ...entry, state: 'running' });
    try {
      if ((await ports.versionOf(entry.applicationId)) !== entry.version) {
        ports.changed({ ...entry, state: 'changed' });
        continue;
      }
      await ports.record(entry.applicationId, entry.decision);
      ports.changed({ ...entry, state: 'done' });
    } catch (error) {
      if (ports.isGeneral(error)) {
        ports.changed(entry);
        return { error };
      }
      ports.changed({ ...entry, state: ports.isConflict(error) ? 'changed' : 'failed', error });
    }
  }
  return {};
};
