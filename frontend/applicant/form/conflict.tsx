import { useTranslation } from 'react-i18next';
import { Alert } from '../../components/alert.tsx';
import { Button } from '../../components/button.tsx';
import { Table } from '../../components/table.tsx';
import { useFormats } from '../../format.ts';
import type { Section } from './use-section.ts';

/** Single values of a content, by their path: what a comparison sets side by side. */
const flatten = (value: unknown, path: string[] = []): [path: string, value: unknown][] =>
  value && typeof value === 'object' && !Array.isArray(value)
    ? Object.entries(value).flatMap(([key, part]) => flatten(part, [...path, key]))
    : [[path.join('.'), value]];

/** Two versions of one part, this page's and the one saved elsewhere: shows what differs and lets the person choose. */
export const Conflict = ({ section, onKept }: { section: Section; onKept: () => void }) => {
  const { t, i18n } = useTranslation(['applicant', 'words']);
  const { time, money, number } = useFormats();
  const { other, content } = section;
  if (!other) return null;
  const here = new Map(flatten(content));
  const there = new Map(flatten(other.content));
  const rows = [...new Set([...here.keys(), ...there.keys()])].filter(
    (path) => JSON.stringify(here.get(path)) !== JSON.stringify(there.get(path)),
  );
  const nameOf = (path: string) => {
    const last = path.split('.').at(-1) ?? path;
    const key = [`words:fields.${last}.label`, `words:budgetLines.${last}`].find((candidate) => i18n.exists(candidate));
    return key ? t(key as 'words:fields.title.label') : last;
  };
  const show = (path: string, value: unknown) => {
    if (value === undefined || value === '' || value === null) return t('saving.conflict.nothing');
    if (value === true) return t('file.yes');
    if (typeof value === 'number') return path.includes('.') || path.endsWith('Cents') ? money(value) : number(value);
    return Array.isArray(value) ? value.join(', ') : String(value);
  };
  return (
    <Alert tone="warn" title={t('saving.conflict.title')} live="alert">
      <p>{t('saving.conflict.body', { time: time(other.savedAt) })}</p>
      <Table
        caption={t('saving.conflict.differs')}
        rows={rows}
        rowKey={(path) => path}
        columns={[
          { id: 'field', label: t('saving.conflict.field'), heading: true, cell: nameOf },
          { id: 'here', label: t('saving.conflict.here'), cell: (path) => show(path, here.get(path)) },
          { id: 'there', label: t('saving.conflict.there'), cell: (path) => show(path, there.get(path)) },
        ]}
      />
      <div className="row">
        <Button
          variant="primary"
          onClick={() => {
            onKept();
            section.keepMine();
          }}
        >
          {t('saving.conflict.mine')}
        </Button>
        <Button onClick={section.takeOther}>{t('saving.conflict.other')}</Button>
      </div>
    </Alert>
  );
};
