import type { DraftSection } from '../../../schemas/application.ts';
import type { CallContent } from '../../../schemas/call.ts';
import type { Doubt } from '../../components/doubts.tsx';
import { oddEnd, oddStart, useDoubtful } from '../../doubts.ts';
import { today } from '../../today.ts';

/** What is odd about the days of a project, as questions. */
export const useProjectDoubts = ({ silenceMonths }: Pick<CallContent, 'silenceMonths'>) => {
  const doubtful = useDoubtful();
  return ({ startsOn, endsOn }: DraftSection): Doubt[] => [
    ...doubtful.day('startsOn', startsOn, oddStart(startsOn, today(), silenceMonths)),
    ...doubtful.day('endsOn', endsOn, oddEnd(endsOn, startsOn, today())),
  ];
};
