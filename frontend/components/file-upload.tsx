import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { describe, Field } from './field.tsx';
import styles from './file-upload.module.css';

/**
 * Takes one file, chosen or dropped, and hands it on at once. It stays a native file input: keyboards, phones and
 * screen readers know it. `progress` (0 to 1) replaces it while the file is being sent.
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
  const [over, setOver] = useState(false);
  const take = (files: FileList | null | undefined) => {
    const file = files?.[0];
    if (file) onFile(file);
  };
  if (progress)
    return (
      <div className={styles.progress} role="status">
        <span>{t('upload.progress', { name: progress.name })}</span>
        <progress value={progress.done} max={1} aria-label={t('upload.progress', { name: progress.name })} />
      </div>
    );
  return (
    <Field name={name} label={label} hint={hint} error={error}>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: dropping is a shortcut, the input inside does it all */}
      <div
        className={[styles.zone, over ? styles.over : ''].join(' ')}
        onDragOver={(event) => {
          event.preventDefault();
          setOver(true);
        }}
        onDragLeave={() => setOver(false)}
        onDrop={(event) => {
          event.preventDefault();
          setOver(false);
          take(event.dataTransfer.files);
        }}
      >
        <input
          {...describe({ name, hint, error })}
          className={styles.input}
          type="file"
          accept={accept}
          onChange={(event) => {
            take(event.target.files);
            // The same file can be chosen again, once mended.
            event.target.value = '';
          }}
        />
      </div>
    </Field>
  );
};
