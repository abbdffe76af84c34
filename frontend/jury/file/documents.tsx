import { useTranslation } from 'react-i18next';
import { api } from '../../api.ts';
import { DownloadButton } from '../../components/download-button.tsx';
import { useFormats } from '../../format.ts';
import styles from './documents.module.css';
import type { JurorFile } from './queries.ts';

/** The clean documents of the file, each to be downloaded. */
export const Documents = ({ file }: { file: JurorFile }) => {
  const { t } = useTranslation('jury');
  const { local, bytes } = useFormats();
  if (file.attachments.length === 0) return <p className="soft">{t('file.noDocuments')}</p>;
  return (
    <ul className={styles.documents}>
      {file.attachments.map((attachment) => {
        const document = file.call.documents.find(({ id }) => id === attachment.documentId);
        const name = document ? local(document.label) : attachment.documentId;
        return (
          <li key={attachment.id}>
            <div>
              <p>
                <strong>{name}</strong>
              </p>
              <p className="soft">
                {attachment.filename} ({bytes(attachment.sizeBytes)})
              </p>
            </div>
            <DownloadButton
              label={t('file.downloadAction')}
              name={t('file.download', { name: `${name}, ${attachment.filename}` })}
              link={() =>
                api('getJurorAttachment', { params: { applicationId: file.id, attachmentId: attachment.id } })
              }
            />
          </li>
        );
      })}
    </ul>
  );
};
