import { Search } from 'lucide-react';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useLocation } from 'wouter';
import { api, problemOf } from '../../api.ts';
import { Button } from '../../components/button.tsx';
import { focusField } from '../../components/error-summary.tsx';
import { ProblemAlert } from '../../components/problem-view.tsx';
import { TextField } from '../../components/text-field.tsx';
import styles from './find.module.css';

/** Opens a file by the number that people read out. */
export const FindByNumber = () => {
  const { t } = useTranslation('staff');
  const [, navigate] = useLocation();
  const [number, setNumber] = useState('');
  /** What was asked for in vain; the empty text when no number was given. */
  const [vain, setVain] = useState<string>();
  const [failure, setFailure] = useState<unknown>();
  const [busy, setBusy] = useState(false);

  const mistake = vain === undefined ? undefined : vain ? t('queue.find.none', { number: vain }) : t('queue.find.ask');
  const refuse = (number: string) => {
    setVain(number);
    focusField('number');
  };
  const find = async (event: FormEvent) => {
    event.preventDefault();
    if (busy) return;
    setVain(undefined);
    setFailure(undefined);
    const asked = number.trim().toUpperCase();
    if (!asked) return refuse('');
    setBusy(true);
    try {
      const { applicationId } = await api('findByNumber', { params: { number: asked } });
      navigate(`/staff/applications/${applicationId}`);
    } catch (error) {
      const { status } = problemOf(error);
      if (status === 404) refuse(asked);
      else if (status === 422) refuse('');
      else setFailure(error);
    } finally {
      setBusy(false);
    }
  };

  return (
    <search>
      <form className={styles.find} noValidate onSubmit={(event) => void find(event)}>
        <TextField
          name="number"
          label={t('queue.find.label')}
          hint={t('queue.find.hint')}
          error={mistake}
          autoComplete="off"
          short
          value={number}
          onChange={(value) => setNumber(value ?? '')}
        />
        <Button type="submit" busy={busy} icon={<Search size={18} aria-hidden="true" />}>
          {t('queue.find.action')}
        </Button>
      </form>
      <p className="sr-only" role="alert">
        {mistake}
      </p>
      {failure !== undefined && <ProblemAlert error={failure} />}
    </search>
  );
};
