import { useTranslation } from 'react-i18next';
import type { CheckStep } from '../../../schemas/call.ts';
import { useFormats } from '../../format.ts';
import { useActing } from './acting.tsx';
import { DocumentAct, type DocumentLine, DocumentState, useDocumentLines } from './document-lines.tsx';
import styles from './documents-beside.module.css';

/** A file that came for a document, or that none did, with what can be done about it. */
const Came = ({ line }: { line: DocumentLine }) => {
  const { bytes } = useFormats();
  return (
    <>
      {line.attachment && (
        <p className={styles.name}>
          {line.attachment.filename} <span className="number">({bytes(line.attachment.sizeBytes)})</span>
        </p>
      )}
      <div className={styles.acts}>
        {(line.attachment?.state !== 'clean' || line.attachment.letThrough) && <DocumentState line={line} />}
        <DocumentAct line={line} />
      </div>
    </>
  );
};

/** What came for the document that a question of a check is about: the one of the same name. */
export const DocumentOfQuestion = ({ itemId }: { itemId: string }) => {
  const lines = useDocumentLines(useActing().file).filter(({ documentId }) => documentId === itemId);
  if (lines.length === 0) return null;
  return (
    <div className={styles.ofQuestion}>
      {lines.map((line) => (
        <Came key={line.id} line={line} />
      ))}
    </div>
  );
};

/** The documents that no question of the check is about by name, within reach of whoever answers. */
export const DocumentsBeside = ({ step }: { step: CheckStep }) => {
  const { t } = useTranslation('staff');
  const asked = new Set(step.items.map(({ id }) => id));
  const every = useDocumentLines(useActing().file);
  const lines = every.filter(({ documentId }) => !asked.has(documentId));
  if (every.length > 0 && lines.length === 0) return null;
  return (
    <section className={styles.beside} aria-labelledby="documents-beside">
      <h3 id="documents-beside">{t(lines.length < every.length ? 'documents.others' : 'documents.beside')}</h3>
      {lines.length === 0 && <p className="soft">{t('documents.none')}</p>}
      <ul className={styles.lines}>
        {lines.map((line) => (
          <li key={line.id}>
            <p>
              <strong>{line.label}</strong>
            </p>
            <Came line={line} />
          </li>
        ))}
      </ul>
    </section>
  );
};
