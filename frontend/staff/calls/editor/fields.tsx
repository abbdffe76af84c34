import { useTranslation } from 'react-i18next';
import { Checkbox, CheckboxGroup, RadioGroup } from '../../../components/choices.tsx';
import { NumberField, type Typed } from '../../../components/number-field.tsx';
import type { Option } from '../../../components/select.tsx';
import { TextArea } from '../../../components/text-area.tsx';
import { TextField } from '../../../components/text-field.tsx';
import styles from '../call.module.css';
import { at, type Path } from '../draft.ts';
import { useEditing, useFieldAt } from './editing.tsx';

interface At {
  path: Path;
  label: string;
  hint?: string;
}

export const TextAt = ({ path, ...words }: At & { type?: 'text' | 'email' | 'tel' }) => (
  <TextField {...words} {...useFieldAt<string>(path)} autoComplete="off" />
);

/** A number; `unit` follows it, `money` is typed in euros. One that is optional goes when it is emptied. */
export const NumberAt = ({ path, ...words }: At & { unit?: string; money?: boolean }) => {
  const field = useFieldAt<Typed>(path);
  return (
    <NumberField
      {...words}
      {...field}
      value={field.value ?? ''}
      onChange={(value) => field.onChange(value === '' ? undefined : value)}
    />
  );
};

export const TickAt = ({ path, ...words }: At) => <Checkbox {...words} {...useFieldAt<boolean>(path)} />;

export const ChoiceAt = ({ path, options, ...words }: At & { options: readonly Option[] }) => (
  <RadioGroup {...words} {...useFieldAt<string>(path)} options={options} />
);

export const SomeAt = ({ path, options, ...words }: At & { options: readonly Option[] }) => (
  <CheckboxGroup {...words} {...useFieldAt<readonly string[]>(path)} options={options} columns />
);

/**
 * A text in both languages, side by side where there is room. An optional one that is emptied in both is taken away, so
 * that it counts as not given.
 */
export const BilingualAt = ({
  path,
  label,
  hint,
  long = false,
  optional = false,
}: At & { long?: boolean; optional?: boolean }) => {
  const { t } = useTranslation('calls');
  const { content, set, errorOf } = useEditing();
  const Component = long ? TextArea : TextField;
  const value = at(content, path) as { fr?: string; en?: string } | undefined;
  const change = (language: 'fr' | 'en', typed: string | undefined) => {
    const next = { fr: value?.fr ?? '', en: value?.en ?? '', [language]: typed ?? '' };
    set(path, optional && !next.fr && !next.en ? undefined : next);
  };
  return (
    <div className={styles.pair}>
      {(['fr', 'en'] as const).map((language) => (
        <Component
          key={language}
          name={[...path, language].join('.')}
          label={t(language === 'fr' ? 'editor.french' : 'editor.english', { label })}
          hint={hint}
          optional={optional}
          error={errorOf([...path, language]) ?? (language === 'fr' ? errorOf(path) : undefined)}
          value={value?.[language] ?? ''}
          onChange={(typed) => change(language, typed)}
          {...(long && { rows: 3, max: 2000 })}
        />
      ))}
    </div>
  );
};
