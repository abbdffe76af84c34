import { Trash2 } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '../api.ts';
import type { Tone } from '../components/alert.tsx';
import { ConfirmButton } from '../components/dialog.tsx';
import { DownloadButton } from '../components/download-button.tsx';
import { Badge } from '../components/state-badge.tsx';
import { useFormats } from '../format.ts';
import { isScanLate, isUsable } from './attachments.ts';
import styles from './form/documents.module.css';
import { type ApplicantFile, interruptedAfter } from './queries.ts';

type Attachment = ApplicantFile['attachments'][number];

const tones: Record<Attachment['state'], Tone> = {
  pending: 'info',
  received: 'info',
  clean: 'good',
  rejected: 'danger',
  unscannable: 'warn',
};

/** One attached file: its name, size and state in words, a link to it, and what can be done. */
export const AttachedFile = ({
  applicationId,
  attachment,
  document,
  onRemove,
  note,
}: {
  /** What the file stands for, where its place on the page does not say. */
  document?: string | undefined;
  applicationId: ApplicantFile['id'];
  attachment: Attachment;
  onRemove?: (() => Promise<void>) | undefined;
  note?: ReactNode;
}) => {
  const { t } = useTranslation(['applicant', 'common', 'words']);
  const { bytes } = useFormats();
  const { id, filename, sizeBytes, state, reason, createdAt, waitsSince } = attachment;
  const interrupted = state === 'pending' && Date.now() - Date.parse(createdAt) > interruptedAfter;
  return (
    <li className={styles.file}>
      <span className={styles.name}>
        {document && <span className={styles.document}>{document}</span>}
        {filename} <span className={styles.size}>({bytes(sizeBytes)})</span>
      </span>
      <span className="row">
        <Badge tone={tones[state]}>{t(`words:attachmentStates.${state}`)}</Badge>
        {isUsable(attachment) && (
          <DownloadButton
            label={t('common:action.open')}
            name={t('documents.download', { name: filename })}
            link={() => api('getApplicantAttachment', { params: { applicationId, attachmentId: id } })}
          />
        )}
        {onRemove && (
          <ConfirmButton
            small
            variant="quiet"
            icon={<Trash2 size={18} aria-hidden="true" />}
            label={t('common:action.remove')}
            name={t('documents.remove', { name: filename })}
            title={t('documents.removeTitle')}
            body={<p>{t('documents.removeBody', { name: filename })}</p>}
            act={onRemove}
          />
        )}
      </span>
      {isScanLate(waitsSince) && <p className={styles.reason}>{t('documents.scanLate')}</p>}
      {(reason || interrupted || note) && (
        <p className={styles.reason}>
          {reason ? t(`words:rejectionReasons.${reason}`) : interrupted ? t('documents.interrupted') : note}
        </p>
      )}
    </li>
  );
};
