import { ShieldCheck } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { Attachment, AttachmentState } from '../../../schemas/attachment.ts';
import { api } from '../../api.ts';
import { useMay } from '../../components/area.tsx';
import { ConfirmButton } from '../../components/dialog.tsx';
import { DownloadButton } from '../../components/download-button.tsx';
import { EmptyState } from '../../components/empty-state.tsx';
import { Badge } from '../../components/state-badge.tsx';
import { type Column, Table } from '../../components/table.tsx';
import { useFormats } from '../../format.ts';
import { useActing } from './acting.tsx';

const tones: Record<AttachmentState, 'good' | 'warn' | 'danger' | 'info'> = {
  pending: 'info',
  received: 'info',
  clean: 'good',
  rejected: 'danger',
  unscannable: 'warn',
};

/** One line for each document of the call version, and for each file that answers it. */
interface Line {
  id: string;
  label: string;
  required: boolean;
  attachment?: Attachment;
}

/** The documents that the call asks for and the files that came, with what staff can do about each. */
export const DocumentsTab = () => {
  const { t } = useTranslation(['staff', 'words']);
  const { local, bytes } = useFormats();
  const { file, act } = useActing();
  const may = useMay();
  const asked = file.call.documents.flatMap((document): Line[] => {
    const line = { id: document.id, label: local(document.label), required: document.required };
    const files = file.attachments.filter(({ documentId }) => documentId === document.id);
    return files.length === 0 ? [line] : files.map((attachment) => ({ ...line, id: attachment.id, attachment }));
  });
  const known = new Set(file.call.documents.map(({ id }) => id));
  const others = file.attachments
    .filter(({ documentId }) => !known.has(documentId))
    .map((attachment): Line => ({ id: attachment.id, label: attachment.documentId, required: false, attachment }));
  const lines = [...asked, ...others];
  if (lines.length === 0) return <EmptyState title={t('documents.none')} />;

  const params = (attachment: Attachment) => ({ applicationId: file.id, attachmentId: attachment.id });
  const columns: Column<Line>[] = [
    { id: 'document', label: t('documents.columns.document'), heading: true, cell: ({ label }) => label },
    {
      id: 'file',
      label: t('documents.columns.file'),
      cell: ({ attachment }) =>
        attachment ? (
          <>
            {attachment.filename} <span className="soft number">({bytes(attachment.sizeBytes)})</span>
          </>
        ) : (
          t('queue.none')
        ),
    },
    {
      id: 'state',
      label: t('documents.columns.state'),
      cell: ({ attachment, required }) =>
        !attachment && required ? (
          <Badge tone="danger">{t('documents.missingRequired')}</Badge>
        ) : attachment ? (
          <>
            <Badge tone={tones[attachment.state]}>{t(`words:attachmentStates.${attachment.state}`)}</Badge>
            {attachment.reason && <p className="soft">{t(`words:rejectionReasons.${attachment.reason}`)}</p>}
          </>
        ) : (
          <span className="soft">{t('documents.missing')}</span>
        ),
    },
    {
      id: 'action',
      label: t('documents.columns.action'),
      cell: ({ attachment, label }) => {
        if (attachment?.state === 'clean')
          return (
            <DownloadButton
              label={t('documents.download')}
              name={t('documents.downloadName', { name: `${label}, ${attachment.filename}` })}
              link={() => api('getStaffAttachment', { params: params(attachment) })}
            />
          );
        if (attachment?.state === 'unscannable' && may('releaseAttachment'))
          return (
            <ConfirmButton
              small
              icon={<ShieldCheck size={18} aria-hidden="true" />}
              label={t('documents.release')}
              title={t('documents.releaseTitle')}
              body={<p>{t('documents.releaseBody', { name: attachment.filename })}</p>}
              confirm={t('documents.releaseConfirm')}
              act={() =>
                act(() => api('releaseAttachment', { params: params(attachment), body: {} }), t('file.done.released'))
              }
            />
          );
        return undefined;
      },
    },
  ];
  return <Table caption={t('documents.caption')} hideCaption columns={columns} rows={lines} rowKey={({ id }) => id} />;
};
