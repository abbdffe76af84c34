import { useTranslation } from 'react-i18next';
import { Layout } from '../components/layout.tsx';
import { PageHeader } from '../components/page-header.tsx';

const Landing = () => {
  const { t } = useTranslation('pages');
  return (
    <Layout>
      <PageHeader title={t('landing.title')} lead={<p>{t('landing.lead')}</p>} />
    </Layout>
  );
};

export default Landing;
