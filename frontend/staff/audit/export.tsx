import { Download } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { maxExportedRows } from '../../../schemas/audit.ts';
import { api } from '../../api.ts';
import { Alert } from '../../components/alert.tsx';
import { Button } from '../../components/button.tsx';
import { ProblemAlert } from '../../components/problem-view.tsx';
import { useFormats } from '../../format.ts';
import { saveFile } from '../../save-file.ts';
import { csvOf } from '../monitoring/csv.ts';
import type { Asked } from './asked.ts';
import { useWords } from './words.ts';

/** Hands the whole list that is asked for to the browser as a file; the service notes that it was taken. */
export const ExportButton = ({ asked }: { asked: Asked }) => {
  const { t, i18n } = useTranslation('audit');
  const { shortDayOf, time, number } = useFormats();
  const { what, who, as, about } = useWords();
  const [busy, setBusy] = useState(false);
  const [cut, setCut] = useState(false);
  const [failure, setFailure] = useState<unknown>();

  const take = async () => {
    if (busy) return;
    setBusy(true);
    setFailure(undefined);
    try {
      const answer = await api('exportAudit', { body: asked });
      const columns = (['day', 'time', 'person', 'as', 'what', 'about'] as const).map((name) => t(`columns.${name}`));
      const lines = answer.items.map((row) => [
        shortDayOf(row.at),
        time(row.at),
        who(row),
        as(row),
        what(row),
        about(row),
      ]);
      const name = t('export.name', { from: answer.from, to: answer.to });
      saveFile(csvOf([columns, ...lines], i18n.language === 'fr' ? ';' : ','), name, 'text/csv;charset=utf-8');
      setCut(answer.cut);
    } catch (error) {
      setFailure(error);
    } finally {
      setBusy(false);
    }
  };

  return (
    <div className="stack">
      <div className="row">
        <Button small busy={busy} icon={<Download size={18} aria-hidden="true" />} onClick={() => void take()}>
          {t('export.action')}
        </Button>
        <span className="soft">{t('export.note')}</span>
      </div>
      {cut && (
        <Alert tone="warn" live="status">
          <p>{t('export.cut', { rows: number(maxExportedRows) })}</p>
        </Alert>
      )}
      {failure !== undefined && <ProblemAlert error={failure} />}
    </div>
  );
};
