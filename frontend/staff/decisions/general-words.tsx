import { useTranslation } from 'react-i18next';
import type { StaffFile } from '../file/acting.tsx';
import { generalWordsOf } from './feedback.ts';

/** What the jury wishes the applicant to be told of the whole project, to be taken up in the reasons of a refusal. */
export const GeneralWords = ({ file }: { file: StaffFile }) => {
  const { t } = useTranslation('decisions');
  const words = generalWordsOf(file);
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
