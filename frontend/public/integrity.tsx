import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { api } from '../api.ts';
import { EmptyState } from '../components/empty-state.tsx';
import { Link } from '../components/link.tsx';
import { Loaded } from '../components/loaded.tsx';
import { Pagination, useCursors } from '../components/pagination.tsx';
import { Queries } from '../components/queries.tsx';
import { Table } from '../components/table.tsx';
import { useFormats } from '../format.ts';
import styles from './integrity.module.css';
import { TextPage, TextSection } from './text-page.tsx';

const Digests = () => {
  const { t } = useTranslation('pages');
  const { shortDay } = useFormats();
  const cursors = useCursors();
  const query = useQuery({
    queryKey: ['digests', cursors.cursor ?? ''],
    queryFn: ({ signal }) => api('listDigests', { query: { cursor: cursors.cursor } }, { signal }),
    placeholderData: (previous) => previous,
  });
  return (
    <Loaded query={query} home="/">
      {({ items, nextCursor }) =>
        items.length === 0 ? (
          <EmptyState title={t('integrity.list.empty')}>
            <p>{t('integrity.list.emptyBody')}</p>
          </EmptyState>
        ) : (
          <div className="stack">
            <Table
              caption={t('integrity.list.caption')}
              hideCaption
              columns={[
                { id: 'day', label: t('integrity.list.day'), heading: true, cell: ({ day }) => shortDay(day) },
                { id: 'anchors', label: t('integrity.list.anchors'), cell: ({ anchors }) => anchors },
                {
                  id: 'digest',
                  label: t('integrity.list.digest'),
                  cell: ({ digest }) => <code className={styles.digest}>{digest}</code>,
                },
              ]}
              rows={items}
              rowKey={({ day }) => day}
            />
            <Pagination cursors={cursors} nextCursor={nextCursor} />
          </div>
        )
      }
    </Loaded>
  );
};

/** The digests of past days, for whoever wants to keep one. */
const Integrity = () => {
  const { t } = useTranslation('pages');
  return (
    <TextPage title={t('integrity.title')}>
      <p className="prose">{t('integrity.lead')}</p>
      <TextSection title={t('integrity.how.title')}>
        <p>{t('integrity.how.body')}</p>
        <p>
          <Link href="/api/public/digests" external>
            {t('integrity.how.download')}
          </Link>
        </p>
      </TextSection>
      <section className="stack">
        <h2>{t('integrity.list.title')}</h2>
        <Queries>
          <Digests />
        </Queries>
      </section>
    </TextPage>
  );
};

export default Integrity;
