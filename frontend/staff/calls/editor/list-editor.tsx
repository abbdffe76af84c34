import { ArrowDown, ArrowUp, Plus, Trash2 } from 'lucide-react';
import { type KeyboardEvent, type ReactNode, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Language } from '../../../../schemas/fields.ts';
import { Alert } from '../../../components/alert.tsx';
import { Button } from '../../../components/button.tsx';
import { FieldError, fieldId } from '../../../components/field.tsx';
import styles from '../call.module.css';
import { at, type Entry, listAt, type Path, withEntry, withMoved, withoutEntry } from '../draft.ts';
import { useEditing } from './editing.tsx';

/** A way to add an entry, and where it then stands (at the end unless told). */
export interface Adder {
  label: string;
  make: () => Entry;
  place?: (list: readonly Entry[]) => number;
}

/** An entry's own name in the reader's language, as far as it is typed. */
export const useEntryName = () => {
  const { t, i18n } = useTranslation('calls');
  return (entry: unknown): string => {
    const label = at(entry, ['label', i18n.language as Language]) || at(entry, ['label', 'fr']);
    return typeof label === 'string' && label ? label : t('editor.unnamed');
  };
};

/**
 * A list of a call: entries are added, removed with a way back, and moved by buttons or with Alt and an arrow key from
 * anywhere within them. The list itself takes the focus of an error that is about the whole of it.
 */
export const ListEditor = ({
  path,
  label,
  adders,
  over,
  children,
}: {
  path: Path;
  label: string;
  adders: readonly Adder[];
  /** What stands before an entry's name, such as its kind. */
  over?: (entry: Entry) => string;
  children: (path: Path, entry: Entry) => ReactNode;
}) => {
  const { t } = useTranslation('calls');
  const nameOf = useEntryName();
  const { content, change, errorOf } = useEditing();
  const list = listAt(content, path);
  const box = useRef<HTMLDivElement>(null);
  const [removed, setRemoved] = useState<{ entry: Entry; index: number }>();
  const [said, setSaid] = useState('');
  /** The entry that takes the focus once the list shows it. */
  const [wanted, setWanted] = useState<{ id: string; within: string }>();
  const id = fieldId(path.join('.'));
  const error = errorOf(path);

  useEffect(() => {
    if (!wanted) return;
    const entry = box.current?.querySelector(`[data-entry="${CSS.escape(wanted.id)}"]`);
    entry?.querySelector<HTMLElement>(wanted.within)?.focus();
    setWanted(undefined);
  }, [wanted]);

  const move = (index: number, by: -1 | 1, within = '') => {
    const entry = list[index];
    if (!entry || !list[index + by]) return;
    change((now) => withMoved(now, path, index, by));
    setSaid(t('editor.moved', { name: nameOf(entry), place: index + by + 1, count: list.length }));
    setWanted({ id: entry.id, within: within || `[data-move="${by}"]` });
  };
  const onKey = (event: KeyboardEvent, index: number) => {
    const by = { ArrowUp: -1, ArrowDown: 1 }[event.key] as -1 | 1 | undefined;
    if (!event.altKey || !by) return;
    event.preventDefault();
    // The innermost list that the key was pressed in moves, and no other.
    event.stopPropagation();
    const { id: inside } = event.target as HTMLElement;
    move(index, by, inside ? '' : `[data-move="${by}"]`);
  };
  const remove = (index: number) => {
    const entry = list[index];
    if (!entry) return;
    change((now) => withoutEntry(now, path, index));
    setRemoved({ entry, index });
  };
  const undo = () => {
    if (!removed) return;
    change((now) => withEntry(now, path, Math.min(removed.index, listAt(now, path).length), removed.entry));
    setWanted({ id: removed.entry.id, within: 'input, textarea, summary' });
    setRemoved(undefined);
  };
  const add = ({ make, place }: Adder) => {
    const entry = make();
    change((now) => withEntry(now, path, place?.(listAt(now, path)) ?? listAt(now, path).length, entry));
    setWanted({ id: entry.id, within: 'input, textarea, summary' });
  };

  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset would take each entry's own fields for answers of one question
    <div ref={box} id={id} role="group" tabIndex={-1} aria-label={label} className={styles.list}>
      {error && <FieldError id={id}>{error}</FieldError>}
      {list.length === 0 && <p className="soft">{t('editor.empty')}</p>}
      <ol className={styles.entries}>
        {list.map((entry, index) => {
          const name = nameOf(entry);
          return (
            <li
              key={entry.id}
              data-entry={entry.id}
              className={styles.entry}
              onKeyDown={(event) => onKey(event, index)}
            >
              <div className={styles.head}>
                <div>
                  {over && <p className="soft">{over(entry)}</p>}
                  <p>
                    <strong>
                      {index + 1}. {name}
                    </strong>
                  </p>
                </div>
                <div className="row">
                  <Button
                    small
                    variant="quiet"
                    data-move={-1}
                    aria-label={t('editor.upOf', { name })}
                    icon={<ArrowUp size={18} aria-hidden="true" />}
                    aria-disabled={index === 0}
                    onClick={() => move(index, -1)}
                  >
                    {t('editor.up')}
                  </Button>
                  <Button
                    small
                    variant="quiet"
                    data-move={1}
                    aria-label={t('editor.downOf', { name })}
                    icon={<ArrowDown size={18} aria-hidden="true" />}
                    aria-disabled={index === list.length - 1}
                    onClick={() => move(index, 1)}
                  >
                    {t('editor.down')}
                  </Button>
                  <Button
                    small
                    variant="quiet"
                    aria-label={t('editor.removeOf', { name })}
                    icon={<Trash2 size={18} aria-hidden="true" />}
                    onClick={() => remove(index)}
                  >
                    {t('editor.remove')}
                  </Button>
                </div>
              </div>
              {children([...path, index], entry)}
            </li>
          );
        })}
      </ol>
      <p className="sr-only" role="status">
        {said}
      </p>
      {removed && <Removed name={nameOf(removed.entry)} undo={undo} />}
      <div className="row">
        {adders.map((adder) => (
          <Button key={adder.label} small icon={<Plus size={18} aria-hidden="true" />} onClick={() => add(adder)}>
            {adder.label}
          </Button>
        ))}
      </div>
    </div>
  );
};

/** What was just removed, with the way back; it takes the focus, since what had it is gone. */
const Removed = ({ name, undo }: { name: string; undo: () => void }) => {
  const { t } = useTranslation('calls');
  const button = useRef<HTMLButtonElement>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another removal takes the focus again
  useEffect(() => button.current?.focus(), [name]);
  return (
    <Alert tone="info" live="status" title={t('editor.removed', { name })}>
      <div>
        <Button small ref={button} onClick={undo}>
          {t('editor.undo')}
        </Button>
      </div>
    </Alert>
  );
};
