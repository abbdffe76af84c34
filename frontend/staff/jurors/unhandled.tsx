import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { api } from '../../api.ts';
import { Alert } from '../../components/alert.tsx';

/** Files that no agent may handle any more, by number alone: an administrator gives a role to somebody else. */
export const Unhandled = () => {
  const { t } = useTranslation(['jurors', 'words']);
  const { data } = useQuery({
    queryKey: ['unhandled'],
    queryFn: ({ signal }) => api('listUnhandled', undefined, { signal }),
  });
  if (!data || data.items.length === 0) return null;
  return (
    <Alert tone="warn" title={t('unhandled.title')}>
      <p>{t('unhandled.body')}</p>
      <ul>
        {data.items.map(({ applicationId, number, lacking }) => (
          <li key={applicationId}>
            {t('unhandled.file', { number, roles: lacking.map((role) => t(`words:roles.${role}`)).join(', ') })}
          </li>
        ))}
      </ul>
    </Alert>
  );
};
