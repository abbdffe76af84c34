import { useTranslation } from 'react-i18next';
import type { ApplicationState } from '../../schemas/application.ts';
import type { Step } from '../../schemas/call.ts';
import type { Localized } from '../../schemas/fields.ts';
import { Badge, toneOf } from '../components/state-badge.tsx';
import { useFormats } from '../format.ts';

/** A step as far as a file's state is told by it. */
interface AtStep {
  kind: Step['kind'];
  label: Localized;
}

/**
 * Where a file stands, in as many words as staff need: a call has several checks, and what is ready for the jury waits
 * either for jurors or for a session.
 */
const useStaffState = () => {
  const { t } = useTranslation(['staff', 'words']);
  const { local } = useFormats();
  return (state: ApplicationState, step: AtStep | undefined): string => {
    const name = t(`words:states.${state}`);
    if (!step) return name;
    if (state === 'checking') return t('file.stateAt', { state: name, detail: local(step.label) });
    if (state === 'ready' && (step.kind === 'score' || step.kind === 'deliberate'))
      return t('file.stateAt', { state: name, detail: t(`file.readyFor.${step.kind}`) });
    return name;
  };
};

/** Where a file stands, at which of its steps. */
export const StaffStateBadge = ({ state, step }: { state: ApplicationState; step: AtStep | undefined }) => {
  const said = useStaffState();
  return <Badge tone={toneOf[state]}>{said(state, step)}</Badge>;
};
