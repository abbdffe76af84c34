import { diffWordsWithSpace } from 'diff';
import { useTranslation } from 'react-i18next';
import type { Language } from '../../../schemas/fields.ts';
import { type TerritoryId, territoryName } from '../../../schemas/territory.ts';
import { Badge } from '../../components/state-badge.tsx';
import { Table } from '../../components/table.tsx';
import { useFormats } from '../../format.ts';
import { type CallChange, compareCalls } from './compare.ts';
import styles from './compare-view.module.css';
import { at, type Part, partNames, partOf } from './draft.ts';

const tones = { added: 'good', removed: 'danger', changed: 'info', moved: 'warn' } as const;

/** How the place of a change and its values are written. */
const useWriting = (before: object, after: object) => {
  const { t, i18n } = useTranslation(['calls', 'words']);
  const { money, number } = useFormats();
  const language = i18n.language as Language;
  const entry = (tree: unknown, name: string): unknown =>
    Array.isArray(tree)
      ? tree.find((item) => String(item?.id ?? item?.mark) === name)
      : (tree as Record<string, unknown> | undefined)?.[name];
  const where = (path: readonly string[]): string => {
    let [old, now]: unknown[] = [before, after];
    return path
      .map((name) => {
        const inList = Array.isArray(old) || Array.isArray(now);
        [old, now] = [entry(old, name), entry(now, name)];
        const label = at(now ?? old, ['label', language]);
        if (inList && typeof label === 'string' && label) return label;
        if (inList && at(now ?? old, ['mark']) !== undefined) return `${t('fields.mark')} ${name}`;
        const key = `fields.${name}`;
        return i18n.exists(key, { ns: 'calls' }) ? t(key as 'fields.title') : name;
      })
      .join(' › ');
  };
  const write = (path: readonly string[], value: unknown): string => {
    if (value === undefined || value === '' || value === null) return t('compare.empty');
    const name = path.at(-1) ?? '';
    if (typeof value === 'boolean') return t(value ? 'compare.yes' : 'compare.no');
    if (typeof value === 'number') return name.endsWith('Cents') ? money(value) : number(value);
    if (Array.isArray(value))
      return value
        .map((one) =>
          typeof one !== 'string'
            ? write([], one)
            : i18n.exists(`words:legalForms.${one}`)
              ? t(`words:legalForms.${one as 'association'}`)
              : (territoryName(one as TerritoryId) ?? one),
        )
        .join(', ');
    if (typeof value === 'object') {
      const label = at(value, ['label', language]) ?? at(value, ['text', language]) ?? at(value, [language]);
      return typeof label === 'string' && label ? label : t('editor.unnamed');
    }
    const option = `options.${value}`;
    return i18n.exists(option, { ns: 'calls' }) ? t(option as 'options.advisory') : String(value);
  };
  return { where, write };
};

const Words = ({ before, after, side }: { before: string; after: string; side: 'before' | 'after' }) => {
  const { t } = useTranslation('calls');
  return (
    <span className="typed">
      {diffWordsWithSpace(before, after).map((part, index) => {
        const key = `${index} ${part.value.slice(0, 12)}`;
        if (!part.added && !part.removed) return <span key={key}>{part.value}</span>;
        if (part.added !== (side === 'after')) return null;
        const Element = part.added ? 'ins' : 'del';
        return (
          <Element key={key}>
            <span className="sr-only">{t(part.added ? 'compare.insIn' : 'compare.delIn')}</span>
            {part.value}
          </Element>
        );
      })}
    </span>
  );
};

/** Two versions of a call side by side, part by part: what was added, removed, changed, or moved. */
export const CompareView = ({ before, after }: { before: object; after: object }) => {
  const { t } = useTranslation('calls');
  const { where, write } = useWriting(before, after);
  const changes = compareCalls(before, after);
  const byPart = Map.groupBy(changes, ({ path }): Part => partOf(path));
  const side = (change: CallChange, which: 'before' | 'after') => {
    const value = change[which];
    if (change.kind === 'moved') return t('compare.place', { place: value });
    if (typeof change.before === 'string' && typeof change.after === 'string')
      return <Words before={write(change.path, change.before)} after={write(change.path, change.after)} side={which} />;
    return write(change.path, value);
  };
  if (changes.length === 0) return <p>{t('compare.none')}</p>;
  return (
    <div className="stack-l">
      <p>{t('compare.count', { count: changes.length })}</p>
      {partNames
        .filter((part) => byPart.has(part))
        .map((part) => (
          <div key={part} className={styles.part}>
            <Table
              caption={t(`parts.${part}`)}
              rows={byPart.get(part) ?? []}
              rowKey={({ path, kind }) => `${path.join('/')} ${kind}`}
              columns={[
                {
                  id: 'what',
                  label: t('compare.what'),
                  heading: true,
                  cell: ({ path, kind }) => (
                    <>
                      {where(path)} <Badge tone={tones[kind]}>{t(`compare.${kind}`)}</Badge>
                    </>
                  ),
                },
                { id: 'before', label: t('compare.before'), cell: (change) => side(change, 'before') },
                { id: 'after', label: t('compare.after'), cell: (change) => side(change, 'after') },
              ]}
            />
          </div>
        ))}
    </div>
  );
};
