import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useLocation } from 'wouter';
import { api } from '../../api.ts';
import { useMay } from '../../components/area.tsx';
import { ConfirmButton } from '../../components/dialog.tsx';
import { EmptyState } from '../../components/empty-state.tsx';
import { Link } from '../../components/link.tsx';
import { Loaded } from '../../components/loaded.tsx';
import { PageHeader } from '../../components/page-header.tsx';
import { ProblemAlert } from '../../components/problem-view.tsx';
import { Badge } from '../../components/state-badge.tsx';
import { Table } from '../../components/table.tsx';
import { useFormats } from '../../format.ts';
import { callsKey, useStaffCalls } from './queries.ts';

type StaffCall = NonNullable<ReturnType<typeof useStaffCalls>['data']>['items'][number];

/** A new call begins with what another one says. */
const Create = ({ from }: { from: StaffCall | undefined }) => {
  const { t } = useTranslation('calls');
  const { local } = useFormats();
  const client = useQueryClient();
  const [, navigate] = useLocation();
  // Kept for the page: pressed twice, one call begins.
  const [idempotencyKey] = useState(() => crypto.randomUUID());
  const create = useMutation({
    mutationFn: () => api('createCall', { body: { ...(from && { from: from.callId }), idempotencyKey } }),
    onSuccess: ({ callId }) => {
      void client.invalidateQueries({ queryKey: callsKey });
      navigate(`/staff/calls/${callId}/edit/texts`);
    },
  });
  return (
    <>
      {create.isError && <ProblemAlert error={create.error} />}
      <div>
        <ConfirmButton
          variant="secondary"
          label={t('list.create')}
          title={t('list.createTitle')}
          body={<p>{from ? t('list.createBody', { title: local(from.title) }) : t('list.createExample')}</p>}
          act={() => create.mutateAsync()}
        />
      </div>
    </>
  );
};

/** The calls of the city, each at its current version. */
export const CallsPage = () => {
  const { t } = useTranslation('calls');
  const { local, shortDayOf } = useFormats();
  const query = useStaffCalls();
  const may = useMay();
  return (
    <div className="stack-l">
      <PageHeader title={t('list.title')} lead={<p>{t('list.lead')}</p>} />
      <Loaded query={query} home="/staff">
        {({ items }) => (
          <>
            {items.length === 0 ? (
              <EmptyState title={t('list.none')} />
            ) : (
              <Table
                caption={t('list.caption')}
                hideCaption
                rows={items}
                rowKey={({ callId }) => callId}
                columns={[
                  {
                    id: 'name',
                    label: t('list.name'),
                    heading: true,
                    cell: ({ callId, title }) => (
                      <Link href={`/staff/calls/${callId}`}>{local(title) || t('list.untitled')}</Link>
                    ),
                  },
                  {
                    id: 'version',
                    label: t('list.version'),
                    cell: ({ version, publishedAt }) =>
                      version === undefined || !publishedAt
                        ? t('list.new')
                        : t('list.published', {
                            version: t('call.versionName', { version }),
                            date: shortDayOf(publishedAt),
                          }),
                  },
                  {
                    id: 'state',
                    label: t('list.state'),
                    cell: ({ version, paused }) => (
                      <Badge tone={version === undefined ? undefined : paused ? 'warn' : 'good'}>
                        {t(version === undefined ? 'list.new' : paused ? 'list.paused' : 'list.open')}
                      </Badge>
                    ),
                  },
                ]}
              />
            )}
            {may('createCall') && <Create from={items.find(({ version }) => version !== undefined)} />}
          </>
        )}
      </Loaded>
    </div>
  );
};
