import { useTranslation } from 'react-i18next';
import { isShown } from '../../../schemas/attachment.ts';
import { api } from '../../api.ts';
import { DownloadButton } from '../../components/download-button.tsx';
import { LookButton } from '../../components/look-button.tsx';
import { Badge } from '../../components/state-badge.tsx';
import { useFormats } from '../../format.ts';
import styles from './documents.module.css';
import type { JurorFile } from './queries.ts';

/**
 * The documents that were handed over. Each is looked at in a tab of its own or downloaded once it was found clean; until
 * then, and where it was not, its state says so, and of one that staff let through, that no scan found it clean.
 */
export const Documents = ({ file }: { file: JurorFile }) => {
  const { t } = useTranslation(['jury', 'scoring', 'words']);
  const { local, bytes } = useFormats();
  if (file.attachments.length === 0) return <p className="soft">{t('file.noDocuments')}</p>;
  return (
    <ul className={styles.documents}>
      {file.attachments.map((attachment) => {
        const document = file.call.documents.find(({ id }) => id === attachment.documentId);
        const name = document ? local(document.label) : attachment.documentId;
        const whole = `${name}, ${attachment.filename}`;
        const linkTo = (to: 'look' | 'keep') => () =>
          api('getJurorAttachment', { params: { applicationId: file.id, attachmentId: attachment.id }, query: { to } });
        return (
          <li key={attachment.id}>
            <div>
              <p>
                <strong>{name}</strong>
              </p>
              <p className="soft">
                {attachment.filename} ({bytes(attachment.sizeBytes)})
              </p>
              {attachment.letThrough && <p className="soft">{t('words:letThrough.note')}</p>}
            </div>
            <div className="row">
              {attachment.state !== 'clean' && (
                <Badge tone={attachment.state === 'rejected' ? 'danger' : 'info'}>
                  {t(`words:attachmentStates.${attachment.state}`)}
                </Badge>
              )}
              {attachment.letThrough && (
                <Badge tone="warn">{t(`words:letThrough.${attachment.letThrough.scan}`)}</Badge>
              )}
              {attachment.state === 'clean' && isShown(attachment.contentType) && (
                <LookButton
                  label={t('scoring:documents.look')}
                  name={t('scoring:documents.lookName', { name: whole })}
                  blocked={t('scoring:documents.blocked')}
                  link={linkTo('look')}
                />
              )}
              {attachment.state === 'clean' && (
                <DownloadButton
                  label={t('file.downloadAction')}
                  name={t('file.download', { name: whole })}
                  link={linkTo('keep')}
                />
              )}
            </div>
          </li>
        );
      })}
    </ul>
  );
};
