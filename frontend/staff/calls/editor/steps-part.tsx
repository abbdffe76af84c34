import { useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { Disclosure } from '../../../components/disclosure.tsx';
import { FieldError, fieldId } from '../../../components/field.tsx';
import { FormSection } from '../../../components/form-section.tsx';
import { NumberField, type Typed } from '../../../components/number-field.tsx';
import { useFormats } from '../../../format.ts';
import styles from '../call.module.css';
import {
  anchorsFor,
  at,
  type Entry,
  listAt,
  newCriterion,
  newEntries,
  newSteps,
  type Path,
  placeFor,
  type StepKind,
  weightOf,
  withValue,
} from '../draft.ts';
import { useEditing } from './editing.tsx';
import { BilingualAt, ChoiceAt, NumberAt, TickAt } from './fields.tsx';
import { ListEditor } from './list-editor.tsx';

type Anchor = { mark: number; text: unknown };
const longestScale = 10;

/** The scale of a criterion: its anchors follow it, and words of a mark that goes come back with it. */
const Scale = ({ path }: { path: Path }) => {
  const { t } = useTranslation('calls');
  const { content, change, errorOf } = useEditing();
  const kept = useRef(new Map<number, Anchor>());
  const value = at(content, [...path, 'maxMark']) as Typed;
  const onChange = (typed: Typed) => {
    for (const anchor of listAt(content, [...path, 'anchors']) as unknown as Anchor[])
      kept.current.set(anchor.mark, anchor);
    const max = typeof typed === 'number' && Number.isInteger(typed) && typed >= 1 && typed <= longestScale;
    change((now) => {
      const changed = withValue(now, [...path, 'maxMark'], typed === '' ? undefined : typed);
      return max
        ? withValue(changed, [...path, 'anchors'], anchorsFor(typed as number, [...kept.current.values()]))
        : changed;
    });
  };
  return (
    <NumberField
      name={[...path, 'maxMark'].join('.')}
      label={t('fields.maxMark')}
      error={errorOf([...path, 'maxMark'])}
      value={value ?? ''}
      onChange={onChange}
    />
  );
};

/** One line for each mark of the scale. */
const Anchors = ({ path }: { path: Path }) => {
  const { t } = useTranslation('calls');
  const { content, errorOf } = useEditing();
  const name = path.join('.');
  const error = errorOf(path);
  const anchors = listAt(content, path) as unknown as Anchor[];
  return (
    <fieldset id={fieldId(name)} tabIndex={-1} className={styles.list}>
      <legend>
        <strong>{t('fields.anchors')}</strong>
      </legend>
      <p className="soft">{t('hints.anchors')}</p>
      {error && <FieldError id={fieldId(name)}>{error}</FieldError>}
      {anchors.map(({ mark }, index) => (
        <BilingualAt key={mark} path={[...path, index, 'text']} label={`${t('fields.mark')} ${mark}`} />
      ))}
    </fieldset>
  );
};

const Criterion = ({ path }: { path: Path }) => {
  const { t } = useTranslation('calls');
  return (
    <>
      <BilingualAt path={[...path, 'label']} label={t('fields.label')} />
      <BilingualAt path={[...path, 'hint']} label={t('fields.hint')} long />
      <div className={styles.numbers}>
        <NumberAt path={[...path, 'weight']} label={t('fields.weight')} unit={t('units.points')} />
        <Scale path={path} />
      </div>
      <Disclosure summary={t('fields.anchors')}>
        <Anchors path={[...path, 'anchors']} />
      </Disclosure>
    </>
  );
};

const Criteria = ({ path }: { path: Path }) => {
  const { t } = useTranslation('calls');
  const { number } = useFormats();
  const { content } = useEditing();
  const sum = weightOf(listAt(content, path));
  return (
    <>
      <h3>{t('fields.criteria')}</h3>
      <ListEditor
        path={path}
        label={t('fields.criteria')}
        adders={[{ label: t('add.criterion'), make: () => newCriterion(Math.max(1, 100 - sum)) }]}
      >
        {(inside) => <Criterion path={inside} />}
      </ListEditor>
      <p className={[styles.sum, sum === 100 ? '' : styles.wrong].join(' ')} role="status">
        {t('weights.sum', { sum: number(sum) })}
      </p>
    </>
  );
};

const Jurors = ({ path }: { path: Path }) => {
  const { t } = useTranslation('calls');
  return (
    <div className={styles.numbers}>
      <NumberAt path={[...path, 'wanted']} label={t('fields.wanted')} />
      <NumberAt path={[...path, 'quorum']} label={t('fields.quorum')} />
    </div>
  );
};

const Step = ({ path, entry }: { path: Path; entry: Entry }) => {
  const { t } = useTranslation('calls');
  const { errorOf } = useEditing();
  const options = (values: readonly ('complements' | 'ineligible' | 'advisory' | 'required')[]) =>
    values.map((value) => ({ value, label: t(`options.${value}`) }));
  const misplaced = errorOf([...path, 'kind']);
  const place = fieldId([...path, 'kind'].join('.'));
  return (
    <>
      <div id={place} tabIndex={-1}>
        {misplaced && <FieldError id={place}>{misplaced}</FieldError>}
      </div>
      <BilingualAt path={[...path, 'label']} label={t('fields.label')} />
      <Disclosure summary={t('editor.details')}>
        <div className="stack">
          <BilingualAt path={[...path, 'hint']} label={t('fields.hint')} long />
          <BilingualAt path={[...path, 'actors']} label={t('fields.actors')} hint={t('hints.actors')} optional />
          <div className={styles.numbers}>
            <NumberAt path={[...path, 'delayDays']} label={t('fields.delayDays')} unit={t('units.days')} />
            <NumberAt
              path={[...path, 'remindDaysBefore']}
              label={t('fields.remindDaysBefore')}
              hint={t('hints.remind')}
              unit={t('units.days')}
            />
            <NumberAt
              path={[...path, 'escalateDaysAfter']}
              label={t('fields.escalateDaysAfter')}
              unit={t('units.days')}
            />
          </div>
          {entry.kind === 'check' && (
            <>
              <ChoiceAt
                path={[...path, 'onFailure']}
                label={t('fields.onFailure')}
                options={options(['complements', 'ineligible'])}
              />
              <h3>{t('fields.items')}</h3>
              <ListEditor
                path={[...path, 'items']}
                label={t('fields.items')}
                adders={[{ label: t('add.item'), make: newEntries.item }]}
              >
                {(inside) => <BilingualAt path={[...inside, 'label']} label={t('fields.label')} />}
              </ListEditor>
            </>
          )}
          {(entry.kind === 'score' || entry.kind === 'deliberate') && <Jurors path={path} />}
          {entry.kind === 'score' && (
            <>
              <NumberAt
                path={[...path, 'correctionHours']}
                label={t('fields.correctionHours')}
                hint={t('hints.corrections')}
                unit={t('units.hours')}
              />
              <NumberAt
                path={[...path, 'threshold', 'percent']}
                label={t('fields.threshold')}
                hint={t('hints.threshold')}
                unit={t('units.points')}
              />
              <ChoiceAt
                path={[...path, 'threshold', 'mode']}
                label={t('fields.mode')}
                options={options(['advisory', 'required'])}
              />
              <TickAt path={[...path, 'blind', 'applicant']} label={t('fields.applicant')} />
              <TickAt path={[...path, 'blind', 'peers']} label={t('fields.peers')} />
              <Criteria path={[...path, 'criteria']} />
            </>
          )}
        </div>
      </Disclosure>
    </>
  );
};

/** The ordered steps of a call. */
export const StepsPart = () => {
  const { t } = useTranslation('calls');
  const kindOf = (kind: StepKind) => t(`kinds.${kind}`);
  return (
    <FormSection title={t('fields.steps')} lead={`${t('hints.steps')} ${t('editor.keys')}`}>
      <ListEditor
        path={['steps']}
        label={t('fields.steps')}
        over={({ kind }) => kindOf(kind as StepKind)}
        adders={(Object.keys(newSteps) as StepKind[]).map((kind) => ({
          label: t('add.step', { kind: kindOf(kind) }),
          make: newSteps[kind],
          place: (list) => placeFor(kind, list),
        }))}
      >
        {(path, entry) => <Step path={path} entry={entry} />}
      </ListEditor>
    </FormSection>
  );
};
