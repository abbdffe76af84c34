import { useTranslation } from 'react-i18next';
import type { JuryStep } from '../../../schemas/call.ts';
import { Disclosure } from '../../components/disclosure.tsx';
import { EvaluationView, opinionTones } from '../../components/evaluation-view.tsx';
import { Badge } from '../../components/state-badge.tsx';
import { useFormats } from '../../format.ts';
import type { JurorFile } from './queries.ts';

/** What the other jurors wrote at a step, each under a number; nothing before the juror's own is in. */
export const Peers = ({ file, step }: { file: JurorFile; step: JuryStep }) => {
  const { t } = useTranslation(['jury', 'words']);
  const { score, dayOf } = useFormats();
  const peers = file.peers.filter(({ stepId }) => stepId === step.id);
  if (!file.own[step.id]?.submittedAt) return <p className="soft">{t('peers.hidden')}</p>;
  if (peers.length === 0) return <p className="soft">{t('peers.none')}</p>;
  return peers
    .toSorted((one, other) => one.peer - other.peer)
    .map((peer) => {
      const name = t('peers.peer', { number: peer.peer });
      return (
        <Disclosure
          key={peer.peer}
          summary={
            <>
              <span>{name}</span>
              {peer.score !== undefined && <span className="number">{score(peer.score)}</span>}
              {peer.content.kind === 'deliberate' && (
                <Badge tone={opinionTones[peer.content.opinion]}>{t(`words:opinions.${peer.content.opinion}`)}</Badge>
              )}
            </>
          }
        >
          <div className="stack">
            <p className="soft">{t('peers.submitted', { date: dayOf(peer.submittedAt) })}</p>
            <EvaluationView content={peer.content} step={step} />
          </div>
        </Disclosure>
      );
    });
};
