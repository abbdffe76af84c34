import { useTranslation } from 'react-i18next';
import { ballots } from '../../../schemas/evaluation.ts';
import { Alert } from '../../components/alert.tsx';
import type { StaffPoint, StaffSession } from './queries.ts';

/** The quorum of the file on the table, in words: who can vote, who has, and who is recused. */
export const Quorum = ({ session, point }: { session: StaffSession; point: StaffPoint }) => {
  const { t } = useTranslation('sessions');
  const nameOf = (id: string) => session.members.find(({ personId }) => personId === id)?.name ?? id;
  const recused = point.recused.map(({ personId }) => nameOf(personId));
  const votes = ballots.reduce((sum, ballot) => sum + (point.tally?.[ballot] ?? 0), 0);
  const undeclared = point.undeclaredIds.map(nameOf);
  return (
    <div className="stack">
      <p>
        {t('live.voters', { count: point.voters, quorum: point.quorum })}
        {point.state === 'voting' && <> {t('live.voted', { voted: point.votedIds.length, voters: point.voters })}</>}
      </p>
      {point.votesBelowQuorum && (
        <Alert tone="warn" live="status">
          <p>{t('live.fewVotes', { count: votes, quorum: point.quorum })}</p>
        </Alert>
      )}
      {undeclared.length > 0 && (
        <Alert tone="warn" live="status">
          <p>{t('live.undeclared', { count: undeclared.length, names: undeclared.join(', ') })}</p>
        </Alert>
      )}
      {recused.length > 0 && <p className="soft">{t('live.recused', { names: recused.join(', ') })}</p>}
      {!point.quorumMet && (
        <Alert tone="warn" live="status">
          <p>{t('live.noQuorum')}</p>
        </Alert>
      )}
    </div>
  );
};
