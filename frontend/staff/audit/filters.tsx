import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useLocation } from 'wouter';
import { Button, ButtonLink } from '../../components/button.tsx';
import { DateField } from '../../components/date-field.tsx';
import { focusField } from '../../components/error-summary.tsx';
import { Select } from '../../components/select.tsx';
import { TextField } from '../../components/text-field.tsx';
import { useMembers } from '../jurors/members-page.tsx';
import { type Asked, addressOf } from './asked.ts';
import styles from './page.module.css';

/** Whoever has or had a part in the office, by name, and whoever the address names. */
const usePersons = (chosen: string | undefined) => {
  const { t } = useTranslation('audit');
  const { data } = useMembers();
  const names = new Map([...(data?.jurors ?? []), ...(data?.staff ?? [])].map(({ id, name }) => [id as string, name]));
  if (chosen && data && !names.has(chosen)) names.set(chosen, t('unknown'));
  return [
    { value: '', label: t('filters.everybody') },
    ...[...names]
      .map(([value, label]) => ({ value, label }))
      .toSorted((one, other) => one.label.localeCompare(other.label)),
  ];
};

/** Person, file and period; shown once asked for, since each look at a list is a read of it. `unknown` is a number of no file. */
export const Filters = ({ asked, unknown }: { asked: Asked; unknown: string | undefined }) => {
  const { t } = useTranslation('audit');
  const [, navigate] = useLocation();
  const [typed, setTyped] = useState(asked);
  const [mistakes, setMistakes] = useState<{ from?: string; to?: string }>({});
  const persons = usePersons(asked.personId);
  const change = (field: keyof Asked) => (value: string | undefined) => setTyped({ ...typed, [field]: value ?? '' });

  const show = (event: FormEvent) => {
    event.preventDefault();
    const { from, to } = typed;
    const found = {
      ...(!from && { from: t('filters.ask') }),
      ...(!to ? { to: t('filters.ask') } : from > to && { to: t('filters.order') }),
    };
    setMistakes(found);
    const [first] = Object.keys(found);
    if (first) return focusField(first);
    navigate(addressOf({ ...typed, number: typed.number?.trim().toUpperCase() }));
  };

  return (
    <search aria-label={t('filters.label')}>
      <form className={styles.filters} noValidate onSubmit={show}>
        <Select
          name="person"
          label={t('filters.person')}
          required
          options={persons}
          value={typed.personId ?? ''}
          onChange={change('personId')}
        />
        <TextField
          name="number"
          label={t('filters.number')}
          error={unknown && t('filters.noNumber', { number: unknown })}
          autoComplete="off"
          short
          value={typed.number ?? ''}
          onChange={change('number')}
        />
        <DateField
          name="from"
          label={t('filters.from')}
          error={mistakes.from}
          value={typed.from}
          onChange={change('from')}
        />
        <DateField name="to" label={t('filters.to')} error={mistakes.to} value={typed.to} onChange={change('to')} />
        <div className="row">
          <Button type="submit" variant="primary">
            {t('filters.show')}
          </Button>
          <ButtonLink href="/staff/audit">{t('filters.reset')}</ButtonLink>
        </div>
      </form>
    </search>
  );
};
