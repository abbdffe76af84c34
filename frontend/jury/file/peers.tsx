import { useTranslation } from 'react-i18next';
import type { ScoreStep } from '../../../schemas/call.ts';
import { Disclosure } from '../../components/disclosure.tsx';
import { EvaluationView } from '../../components/evaluation-view.tsx';
import { useFormats } from '../../format.ts';
import type { JurorFile } from './queries.ts';

/** What the other jurors wrote at a step, each under a number; nothing before the juror's own is in. */
export const Peers = ({ file, step }: { file: JurorFile; step: ScoreStep }) => {
  const { t } = useTranslation(['jury', 'scoring']);
  const { score, dayOf } = useFormats();
  const peers = file.peers.filter(({ stepId }) => stepId === step.id);
  if (!file.own[step.id]?.submittedAt) return <p className="soft">{t('peers.hidden')}</p>;
  const closed = file.results.some(({ stepId }) => stepId === step.id);
  if (step.kind === 'score' && step.blind.peers && !closed)
    return <p className="soft">{t('scoring:peers.hiddenUntilClosed')}</p>;
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
