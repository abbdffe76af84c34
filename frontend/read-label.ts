import { useTranslation } from 'react-i18next';

/** A field's label where it is read: without the mark that it may be left empty. */
export const useReadLabel = () => {
  const { t } = useTranslation();
  return (label: string): string => label.replace(` (${t('field.optional')})`, '');
};
