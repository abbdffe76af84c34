import { RefreshCw, ShieldCheck } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { type AttachmentState, isShown } from '../../../schemas/attachment.ts';
import { api } from '../../api.ts';
import { useMay } from '../../components/area.tsx';
import { Button } from '../../components/button.tsx';
import { ConfirmButton } from '../../components/dialog.tsx';
import { DownloadButton } from '../../components/download-button.tsx';
import { LookButton } from '../../components/look-button.tsx';
import { Badge } from '../../components/state-badge.tsx';
import { usePress } from '../../components/use-press.ts';
import { useFormats } from '../../format.ts';
import { useActing } from './acting.tsx';
import type { StaffFile } from './parts.ts';

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
  attachment?: StaffFile['attachments'][number];
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
  const { t } = useTranslation(['staff', 'waiting', 'words']);
  const { dayAndTime, lengthSince } = useFormats();
  const letThroughBy = ({ at, byName }: NonNullable<NonNullable<typeof attachment>['letThrough']>) =>
    at && byName
      ? t('waiting:document.letThrough', { name: byName, day: dayAndTime(at) })
      : t('waiting:document.letThroughBefore');
  if (!attachment)
    return required ? (
      <Badge tone="danger">{t('documents.missingRequired')}</Badge>
    ) : (
      <span className="soft">{t('documents.missing')}</span>
    );
  return (
    <>
      {attachment.letThrough ? (
        <Badge tone="warn">{t(`words:letThrough.${attachment.letThrough.scan}`)}</Badge>
      ) : (
        <Badge tone={tones[attachment.state]}>{t(`words:attachmentStates.${attachment.state}`)}</Badge>
      )}
      {attachment.letThrough && <p className="soft">{letThroughBy(attachment.letThrough)}</p>}
      {attachment.fault && <p className="soft">{t(`waiting:why.${attachment.fault}`)}</p>}
      {attachment.waitsSince && (
        <p className="soft">{t('waiting:document.since', { ago: lengthSince(attachment.waitsSince) })}</p>
      )}
      {attachment.reason && <p className="soft">{t(`words:rejectionReasons.${attachment.reason}`)}</p>}
    </>
  );
};

/** Gives a file to the scanner again. */
const Rescan = ({ name, scan }: { name: string; scan: () => Promise<void> }) => {
  const { t } = useTranslation('waiting');
  // The page itself shows what went wrong.
  const { busy, press } = usePress(scan);
  return (
    <Button
      small
      busy={busy}
      icon={<RefreshCw size={18} aria-hidden="true" />}
      aria-label={t('rescan.oneOf', { name })}
      onClick={() => void press()}
    >
      {t('rescan.one')}
    </Button>
  );
};

/** What staff can do with a file: read it, have it scanned again, or let it be read where no scan found it clean. */
export const DocumentAct = ({ line: { attachment, label } }: { line: DocumentLine }) => {
  const { t } = useTranslation(['staff', 'scoring', 'waiting']);
  const { file, act } = useActing();
  const may = useMay();
  if (!attachment) return null;
  const params = { applicationId: file.id, attachmentId: attachment.id };
  const name = `${label}, ${attachment.filename}`;
  const linkTo = (to: 'look' | 'keep') => () => api('getStaffAttachment', { params, query: { to } });
  const rescan = may('rescanDocument') && (
    <Rescan name={name} scan={() => act(() => api('rescanDocument', { params, body: {} }), t('waiting:rescan.done'))} />
  );
  if (attachment.state === 'clean')
    return (
      <>
        {attachment.letThrough && rescan}
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
  const isUnread = attachment.state === 'received' || attachment.state === 'unscannable';
  const isRead = attachment.state === 'unscannable';
  return (
    <>
      {isUnread && rescan}
      {attachment.releasable && may('releaseAttachment') && (
        <ConfirmButton
          small
          icon={<ShieldCheck size={18} aria-hidden="true" />}
          label={t(isRead ? 'documents.release' : 'waiting:document.release')}
          title={t('documents.releaseTitle')}
          body={
            <p>{t(isRead ? 'documents.releaseBody' : 'waiting:document.releaseBody', { name: attachment.filename })}</p>
          }
          confirm={t('documents.releaseConfirm')}
          act={() => act(() => api('releaseAttachment', { params, body: {} }), t('file.done.released'))}
        />
      )}
    </>
  );
};
