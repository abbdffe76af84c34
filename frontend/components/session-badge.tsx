import { useTranslation } from 'react-i18next';
import type { Ballot } from '../../schemas/evaluation.ts';
import type { PointState, SessionState } from '../../schemas/session.ts';
import type { Tone } from './alert.tsx';
import { opinionTones } from './evaluation-view.tsx';
import { Badge } from './state-badge.tsx';

const sessionTones: Record<SessionState, Tone | undefined> = {
  planned: 'info',
  open: 'good',
  closed: undefined,
  cancelled: 'warn',
};

/** Where a session of the jury stands. */
export const SessionBadge = ({ state }: { state: SessionState }) => {
  const { t } = useTranslation('words');
  return <Badge tone={sessionTones[state]}>{t(`sessionStates.${state}`)}</Badge>;
};

const pointTones: Record<PointState, Tone | undefined> = {
  waiting: undefined,
  open: 'info',
  voting: 'info',
  counted: 'info',
  concluded: 'good',
  postponed: 'warn',
  removed: undefined,
  withdrawn: undefined,
};

/** Where a file of the agenda stands: once there is an opinion, that is what it says. */
export const PointBadge = ({ state, outcome }: { state: PointState; outcome?: Ballot | undefined }) => {
  const { t } = useTranslation('words');
  if (state === 'concluded' && outcome) return <Badge tone={opinionTones[outcome]}>{t(`ballots.${outcome}`)}</Badge>;
  return <Badge tone={pointTones[state]}>{t(`pointStates.${state}`)}</Badge>;
};
