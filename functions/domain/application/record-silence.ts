import { type ApplicationCore, isInFlight } from '../../../schemas/application.ts';
import { dayOf } from '../calendar.ts';
import { actionsFor, allow, stateConflict, transitions } from '../lifecycle.ts';
import { refusedBySilenceOn, silenceRunsOutOn } from '../silence.ts';
import { type Decided, decided } from './decided.ts';

/**
 * Records that the City's silence refused a file (CRPA L231-4 3°): it ends, whatever it waited for. `digest` freezes why,
 * which stands in an item of its own.
 * @throws DomainError conflict `state-passed` where it cannot end so; `silence-runs`, with the last day on which the City can
 * still answer, up to that very day.
 */
export const recordSilence = (input: { application: ApplicationCore; digest: string; at: string }): Decided => {
  const { application, digest, at } = input;
  const today = dayOf(at);
  const silenceRejectsOn = refusedBySilenceOn(application, today);
  const { from } = transitions['record-silence'];
  const isWaiting = isInFlight(application.state) && (from as readonly string[]).includes(application.state);
  if (isWaiting && application.announceOn === undefined && !silenceRejectsOn)
    throw stateConflict(
      'silence-runs',
      application,
      actionsFor(application, 'staff', { today }),
      silenceRunsOutOn(application),
    );
  allow(application, 'record-silence', 'staff', { today });
  if (!silenceRejectsOn) throw new Error(`${application.id} is refused by silence without a clock`);
  return decided(application, { type: 'application.silence-recorded', data: { digest, silenceRejectsOn } }, at);
};
