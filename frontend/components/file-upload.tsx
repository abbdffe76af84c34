import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { describe, Field } from './field.tsx';
import styles from './file-upload.module.css';

/**
 * Takes one file, chosen or dropped, and hands it on at once. It stays a native file input, laid unseen over its zone:
 * keyboards, phones, screen readers and dropping all work by themselves. While a file is being sent it keeps its place and
 * the focus, and takes no other; `progress` (0 to 1) says how far that is, `said` what came of it.
 */
export const FileUpload = ({
  name,
  label,
  hint,
  error,
  accept,
  progress,
  said,
  onFile,
}: {
  name: string;
  label: string;
  hint?: string | undefined;
  error?: string | undefined;
  /** Media types, as the input's own attribute takes them. */
  accept: string;
  progress?: { name: string; done: number } | undefined;
  said?: ReactNode;
  onFile: (file: File) => void;
}) => {
  const { t } = useTranslation();
  return (
    <Field name={name} label={label} hint={hint} error={error}>
      <div className={styles.zone} data-takes-files="">
        {!progress && (
          <>
            <span className={styles.button} aria-hidden="true">
              {t('upload.choose')}
            </span>
            <span className="soft" aria-hidden="true">
              {t('upload.drop')}
            </span>
          </>
        )}
        <div className={styles.status} role="status">
          {progress && (
            <div className={styles.progress}>
              <span>{t('upload.progress', { name: progress.name })}</span>
              <progress value={progress.done} max={1} aria-label={t('upload.progress', { name: progress.name })} />
            </div>
          )}
          {!progress && said}
        </div>
        <input
          {...describe({ name, hint, error })}
          className={styles.input}
          type="file"
          accept={accept}
          aria-disabled={progress ? true : undefined}
          onClick={(event) => progress && event.preventDefault()}
          onDrop={(event) => progress && event.preventDefault()}
          onChange={(event) => {
            const file = event.target.files?.[0];
            if (file && !progress) onFile(file);
            // The same file can be chosen again, once mended.
            event.target.value = '';
          }}
        />
      </div>
    </Field>
  );
};
