import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { useLocation } from 'wouter';
import type { Language } from '../../../schemas/fields.ts';
import { api } from '../../api.ts';
import { useMay } from '../../components/area.tsx';
import { ButtonLink } from '../../components/button.tsx';
import { Card } from '../../components/card.tsx';
import { ConfirmButton } from '../../components/dialog.tsx';
import { Loaded } from '../../components/loaded.tsx';
import { PageHeader } from '../../components/page-header.tsx';
import { ProblemAlert } from '../../components/problem-view.tsx';
import { Badge } from '../../components/state-badge.tsx';
import { Table } from '../../components/table.tsx';
import { toast } from '../../components/toast.tsx';
import { useFormats } from '../../format.ts';
import { forgetKept } from '../../kept.ts';
import { at } from './draft.ts';
import { keptKey } from './editor/use-draft.ts';
import { type CallDraft, callsKey, draftKey, type PublishedVersion, useDraft, useVersions } from './queries.ts';

const Draft = ({ draft }: { draft: CallDraft }) => {
  const { t } = useTranslation('calls');
  const may = useMay();
  const { dayAndTime } = useFormats();
  const client = useQueryClient();
  const [, navigate] = useLocation();
  const base = `/staff/calls/${draft.callId}`;
  const discard = useMutation({
    mutationFn: () => api('discardCallDraft', { params: { callId: draft.callId }, body: { revision: draft.revision } }),
    onSuccess: async () => {
      forgetKept(keptKey(draft.callId));
      if (!draft.current) navigate('/staff/calls');
      toast(t('call.discarded'));
      await client.invalidateQueries({ queryKey: draft.current ? draftKey(draft.callId) : callsKey });
    },
  });
  const begun = draft.content !== undefined && draft.savedAt !== undefined;
  return (
    <Card as="section" tone={begun ? 'accent' : 'plain'}>
      {begun ? (
        <>
          <h2>{t('call.draftTitle')}</h2>
          <p>
            {t('call.draftBody', {
              date: dayAndTime(draft.savedAt ?? ''),
              name: draft.savedBy ?? t('call.service'),
            })}
          </p>
        </>
      ) : (
        <p>{t('call.noDraft')}</p>
      )}
      {discard.isError && <ProblemAlert error={discard.error} />}
      <div className="row">
        {may('saveCallDraft') && (
          <ButtonLink href={`${base}/edit/texts`} variant="primary">
            {t(begun ? 'call.continue' : 'call.edit')}
          </ButtonLink>
        )}
        <ButtonLink href={`${base}/preview/applicant`}>{t('editor.preview')}</ButtonLink>
        <ButtonLink href={`${base}/preview/jury`}>{t('editor.previewJury')}</ButtonLink>
        {begun && may('discardCallDraft') && (
          <ConfirmButton
            variant="quiet"
            label={t('call.discard')}
            title={t('call.discardTitle')}
            body={<p>{t(draft.current ? 'call.discardBody' : 'call.discardNew')}</p>}
            act={() => discard.mutateAsync()}
          />
        )}
      </div>
    </Card>
  );
};

const Versions = ({ callId, items }: { callId: string; items: readonly PublishedVersion[] }) => {
  const { t } = useTranslation('calls');
  const { dayAndTime, number } = useFormats();
  if (items.length === 0) return <p>{t('call.noVersions')}</p>;
  return (
    <Table
      caption={t('call.versions')}
      rows={items}
      rowKey={({ version }) => String(version)}
      columns={[
        {
          id: 'version',
          label: t('call.version'),
          heading: true,
          cell: ({ version }) => (
            <span className="row">
              {t('call.versionName', { version })}
              {version === items[0]?.version && <Badge tone="good">{t('call.current')}</Badge>}
            </span>
          ),
        },
        { id: 'when', label: t('call.when'), cell: ({ publishedAt }) => dayAndTime(publishedAt) },
        { id: 'who', label: t('call.who'), cell: ({ publishedBy }) => publishedBy ?? t('call.service') },
        { id: 'files', label: t('call.files'), end: true, cell: ({ filesInFlight }) => number(filesInFlight) },
        {
          id: 'see',
          label: t('call.see'),
          cell: ({ version }) => {
            if (version === 1) return t('call.first');
            const ends = { from: version - 1, to: version };
            return (
              <ButtonLink
                small
                href={`/staff/calls/${callId}/compare?from=${ends.from}&to=${ends.to}`}
                label={t('call.compareWith', ends)}
              >
                {t('call.see')}
              </ButtonLink>
            );
          },
        },
      ]}
    />
  );
};

/** One call: what is being prepared, and every version that was published. */
export const CallPage = ({ callId }: { callId: string }) => {
  const { t, i18n } = useTranslation('calls');
  const draft = useDraft(callId);
  const versions = useVersions(callId);
  return (
    <Loaded query={draft} home="/staff/calls">
      {(data) => {
        const title = at(data.current ?? data.content, ['title', i18n.language as Language]);
        return (
          <div className="stack-l">
            <PageHeader
              back={{ href: '/staff/calls', label: t('call.back') }}
              title={typeof title === 'string' && title ? title : t('list.untitled')}
            />
            <Draft draft={data} />
            <Loaded query={versions} home="/staff/calls">
              {(items) => <Versions callId={callId} items={items} />}
            </Loaded>
          </div>
        );
      }}
    </Loaded>
  );
};
