import { useTranslation } from 'react-i18next';
import { TextPage, TextSection } from './text-page.tsx';

const done = ['keyboard', 'readers', 'errors', 'contrast', 'motion', 'tests'] as const;

const Accessibility = () => {
  const { t } = useTranslation('pages');
  return (
    <TextPage title={t('accessibility.title')}>
      <TextSection title={t('accessibility.status.title')}>
        <p>{t('accessibility.status.body')}</p>
      </TextSection>
      <TextSection title={t('accessibility.done.title')}>
        <ul>
          {done.map((point) => (
            <li key={point}>{t(`accessibility.done.${point}`)}</li>
          ))}
        </ul>
      </TextSection>
      <TextSection title={t('accessibility.help.title')}>
        <p>{t('accessibility.help.body')}</p>
      </TextSection>
    </TextPage>
  );
};

export default Accessibility;
