import type { Doubt } from '../../components/doubts.tsx';
import { beganBefore, besideGrant, oddAnnouncement, oddDecisionDay, useDoubtful } from '../../doubts.ts';
import { today } from '../../today.ts';
import type { StaffFile } from '../file/parts.ts';
import type { Common, Draft } from './batch.ts';
import { proposedFor } from './batch.ts';

type Granting = Pick<StaffFile, 'results' | 'amountAskedCents' | 'content' | 'call' | 'decision'>;

/** What is odd about the days that decisions have, as questions. */
export const useDecisionDayDoubts = () => {
  const doubtful = useDoubtful();
  return ({ decidedOn, announceOn }: { [day in keyof Omit<Common, 'reference'>]: string | undefined }): Doubt[] => [
    ...doubtful.day('decidedOn', decidedOn, oddDecisionDay(decidedOn, today())),
    ...doubtful.day('announceOn', announceOn, oddAnnouncement(announceOn, decidedOn, today())),
  ];
};

/**
 * What is odd about a grant: its amount beside what the jury proposed, or what was asked for, and that the project began
 * before. What is supported already is asked about its amount alone. `nameOf` gives the names of the form's fields.
 */
export const useGrantDoubts = () => {
  const doubtful = useDoubtful();
  return (
    file: Granting,
    { outcome, amountCents }: Pick<Draft, 'outcome' | 'amountCents'>,
    decidedOn: string,
    nameOf = (field: 'outcome' | 'amountCents'): string => field,
  ): Doubt[] => {
    if (outcome !== 'supported') return [];
    const startsOn = file.content?.project.startsOn;
    const { eligibility } = file.call;
    const isBegun =
      file.decision?.outcome !== 'supported' && beganBefore(startsOn, decidedOn, { today: today(), eligibility });
    return [
      ...(startsOn && isBegun ? doubtful.begun(nameOf('outcome'), startsOn) : []),
      ...doubtful.amount(nameOf('amountCents'), amountCents, besideGrant(file.amountAskedCents, proposedFor(file))),
    ];
  };
};

/** What is odd about the decision of one file. */
export const useDecisionDoubts = (file: Granting) => {
  const [ofDays, ofGrant] = [useDecisionDayDoubts(), useGrantDoubts()];
  return (
    typed: Pick<Draft, 'outcome' | 'amountCents'> & { decidedOn: string; announceOn: string | undefined },
  ): Doubt[] => (typed.outcome ? [...ofDays(typed), ...ofGrant(file, typed, typed.decidedOn)] : []);
};
