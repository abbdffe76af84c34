import { useTranslation } from 'react-i18next';
import type { OperationResponse } from '../../../schemas/contract.ts';

export type Row = OperationResponse<'listAudit'>['items'][number];

/** What rows say, in words. A page may be older than the service that it speaks to: what it does not know has a word, too. */
export const useWords = () => {
  const { t, i18n } = useTranslation('audit');
  // Types and kinds are keys of the catalogue by construction, known at run time only.
  const say = t as unknown as (key: string) => string;
  const known = (group: 'acts' | 'openings', name: string) =>
    say(i18n.exists(`${group}.${name}`, { ns: 'audit' }) ? `${group}.${name}` : `${group}.other`);
  return {
    what: ({ act, opening = '' }: Row): string => (act === undefined ? known('openings', opening) : known('acts', act)),
    who: ({ personName }: Row): string => personName ?? t('unknown'),
    as: ({ role }: Row): string => t(`roles.${role}`),
    about: ({ about }: Row): string =>
      about ? (about.number ?? about.name ?? t(`about.${about.type}`)) : t('about.none'),
  };
};
