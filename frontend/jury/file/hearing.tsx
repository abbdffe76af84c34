import { useTranslation } from 'react-i18next';
import { Link } from '../../components/link.tsx';
import type { JurorFile } from './queries.ts';

/** A step that the jury takes together: where the file is heard, or that it is over. */
export const Hearing = ({ file }: { file: JurorFile }) => {
  const { t } = useTranslation('sessions');
  if (!file.sessionId) return <p className="soft">{t('hearing.over')}</p>;
  return (
    <div className="stack">
      <p>{t('hearing.together')}</p>
      <p>
        <Link href={`/jury/sessions/${file.sessionId}`}>{t('hearing.open')}</Link>
      </p>
    </div>
  );
};
