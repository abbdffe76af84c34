import { ShieldCheck } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { type Attachment, type AttachmentState, isShown } from '../../../schemas/attachment.ts';
import { api } from '../../api.ts';
import { useMay } from '../../components/area.tsx';
import { ConfirmButton } from '../../components/dialog.tsx';
import { DownloadButton } from '../../components/download-button.tsx';
import { LookButton } from '../../components/look-button.tsx';
import { Badge } from '../../components/state-badge.tsx';
import { useFormats } from '../../format.ts';
import { type StaffFile, useActing } from './acting.tsx';

const tones: Record<AttachmentState, 'good' | 'warn' | 'danger' | 'info'> = {
  pending: 'info',
  received: 'info',
  clean: 'good',
  rejected: 'danger',
  unscannable: 'warn',
};

/** One line for each document of the call version, and for each file that answers it. */
export interface DocumentLine {
  id: string;
  documentId: string;
  label: string;
  required: boolean;
  attachment?: Attachment;
}

/** Every document that the call asks for, with the files that came for it, and the files that came for none. */
export const useDocumentLines = ({ call, attachments }: StaffFile): DocumentLine[] => {
  const { local } = useFormats();
  const asked = call.documents.flatMap((document): DocumentLine[] => {
    const line = {
      id: document.id,
      documentId: document.id,
      label: local(document.label),
      required: document.required,
    };
    const files = attachments.filter(({ documentId }) => documentId === document.id);
    return files.length === 0 ? [line] : files.map((attachment) => ({ ...line, id: attachment.id, attachment }));
  });
  const known = new Set(call.documents.map(({ id }) => id));
  const others = attachments
    .filter(({ documentId }) => !known.has(documentId))
    .map(
      (attachment): DocumentLine => ({
        id: attachment.id,
        documentId: attachment.documentId,
        label: attachment.documentId,
        required: false,
        attachment,
      }),
    );
  return [...asked, ...others];
};

/** Whether a document came, and what is known of the file; one that did not says whether it had to. */
export const DocumentState = ({ line: { attachment, required } }: { line: DocumentLine }) => {
  const { t } = useTranslation(['staff', 'words']);
  if (!attachment)
    return required ? (
      <Badge tone="danger">{t('documents.missingRequired')}</Badge>
    ) : (
      <span className="soft">{t('documents.missing')}</span>
    );
  return (
    <>
      <Badge tone={tones[attachment.state]}>{t(`words:attachmentStates.${attachment.state}`)}</Badge>
      {attachment.reason && <p className="soft">{t(`words:rejectionReasons.${attachment.reason}`)}</p>}
    </>
  );
};

/** What staff can do with a file: read it, or let it be read where no scan could. */
export const DocumentAct = ({ line: { attachment, label } }: { line: DocumentLine }) => {
  const { t } = useTranslation(['staff', 'scoring']);
  const { file, act } = useActing();
  const may = useMay();
  if (!attachment) return null;
  const params = { applicationId: file.id, attachmentId: attachment.id };
  const name = `${label}, ${attachment.filename}`;
  const linkTo = (to: 'look' | 'keep') => () => api('getStaffAttachment', { params, query: { to } });
  if (attachment.state === 'clean')
    return (
      <>
        {isShown(attachment.contentType) && (
          <LookButton
            label={t('scoring:documents.look')}
            name={t('scoring:documents.lookName', { name })}
            blocked={t('scoring:documents.blocked')}
            link={linkTo('look')}
          />
        )}
        <DownloadButton
          label={t('documents.download')}
          name={t('documents.downloadName', { name })}
          link={linkTo('keep')}
        />
      </>
    );
  if (attachment.state === 'unscannable' && may('releaseAttachment'))
    return (
      <ConfirmButton
        small
        icon={<ShieldCheck size={18} aria-hidden="true" />}
        label={t('documents.release')}
        title={t('documents.releaseTitle')}
        body={<p>{t('documents.releaseBody', { name: attachment.filename })}</p>}
        confirm={t('documents.releaseConfirm')}
        act={() => act(() => api('releaseAttachment', { params, body: {} }), t('file.done.released'))}
      />
    );
  return null;
};
