import { useTranslation } from 'react-i18next';
import type { ScoreStep } from '../../../schemas/call.ts';
import { Disclosure } from '../../components/disclosure.tsx';
import { EvaluationView } from '../../components/evaluation-view.tsx';
import { Pagination, useCursors } from '../../components/pagination.tsx';
import { Part } from '../../components/part.tsx';
import { useFormats } from '../../format.ts';
import { type JurorFile, usePeers } from './queries.ts';

/** What the other jurors wrote at a step, each under a number, a page at a time; nothing before the juror's own is in. */
export const Peers = ({ file, step }: { file: JurorFile; step: ScoreStep }) => {
  const { t } = useTranslation(['jury', 'scoring']);
  const { score, dayOf } = useFormats();
  const cursors = useCursors(step.id);
  const isIn = file.assignments.some(({ stepId, submittedAt }) => stepId === step.id && submittedAt !== undefined);
  const isHidden = step.blind.peers && !file.results.some(({ stepId }) => stepId === step.id);
  const query = usePeers(file.id, step.id, cursors.cursor, isIn && !isHidden);
  if (!isIn) return <p className="soft">{t('peers.hidden')}</p>;
  if (isHidden) return <p className="soft">{t('scoring:peers.hiddenUntilClosed')}</p>;
  return (
    <Part query={query}>
      {({ items, nextCursor }) => (
        <>
          {items.length === 0 && <p className="soft">{t('peers.none')}</p>}
          {items
            .toSorted((one, other) => one.peer - other.peer)
            .map((peer) => (
              <Disclosure
                key={peer.peer}
                summary={
                  <>
                    <span>{t('peers.peer', { number: peer.peer })}</span>
                    {peer.score !== undefined && <span className="number">{score(peer.score)}</span>}
                  </>
                }
              >
                <div className="stack">
                  <p className="soft">{t('peers.submitted', { date: dayOf(peer.submittedAt) })}</p>
                  <EvaluationView content={peer.content} step={step} />
                </div>
              </Disclosure>
            ))}
          <Pagination cursors={cursors} nextCursor={nextCursor} />
        </>
      )}
    </Part>
  );
};
