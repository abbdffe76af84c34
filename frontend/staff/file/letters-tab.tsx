import { useTranslation } from 'react-i18next';
import { Card } from '../../components/card.tsx';
import { EmptyState } from '../../components/empty-state.tsx';
import { useFormats } from '../../format.ts';
import { useActing } from './acting.tsx';

/** The letters that the organisation was sent, the latest first. */
export const LettersTab = () => {
  const { t } = useTranslation('staff');
  const { dayAndTime } = useFormats();
  const { file } = useActing();
  if (file.letters.length === 0) return <EmptyState title={t('letters.none')} />;
  return (
    <div className="stack">
      {file.letters
        .toSorted((one, other) => other.seq - one.seq)
        .map((letter) => (
          <Card as="article" key={letter.seq}>
            <h2>{letter.subject}</h2>
            <p className="soft">{t('letters.sent', { date: dayAndTime(letter.at) })}</p>
            <p className="typed prose">{letter.body}</p>
          </Card>
        ))}
    </div>
  );
};
