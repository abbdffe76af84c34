import { useTranslation } from 'react-i18next';
import { useFormats } from '../format.ts';
import { AttachedFile } from './attached-file.tsx';
import { documentOf } from './attachments.ts';
import styles from './form/documents.module.css';
import type { ApplicantFile } from './queries.ts';

/** Every file attached, each under the name of its document, to be read. */
export const AttachedFiles = ({ file }: { file: ApplicantFile }) => {
  const { t } = useTranslation('applicant');
  const { local } = useFormats();
  const handedOver = file.submittedAt !== undefined;
  if (file.attachments.length === 0) return <p className="soft">{t('file.noDocuments')}</p>;
  return (
    <ul className={styles.files} aria-label={t('documents.attached')}>
      {file.attachments.map((attachment) => {
        const document = documentOf(file, attachment);
        return (
          <AttachedFile
            key={attachment.id}
            applicationId={file.id}
            attachment={attachment}
            document={document && local(document.label)}
            note={handedOver && !attachment.submitted ? t('documents.notSent') : undefined}
          />
        );
      })}
    </ul>
  );
};
