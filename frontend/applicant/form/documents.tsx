import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { attachmentTypes, maxAttachmentBytes } from '../../../schemas/attachment.ts';
import type { RequiredDocument } from '../../../schemas/call.ts';
import { api } from '../../api.ts';
import { Alert } from '../../components/alert.tsx';
import { ButtonLink } from '../../components/button.tsx';
import { Card } from '../../components/card.tsx';
import { focusField } from '../../components/error-summary.tsx';
import { FileUpload } from '../../components/file-upload.tsx';
import { ProblemAlert } from '../../components/problem-view.tsx';
import { toast } from '../../components/toast.tsx';
import { siteConfig } from '../../config.ts';
import { useFormats } from '../../format.ts';
import { useInstructions } from '../../forms.ts';
import { AttachedFile } from '../attached-file.tsx';
import { isUsable, lastFrozenAt } from '../attachments.ts';
import { type ApplicantFile, fileKey } from '../queries.ts';
import styles from './documents.module.css';
import { checkFile, sendAttachment, UploadFailed } from './upload.ts';

const accept = Object.entries(attachmentTypes)
  .flatMap(([type, extension]) => [type, `.${extension}`])
  .join(',');

const DocumentCard = ({ file, document }: { file: ApplicantFile; document: RequiredDocument }) => {
  const { t } = useTranslation(['applicant', 'words']);
  const { local, bytes } = useFormats();
  const error = useInstructions();
  const client = useQueryClient();
  const [progress, setProgress] = useState<{ name: string; done: number }>();
  const [refusal, setRefusal] = useState<string>();
  const [problem, setProblem] = useState<unknown>();
  const own = file.attachments.filter(({ documentId }) => documentId === document.id);
  const frozenAt = lastFrozenAt(file);
  const label = local(document.label);
  const refresh = () => client.invalidateQueries({ queryKey: fileKey(file.id) });

  const remove = async (attachmentId: ApplicantFile['attachments'][number]['id']) => {
    setProblem(undefined);
    try {
      await api('removeAttachment', { params: { applicationId: file.id, attachmentId } });
    } catch (failure) {
      setProblem(failure);
    }
    await refresh();
  };

  const send = async (chosen: File) => {
    setProblem(undefined);
    const refused = checkFile(chosen, document.id, error as never);
    setRefusal(refused);
    if (refused) return;
    setProgress({ name: chosen.name, done: 0 });
    try {
      await sendAttachment(file.id, document.id, chosen, (done) => setProgress({ name: chosen.name, done }));
      // What the new file stands in for goes, unless it was submitted before.
      const replaced = own.filter(({ createdAt, state }) => createdAt > frozenAt && state !== 'unscannable');
      for (const { id } of replaced)
        await api('removeAttachment', { params: { applicationId: file.id, attachmentId: id } }).catch(() => undefined);
      toast(t('documents.received'));
    } catch (failure) {
      if (failure instanceof UploadFailed) setRefusal(t('documents.failed'));
      else setProblem(failure);
    } finally {
      setProgress(undefined);
      await refresh();
    }
  };

  return (
    <Card as="section">
      <div className={styles.head}>
        <h2>{label}</h2>
        <span className="soft">{document.required ? t('documents.required') : t('documents.optional')}</span>
      </div>
      <p className="soft">{local(document.hint)}</p>
      {own.length > 0 && (
        <ul className={styles.files} aria-label={t('documents.attached')}>
          {own.map((attachment) => (
            <AttachedFile
              key={attachment.id}
              applicationId={file.id}
              attachment={attachment}
              onRemove={attachment.createdAt > frozenAt ? () => remove(attachment.id) : undefined}
              note={attachment.createdAt > frozenAt ? undefined : t('documents.frozen')}
            />
          ))}
        </ul>
      )}
      {problem !== undefined && <ProblemAlert error={problem} />}
      <FileUpload
        name={document.id}
        label={t(own.some(isUsable) ? 'documents.replace' : 'documents.add', { label })}
        hint={t('documents.hint', { size: bytes(maxAttachmentBytes) })}
        error={refusal}
        accept={accept}
        progress={progress}
        onFile={(chosen) => void send(chosen)}
      />
    </Card>
  );
};

/** The documents of a file, each sent straight to the bucket and checked there. */
export const DocumentsPart = ({ file, next }: { file: ApplicantFile; next: string }) => {
  const { t } = useTranslation('applicant');
  const [local, setLocal] = useState(false);
  useEffect(() => {
    siteConfig().then(
      (site) => setLocal(site.local === true),
      () => undefined,
    );
    if (location.hash.startsWith('#field-')) focusField(location.hash.slice('#field-'.length));
  }, []);
  return (
    <div className="stack-l">
      {local && (
        <Alert>
          <p>{t('documents.local')}</p>
        </Alert>
      )}
      {file.call.documents.map((document) => (
        <DocumentCard key={document.id} file={file} document={document} />
      ))}
      <div>
        <ButtonLink href={next} variant="primary">
          {t('form.next')}
        </ButtonLink>
      </div>
    </div>
  );
};
