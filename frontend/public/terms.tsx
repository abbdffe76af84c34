import { useTranslation } from 'react-i18next';
import { Link } from '../components/link.tsx';
import { TextPage, TextSection } from './text-page.tsx';

const parts = ['service', 'account', 'files', 'conduct', 'availability'] as const;

const Terms = () => {
  const { t } = useTranslation('pages');
  return (
    <TextPage title={t('terms.title')}>
      {parts.map((part) => (
        <TextSection key={part} title={t(`terms.${part}.title`)}>
          <p>{t(`terms.${part}.body`)}</p>
        </TextSection>
      ))}
      <TextSection title={t('terms.data.title')}>
        <p>
          <Link href="/legal">{t('terms.data.link')}</Link>
        </p>
      </TextSection>
    </TextPage>
  );
};

export default Terms;
