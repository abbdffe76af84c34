import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { api } from '../api.ts';
import { Button } from '../components/button.tsx';
import { ProblemAlert } from '../components/problem-view.tsx';
import { toast } from '../components/toast.tsx';
import { focusHeading } from '../focus-after.ts';
import { fileKey } from './queries.ts';

/** Keeps a draft as it is, which moves the day on which it expires back. */
export const KeepDraft = ({ item, title }: { item: { id: `app_${string}` }; title: string }) => {
  const { t } = useTranslation(['applicant', 'common']);
  const client = useQueryClient();
  const keep = useMutation({
    mutationFn: () => api('keepDraft', { params: { applicationId: item.id } }),
    onSuccess: async () => {
      // A draft that is kept is asked about no more: the button goes.
      focusHeading();
      toast(t('dashboard.kept'));
      await client.invalidateQueries({ queryKey: fileKey(item.id) });
      await client.invalidateQueries({ queryKey: ['applications'] });
    },
  });
  return (
    <>
      <Button
        small
        busy={keep.isPending}
        aria-label={t('common:field.named', { field: t('dashboard.keep'), message: title })}
        onClick={() => keep.mutate()}
      >
        {t('dashboard.keep')}
      </Button>
      {keep.isError && <ProblemAlert error={keep.error} />}
    </>
  );
};
