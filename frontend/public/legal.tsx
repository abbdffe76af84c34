import { useTranslation } from 'react-i18next';
import { useSite } from '../use-site.ts';
import { TextPage, TextSection } from './text-page.tsx';

const parts = ['publisher', 'purpose', 'who', 'keep', 'device', 'rights', 'software'] as const;

const Legal = () => {
  const { t } = useTranslation('pages');
  const site = useSite();
  return (
    <TextPage title={t('legal.title')}>
      {parts.map((part) => (
        <TextSection key={part} title={t(`legal.${part}.title`)}>
          <p>{t(`legal.${part}.body`)}</p>
        </TextSection>
      ))}
      {/* Known a moment after the page is there: at its end, it moves nothing. */}
      {site && (
        <TextSection title={t('legal.addresses.title')}>
          <p>{site.addressDays ? t('legal.addresses.kept', { days: site.addressDays }) : t('legal.addresses.none')}</p>
        </TextSection>
      )}
    </TextPage>
  );
};

export default Legal;
