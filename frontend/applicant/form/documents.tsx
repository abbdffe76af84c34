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
import { fieldId } from '../../components/field.tsx';
import { FileUpload } from '../../components/file-upload.tsx';
import { ProblemAlert } from '../../components/problem-view.tsx';
import { toast } from '../../components/toast.tsx';
import { siteConfig } from '../../config.ts';
import { useFormats } from '../../format.ts';
import { useInstructions } from '../../forms.ts';
import { AttachedFile } from '../attached-file.tsx';
import { isUsable, otherFiles } from '../attachments.ts';
import { type ApplicantFile, fileKey } from '../queries.ts';
import styles from './documents.module.css';
import { checkFile, sendAttachment, UploadFailed } from './upload.ts';

const accept = Object.entries(attachmentTypes)
  .flatMap(([type, extension]) => [type, `.${extension}`])
  .join(',');

/** Files that stand for one document, each to be removed unless it was handed over. */
const RemovableFiles = ({
  file,
  attachments,
  onProblem,
}: {
  file: ApplicantFile;
  attachments: ApplicantFile['attachments'];
  onProblem: (problem: unknown) => void;
}) => {
  const { t } = useTranslation('applicant');
  const client = useQueryClient();
  const remove = async (attachmentId: ApplicantFile['attachments'][number]['id']) => {
    onProblem(undefined);
    try {
      await api('removeAttachment', { params: { applicationId: file.id, attachmentId } });
    } catch (failure) {
      onProblem(failure);
    }
    await client.invalidateQueries({ queryKey: fileKey(file.id) });
  };
  if (attachments.length === 0) return null;
  return (
    <ul className={styles.files} aria-label={t('documents.attached')}>
      {attachments.map((attachment) => (
        <AttachedFile
          key={attachment.id}
          applicationId={file.id}
          attachment={attachment}
          onRemove={attachment.submitted ? undefined : () => remove(attachment.id)}
          note={attachment.submitted ? t('documents.frozen') : undefined}
        />
      ))}
    </ul>
  );
};

/** The place on the page of what was attached for documents that the call names no more. */
export const otherDocuments = 'others';

/** What was attached for documents that the call names no more: to be kept, or removed. */
const OtherFiles = ({ file }: { file: ApplicantFile }) => {
  const { t } = useTranslation('applicant');
  const [problem, setProblem] = useState<unknown>();
  const others = otherFiles(file);
  if (others.length === 0) return null;
  return (
    <Card as="section">
      <h2 id={fieldId(otherDocuments)} tabIndex={-1}>
        {t('documents.others')}
      </h2>
      <p className="soft">{t('documents.othersNote')}</p>
      <RemovableFiles file={file} attachments={others} onProblem={setProblem} />
      {problem !== undefined && <ProblemAlert error={problem} />}
    </Card>
  );
};

const DocumentCard = ({ file, document }: { file: ApplicantFile; document: RequiredDocument }) => {
  const { t } = useTranslation(['applicant', 'words']);
  const { local, bytes } = useFormats();
  const error = useInstructions();
  const client = useQueryClient();
  const [progress, setProgress] = useState<{ name: string; done: number }>();
  const [refusal, setRefusal] = useState<string>();
  const [problem, setProblem] = useState<unknown>();
  const own = file.attachments.filter(({ documentId }) => documentId === document.id);
  const label = local(document.label);
  const refresh = () => client.invalidateQueries({ queryKey: fileKey(file.id) });

  const send = async (chosen: File) => {
    setProblem(undefined);
    const refused = checkFile(chosen, document.id, error as never);
    setRefusal(refused);
    if (refused) return;
    setProgress({ name: chosen.name, done: 0 });
    try {
      await sendAttachment(file.id, document.id, chosen, (done) => setProgress({ name: chosen.name, done }));
      // What the new file stands in for goes, unless it was submitted before.
      const replaced = own.filter(({ submitted, state }) => !submitted && state !== 'unscannable');
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
      <RemovableFiles file={file} attachments={own} onProblem={setProblem} />
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
      <OtherFiles file={file} />
      <div>
        <ButtonLink href={next} variant="primary">
          {t('form.next')}
        </ButtonLink>
      </div>
    </div>
  );
};
