import type { OpenStep } from '../../schemas/application.ts';
import { complete, openForCorrectionsUntil } from '../domain/evaluation/quorum.ts';
import { closingOf, stepEvaluations } from '../jury-steps.ts';
import type { WakeUp } from '../services/queues.ts';
import { type ApplicationFile, commitToFile, loadFile, loadHead } from '../store/applications.ts';
import { loadCallVersion } from '../store/calls.ts';
import { retrying } from '../store/commit.ts';
import { readEvents } from '../store/events.ts';
import type { StorePorts } from '../store/ports.ts';
import { noteEvaluationsIn } from '../store/progress.ts';
import { loadAssignments } from '../store/views.ts';

/** Whether a file has a step that could be closed. */
export const hasOpenStep = (head: { state?: unknown } | undefined): boolean => head?.state === 'evaluating';

/** The application that a wake-up is about. */
const applicationOf = async (ports: StorePorts, wakeUp: WakeUp): Promise<string | undefined> => {
  if (wakeUp.type === 'application') return wakeUp.id;
  const [first] = await readEvents(ports, wakeUp);
  return first?.type === 'evaluation.recorded' ? first.data.applicationId : undefined;
};

/** Nobody is waited for any more: neither for an evaluation, nor for the time that jurors were given to correct theirs. */
const isOver = (ports: StorePorts, file: Pick<ApplicationFile, 'head' | 'assignments'>, jury: OpenStep): boolean => {
  const evaluations = stepEvaluations(file);
  const until = openForCorrectionsUntil(jury, evaluations);
  return complete(jury, evaluations) && (until === undefined || until <= ports.now().toISOString());
};

/**
 * Closes the open step of a file when its quorum is met and nobody is waited for any more; otherwise counts, for lists,
 * the evaluations that are in. A step that is open for corrections alone is woken once their time is over. What is read is
 * the file as it stands, so that it does not matter how often, or how late, it is woken.
 * @returns whether a step was closed.
 */
export const closeCompleteStep = async (ports: StorePorts, wakeUp: WakeUp): Promise<boolean> => {
  const applicationId = await applicationOf(ports, wakeUp);
  if (!applicationId) return false;
  // Most events find no step open: the head alone says so, at a fraction of the whole file's read units.
  if (!hasOpenStep(await loadHead(ports, applicationId))) return false;
  return retrying(ports, async () => {
    // An evaluation says nothing to a step that waits for others: what jurors wrote is read once, at its closing.
    const counted = await loadAssignments(ports, applicationId);
    if (!counted?.head.jury || !hasOpenStep(counted.head)) return false;
    if (!isOver(ports, counted, counted.head.jury)) {
      await noteEvaluationsIn(ports, counted.head, counted.assignments);
      return false;
    }
    const file = await loadFile(ports, applicationId);
    const jury = file?.head.jury;
    if (!file || !jury || !hasOpenStep(file.head) || !isOver(ports, file, jury)) return false;
    const call = await loadCallVersion(ports, file.head.callId, file.head.callVersion);
    const at = ports.now().toISOString();
    const closing = await closingOf(ports, file, call, { stepId: jury.stepId, by: 'system', at });
    await commitToFile(ports, file, { ...closing, actor: { role: 'system' }, at });
    return true;
  });
};
