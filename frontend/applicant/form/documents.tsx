import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { attachmentTypes, maxAttachmentBytes } from '../../../schemas/attachment.ts';
import type { RequiredDocument } from '../../../schemas/call.ts';
import { api, problemOf } from '../../api.ts';
import { Alert } from '../../components/alert.tsx';
import { Button, ButtonLink } from '../../components/button.tsx';
import { Card } from '../../components/card.tsx';
import { Dialog } from '../../components/dialog.tsx';
import { focusField } from '../../components/error-summary.tsx';
import { fieldId } from '../../components/field.tsx';
import { FileUpload } from '../../components/file-upload.tsx';
import { ProblemAlert } from '../../components/problem-view.tsx';
import { Said } from '../../components/said.tsx';
import { Badge } from '../../components/state-badge.tsx';
import { useFormats } from '../../format.ts';
import { useInstructions } from '../../forms.ts';
import { useSite } from '../../use-site.ts';
import { AttachedFile } from '../attached-file.tsx';
import { askedDocuments, isUsable, otherFiles, owedDocuments } from '../attachments.ts';
import { type ApplicantFile, fileKey } from '../queries.ts';
import styles from './documents.module.css';
import type { SectionWay } from './section-form.tsx';
import { checkFile, sendAttachment, UploadFailed } from './upload.ts';

const accept = Object.entries(attachmentTypes)
  .flatMap(([type, extension]) => [type, `.${extension}`])
  .join(',');

/** Files that stand for one document, each to be removed unless it was handed over. What becomes of each is read out. */
const RemovableFiles = ({
  file,
  attachments,
  onProblem,
  onRemoved,
}: {
  file: ApplicantFile;
  attachments: ApplicantFile['attachments'];
  onProblem: (problem: unknown) => void;
  onRemoved?: () => void;
}) => {
  const { t } = useTranslation(['applicant', 'common', 'words']);
  const client = useQueryClient();
  /** What was removed last; said until another file is there. */
  const [removed, setRemoved] = useState({ count: 0, name: '', left: 0 });
  const remove = async ({ id, filename }: ApplicantFile['attachments'][number]) => {
    onProblem(undefined);
    let failed: unknown;
    try {
      await api('removeAttachment', { params: { applicationId: file.id, attachmentId: id } });
    } catch (failure) {
      failed = failure;
    }
    onRemoved?.();
    await client.invalidateQueries({ queryKey: fileKey(file.id) });
    // Said once the list shows it: what is said takes the focus.
    if (failed === undefined)
      setRemoved(({ count }) => ({ count: count + 1, name: filename, left: attachments.length - 1 }));
    else onProblem(failed);
  };
  const stateOf = ({ filename, state, reason }: ApplicantFile['attachments'][number]) =>
    t('common:field.named', {
      field: filename,
      message: reason ? t(`words:rejectionReasons.${reason}`) : t(`words:attachmentStates.${state}`),
    });
  return (
    <>
      {attachments.length > 0 && (
        <ul className={styles.files} aria-label={t('documents.attached')}>
          {attachments.map((attachment) => (
            <AttachedFile
              key={attachment.id}
              applicationId={file.id}
              attachment={attachment}
              onRemove={attachment.submitted ? undefined : () => remove(attachment)}
              note={attachment.submitted ? t('documents.frozen') : undefined}
            />
          ))}
        </ul>
      )}
      <p className="sr-only" role="status">
        {attachments.map(stateOf).join(' ')}
      </p>
      <Said count={removed.count}>
        {attachments.length <= removed.left && t('documents.removed', { name: removed.name })}
      </Said>
    </>
  );
};

/** The place on the page of what was attached for documents that the call names no more. */
export const otherDocuments = 'others';

/** What was attached for documents that the call names no more: to be kept, or removed. */
const OtherFiles = ({ file }: { file: ApplicantFile }) => {
  const { t } = useTranslation('applicant');
  const [problem, setProblem] = useState<unknown>();
  const others = otherFiles(file);
  // Once the last one is removed, that it was is still said here.
  const [had] = useState(others.length > 0);
  if (others.length === 0 && !had) return null;
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

/** What became of the last file that was chosen for a document. */
type Sent = { chosen: File; came: 'refused' | 'failed' | 'received' };

/** A file without an answer is still on the device, and can be sent again; nothing of it is anywhere else. */
const gotNoAnswer = (failure: unknown) => failure instanceof UploadFailed || problemOf(failure).code === 'offline';

const DocumentCard = ({ file, document }: { file: ApplicantFile; document: RequiredDocument }) => {
  const { t } = useTranslation(['applicant', 'common', 'words']);
  const { local, bytes } = useFormats();
  const error = useInstructions();
  const client = useQueryClient();
  const [progress, setProgress] = useState<{ name: string; done: number }>();
  const [sent, setSent] = useState<Sent>();
  const [problem, setProblem] = useState<unknown>();
  /** Chosen in place of another, until that was confirmed. */
  const [instead, setInstead] = useState<File>();
  const own = file.attachments.filter(({ documentId }) => documentId === document.id);
  // What a new file stands in for goes, unless it was submitted before.
  const replaced = own.filter(({ submitted, state }) => !submitted && state !== 'unscannable');
  const label = local(document.label);
  const asked = askedDocuments(file).includes(document.id);
  const owed = owedDocuments(file).includes(document.id);

  const send = async (chosen: File) => {
    setInstead(undefined);
    setProblem(undefined);
    setSent(undefined);
    setProgress({ name: chosen.name, done: 0 });
    try {
      await sendAttachment(file.id, document.id, chosen, (done) => setProgress({ name: chosen.name, done }));
      for (const { id } of replaced)
        await api('removeAttachment', { params: { applicationId: file.id, attachmentId: id } }).catch(() => undefined);
      setSent({ chosen, came: 'received' });
    } catch (failure) {
      if (gotNoAnswer(failure)) setSent({ chosen, came: 'failed' });
      else setProblem(failure);
    } finally {
      setProgress(undefined);
      await client.invalidateQueries({ queryKey: fileKey(file.id) });
    }
  };
  const choose = (chosen: File) => {
    setProblem(undefined);
    if (checkFile(chosen, document.id, error as never)) setSent({ chosen, came: 'refused' });
    else if (replaced.some(isUsable)) setInstead(chosen);
    else void send(chosen);
  };
  // Said anew in the language that the page changed to.
  const fault =
    sent?.came === 'refused'
      ? checkFile(sent.chosen, document.id, error as never)
      : sent?.came === 'failed'
        ? t('documents.failed', { name: sent.chosen.name })
        : undefined;

  return (
    <Card as="section" {...(owed ? { tone: 'accent' as const } : {})}>
      <div className={styles.head}>
        <h2>{label}</h2>
        <span className="row">
          {asked && <Badge tone={owed ? 'warn' : 'info'}>{t(owed ? 'documents.asked' : 'documents.answered')}</Badge>}
          <span className="soft">{document.required ? t('documents.required') : t('documents.optional')}</span>
        </span>
      </div>
      <p className="soft">{local(document.hint)}</p>
      <RemovableFiles file={file} attachments={own} onProblem={setProblem} onRemoved={() => setSent(undefined)} />
      {problem !== undefined && <ProblemAlert error={problem} />}
      <FileUpload
        name={document.id}
        label={t(own.some(isUsable) ? 'documents.replace' : 'documents.add', { label })}
        hint={t('documents.hint', { size: bytes(maxAttachmentBytes) })}
        error={fault}
        accept={accept}
        progress={progress}
        said={sent?.came === 'received' && t('documents.received')}
        onFile={choose}
      />
      {sent?.came === 'failed' && (
        <div>
          <Button
            small
            aria-label={t('common:field.named', { field: t('common:action.retry'), message: sent.chosen.name })}
            onClick={() => {
              focusField(document.id);
              void send(sent.chosen);
            }}
          >
            {t('common:action.retry')}
          </Button>
        </div>
      )}
      <Dialog
        role="alertdialog"
        title={t('documents.replaceTitle')}
        open={instead !== undefined}
        onClose={() => setInstead(undefined)}
        actions={
          <>
            <Button variant="primary" onClick={() => instead && void send(instead)}>
              {t('documents.replaceAction')}
            </Button>
            <Button variant="quiet" onClick={() => setInstead(undefined)}>
              {t('common:action.cancel')}
            </Button>
          </>
        }
      >
        <p className="typed">
          {t('documents.replaceBody', {
            name: instead?.name ?? '',
            former: replaced.map(({ filename }) => filename).join(', '),
          })}
        </p>
      </Dialog>
    </Card>
  );
};

/** The documents of a file, each sent straight to the bucket and checked there. */
export const DocumentsPart = ({ file, next, previous }: { file: ApplicantFile } & SectionWay) => {
  const { t } = useTranslation('applicant');
  const site = useSite();
  useEffect(() => {
    if (location.hash.startsWith('#field-')) focusField(location.hash.slice('#field-'.length));
  }, []);
  return (
    <div className="stack-l">
      {file.call.documents.map((document) => (
        <DocumentCard key={document.id} file={file} document={document} />
      ))}
      <OtherFiles file={file} />
      <div className="row">
        <ButtonLink href={next} variant="primary">
          {t('form.next')}
        </ButtonLink>
        {previous && (
          <ButtonLink href={previous} variant="quiet">
            {t('form.previous')}
          </ButtonLink>
        )}
      </div>
      {/* Known a moment after the page is there: at its end, it moves nothing. */}
      {site?.local && (
        <Alert>
          <p>{t('documents.local')}</p>
        </Alert>
      )}
    </div>
  );
};
