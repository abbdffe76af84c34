import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type ReminderChoice, reminderChoices } from '../../schemas/reminders.ts';
import { api } from '../api.ts';
import { Button } from '../components/button.tsx';
import { Card } from '../components/card.tsx';
import { RadioGroup } from '../components/choices.tsx';
import { Loaded } from '../components/loaded.tsx';
import { PageHeader } from '../components/page-header.tsx';
import { ProblemAlert } from '../components/problem-view.tsx';
import { toast } from '../components/toast.tsx';
import { showAnswer } from '../show-answer.ts';

const operations = {
  jury: { ask: 'getJuryReminders', save: 'saveJuryReminders' },
  staff: { ask: 'getStaffReminders', save: 'saveStaffReminders' },
} as const;

const Choice = ({ audience, choice }: { audience: 'jury' | 'staff'; choice: ReminderChoice }) => {
  const { t } = useTranslation('reminders');
  const client = useQueryClient();
  const [chosen, setChosen] = useState<ReminderChoice>(choice);
  const [failure, setFailure] = useState<unknown>();
  const [busy, setBusy] = useState(false);
  const save = async () => {
    setBusy(true);
    setFailure(undefined);
    try {
      await showAnswer(
        client,
        ['reminders', audience],
        await api(operations[audience].save, { body: { choice: chosen } }),
      );
      toast(t('saved'));
    } catch (error) {
      setFailure(error);
    } finally {
      setBusy(false);
    }
  };
  return (
    <form
      className="stack"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        if (!busy) void save();
      }}
    >
      {failure !== undefined && <ProblemAlert error={failure} />}
      <RadioGroup
        name="choice"
        label={t('legend')}
        options={reminderChoices.map((value) => ({ value, label: t(`choices.${value}`), hint: t(`hints.${value}`) }))}
        value={chosen}
        onChange={(value) => setChosen(value as ReminderChoice)}
      />
      <div>
        <Button type="submit" variant="primary" busy={busy}>
          {t('save')}
        </Button>
      </div>
    </form>
  );
};

/** How often somebody of the jury or of staff is reminded by mail; mails of reminders lead here. */
export const RemindersPage = ({ audience }: { audience: 'jury' | 'staff' }) => {
  const { t } = useTranslation('reminders');
  const query = useQuery({
    queryKey: ['reminders', audience],
    queryFn: ({ signal }) => api(operations[audience].ask, {}, { signal }),
  });
  return (
    <div className="stack-l">
      <PageHeader title={t('title')} lead={<p>{t(`lead.${audience}`)}</p>} />
      <Loaded query={query} home={`/${audience}`}>
        {({ choice }) => (
          <Card as="section">
            <Choice audience={audience} choice={choice} />
          </Card>
        )}
      </Loaded>
    </div>
  );
};
