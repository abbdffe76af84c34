import { useTranslation } from 'react-i18next';
import { describe, Field } from './field.tsx';
import styles from './file-upload.module.css';

/**
 * Takes one file, chosen or dropped, and hands it on at once. It stays a native file input, laid unseen over its zone:
 * keyboards, phones, screen readers and dropping all work by themselves. `progress` (0 to 1) replaces it while the file
 * is being sent.
 */
export const FileUpload = ({
  name,
  label,
  hint,
  error,
  accept,
  progress,
  onFile,
}: {
  name: string;
  label: string;
  hint?: string | undefined;
  error?: string | undefined;
  /** Media types, as the input's own attribute takes them. */
  accept: string;
  progress?: { name: string; done: number } | undefined;
  onFile: (file: File) => void;
}) => {
  const { t } = useTranslation();
  if (progress)
    return (
      <div className={styles.progress} role="status">
        <span>{t('upload.progress', { name: progress.name })}</span>
        <progress value={progress.done} max={1} aria-label={t('upload.progress', { name: progress.name })} />
      </div>
    );
  return (
    <Field name={name} label={label} hint={hint} error={error}>
      <div className={styles.zone}>
        <span className={styles.button} aria-hidden="true">
          {t('upload.choose')}
        </span>
        <span className="soft" aria-hidden="true">
          {t('upload.drop')}
        </span>
        <input
          {...describe({ name, hint, error })}
          className={styles.input}
          type="file"
          accept={accept}
          onChange={(event) => {
            const file = event.target.files?.[0];
            if (file) onFile(file);
            // The same file can be chosen again, once mended.
            event.target.value = '';
          }}
        />
      </div>
    </Field>
  );
};
