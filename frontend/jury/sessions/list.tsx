import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { api } from '../../api.ts';
import { EmptyState } from '../../components/empty-state.tsx';
import { Link } from '../../components/link.tsx';
import { PageHeader } from '../../components/page-header.tsx';
import { Pagination, useCursors } from '../../components/pagination.tsx';
import { ProblemAlert } from '../../components/problem-view.tsx';
import { SessionBadge } from '../../components/session-badge.tsx';
import { Loading } from '../../components/spinner.tsx';
import { useFormats } from '../../format.ts';
import styles from './sessions.module.css';

const Sessions = () => {
  const { t } = useTranslation('sessions');
  const { dayAndTime } = useFormats();
  const cursors = useCursors();
  const page = useQuery({
    queryKey: ['jury-sessions', cursors.cursor ?? ''],
    queryFn: ({ signal }) => api('listJurySessions', { query: { cursor: cursors.cursor } }, { signal }),
  });
  if (page.isError) return <ProblemAlert error={page.error} retry={() => void page.refetch()} />;
  if (page.isPending) return <Loading />;
  if (page.data.items.length === 0 && cursors.page === 1)
    return (
      <EmptyState title={t('jury.none')}>
        <p>{t('jury.noneBody')}</p>
      </EmptyState>
    );
  return (
    <>
      <ul className={styles.list}>
        {page.data.items.map(({ id, title, place, startsAt, state }) => (
          <li key={id}>
            <p>
              <Link href={`/jury/sessions/${id}`}>{title}</Link> <SessionBadge state={state} />
            </p>
            <p className="soft">
              {dayAndTime(startsAt)} · {place}
            </p>
          </li>
        ))}
      </ul>
      <Pagination cursors={cursors} nextCursor={page.data.nextCursor} />
    </>
  );
};

/** The sessions that the juror sits in, the latest first. */
export const JurySessionsPage = () => {
  const { t } = useTranslation('sessions');
  return (
    <div className="stack-l">
      <PageHeader title={t('jury.title')} lead={<p>{t('jury.lead')}</p>} />
      <Sessions />
    </div>
  );
};
