import { useTranslation } from 'react-i18next';
import { TextPage, TextSection } from './text-page.tsx';

const parts = ['publisher', 'purpose', 'who', 'keep', 'device', 'rights', 'software'] as const;

const Legal = () => {
  const { t } = useTranslation('pages');
  return (
    <TextPage title={t('legal.title')}>
      {parts.map((part) => (
        <TextSection key={part} title={t(`legal.${part}.title`)}>
          <p>{t(`legal.${part}.body`)}</p>
        </TextSection>
      ))}
    </TextPage>
  );
};

export default Legal;
