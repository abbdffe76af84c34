import { useTranslation } from 'react-i18next';

/** What the jury wishes the applicant to be told of the whole project, to be taken up in the reasons of a refusal. */
export const GeneralWords = ({ words }: { words: readonly string[] }) => {
  const { t } = useTranslation('decisions');
  if (words.length === 0) return null;
  return (
    <div>
      <p>
        <strong>{t('form.generalWords')}</strong>
      </p>
      <p className="soft">{t('form.generalHint')}</p>
      {words.map((text) => (
        <blockquote key={text} className="typed prose">
          {text}
        </blockquote>
      ))}
    </div>
  );
};
