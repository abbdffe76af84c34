import type { ApplicationFile } from '../store/applications.ts';
import type { FileJury } from '../store/views.ts';

/** Those of the open step from whom an evaluation is awaited still, and those who were taken off it. */
export const concerned = ({ head, assignments }: Pick<ApplicationFile, 'head' | 'assignments'>) =>
  assignments.filter(
    ({ stepId, state }) => stepId === head.jury?.stepId && (state === 'assigned' || state === 'relieved'),
  );

/** What staff see of reminders on a file: who is late at the open step, and when each was last reminded by hand. */
export const remindersOnFile = (file: FileJury, at: string) => {
  const { jury, state } = file.head;
  const late = state === 'evaluating' && jury !== undefined && jury.dueAt < at;
  const waiting = concerned(file).filter((assignment) => assignment.state === 'assigned');
  return {
    lateJurorIds: late ? waiting.map(({ jurorId }) => jurorId) : [],
    reminded: waiting.flatMap(({ jurorId }) => {
      const last = file.events.findLast(
        (event) => event.type === 'application.jurors-reminded' && event.data.jurorIds.includes(jurorId),
      );
      return last && last.at >= (jury?.openedAt ?? '') ? [{ jurorId, at: last.at }] : [];
    }),
  };
};
