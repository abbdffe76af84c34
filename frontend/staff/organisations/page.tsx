import { useTranslation } from 'react-i18next';
import { PageHeader } from '../../components/page-header.tsx';
import { Joins } from './joins.tsx';
import { Twins } from './twins.tsx';

/** One SIRET, one organisation: who waits to be linked to one, and those that were registered more than once. */
export const OrganisationsPage = () => {
  const { t } = useTranslation('organisations');
  return (
    <div className="stack-l">
      <PageHeader title={t('title')} lead={<p>{t('lead')}</p>} />
      <section className="stack" aria-labelledby="joins">
        <h2 id="joins">{t('joins.title')}</h2>
        <Joins />
      </section>
      <section className="stack" aria-labelledby="twins">
        <h2 id="twins">{t('twins.title')}</h2>
        <Twins />
      </section>
    </div>
  );
};
