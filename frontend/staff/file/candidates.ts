import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { OperationResponse } from '../../../schemas/contract.ts';
import { api } from '../../api.ts';
import { useActing } from './acting.tsx';

export type Candidate = OperationResponse<'listCandidates'>['items'][number];

/** The jurors who can be chosen for the file, those who suit it and are least loaded first. */
export const useCandidates = () => {
  const { file } = useActing();
  return useQuery({
    queryKey: ['candidates', file.id, file.version],
    queryFn: ({ signal }) => api('listCandidates', { params: { applicationId: file.id } }, { signal }),
    select: ({ items }) => items.filter(({ bar }) => bar === undefined),
  });
};

/** What bears on choosing a juror, in a few words: work, what suits the file, and a declared tie. */
export const useCandidateWords = () => {
  const { t } = useTranslation('jurors');
  return ({ open, cap, suits, match }: Candidate): string =>
    [
      t('file.work', { open, cap }),
      ...(suits.territory ? [t('file.suits.territory')] : []),
      ...(suits.sector ? [t('file.suits.sector')] : []),
      ...(match ? [t('file.match', { organisation: match.organisation })] : []),
    ].join(', ');
};
