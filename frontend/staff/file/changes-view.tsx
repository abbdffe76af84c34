import { useTranslation } from 'react-i18next';
import type { ApplicationContent } from '../../../schemas/application.ts';
import { type TerritoryId, territoryName } from '../../../schemas/territory.ts';
import { WordChanges } from '../../components/word-changes.tsx';
import { useFormats } from '../../format.ts';
import { useReadLabel } from '../../read-label.ts';
import { useActing } from './acting.tsx';
import { type Change, changesBetween, type Value } from './changes.ts';
import styles from './changes-view.module.css';

/** How a field and its values are written, from the field's name. */
const useWriting = () => {
  const { t, i18n } = useTranslation(['staff', 'words']);
  const { money, day, number, local } = useFormats();
  const { file } = useActing();
  const readLabel = useReadLabel();
  const label = ([section, ...path]: string[]): string => {
    const name = path.at(-1) ?? '';
    const word = ['fields', 'budgetLines'].map((list) => `words:${list}.${name}${list === 'fields' ? '.label' : ''}`);
    const found = word.find((key) => i18n.exists(key));
    return `${t(`content.${section as 'project'}`)} · ${found ? readLabel(t(found as 'words:fields.title.label')) : name}`;
  };
  const write = (path: string[], value: Value): string => {
    const name = path.at(-1) ?? '';
    const choices = { sector: file.call.sectors, supportKind: file.call.supportKinds }[name];
    if (typeof value === 'boolean') return value ? t('content.yes') : t('content.no');
    if (typeof value === 'number') return path[0] === 'budget' ? money(value) : number(value);
    if (typeof value !== 'string') return value.map((id) => territoryName(id as TerritoryId)).join(', ');
    if (name.endsWith('On')) return day(value);
    if (name === 'legalForm') return t(`words:legalForms.${value as 'association'}`);
    const choice = choices?.find(({ id }) => id === value);
    return choice ? local(choice.label) : value;
  };
  return { label, write };
};

const isText = ({ before, after }: Change): boolean => typeof before === 'string' && typeof after === 'string';

/** What changed from one revision to another: words within texts, whole values otherwise. */
export const ChangesView = ({ before, after }: { before: ApplicationContent; after: ApplicationContent }) => {
  const { t } = useTranslation('staff');
  const { label, write } = useWriting();
  const changes = changesBetween(before, after);
  return (
    <>
      <p>{t('content.changes', { count: changes.length })}</p>
      <dl className={styles.changes}>
        {changes.map((change) => {
          const [was, is] = [change.before, change.after].map((value) =>
            value === undefined ? '' : write(change.path, value),
          ) as [string, string];
          return (
            <div key={change.path.join('.')}>
              <dt>{label(change.path)}</dt>
              {isText(change) && (was.length > 60 || is.length > 60) ? (
                <dd>
                  <WordChanges before={was} after={is} added={t('content.added')} removed={t('content.removed')} />
                </dd>
              ) : (
                <>
                  <dd>
                    <span className="soft">{t('content.before')} </span>
                    <del>{was || t('content.empty')}</del>
                  </dd>
                  <dd>
                    <span className="soft">{t('content.after')} </span>
                    <ins>{is || t('content.empty')}</ins>
                  </dd>
                </>
              )}
            </div>
          );
        })}
      </dl>
    </>
  );
};
