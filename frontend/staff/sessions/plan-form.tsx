import { type Resolver, useForm } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import * as z from 'zod';
import { day } from '../../../schemas/fields.ts';
import { type SessionPlan, sessionPlan } from '../../../schemas/session.ts';
import { problemOf } from '../../api.ts';
import { Button } from '../../components/button.tsx';
import { CheckboxGroup } from '../../components/choices.tsx';
import { DateField } from '../../components/date-field.tsx';
import { DoubtsOf, useDoubts } from '../../components/doubts.tsx';
import { ErrorSummary } from '../../components/error-summary.tsx';
import { FormField } from '../../components/form-field.tsx';
import { ProblemAlert } from '../../components/problem-view.tsx';
import { Loading } from '../../components/spinner.tsx';
import { TextField } from '../../components/text-field.tsx';
import { TimeField } from '../../components/time-field.tsx';
import { oddSessionDay, useDoubtful } from '../../doubts.ts';
import { applyProblem, summaryOf, useAttempts, useErrorsInLanguage, useZodResolver } from '../../forms.ts';
import { parisFields, parisInstant } from '../../paris.ts';
import { today } from '../../today.ts';
import { useJurors } from '../file/open-step-form.tsx';
import type { StaffSession } from './queries.ts';

/** Under names of its own where a word of the form says something else than the same word of a project. */
const typing = z.object({
  sessionTitle: sessionPlan.shape.title,
  place: sessionPlan.shape.place,
  day: day(),
  time: z.string().regex(/^\d\d:\d\d$/),
  memberIds: sessionPlan.shape.memberIds,
});

/** Where the form shows what the service says of a field; day and time are two fields here, and one instant there. */
const shownAt: Record<string, string> = { title: 'sessionTitle', startsAt: 'day' };
type Typing = z.infer<typeof typing>;

/** When and where the jury meets, and who sits. */
export const PlanForm = ({
  before,
  action,
  submit,
}: {
  before?: SessionPlan & Pick<StaffSession, 'members' | 'points'>;
  action: string;
  submit: (plan: SessionPlan) => Promise<unknown>;
}) => {
  const { t } = useTranslation('sessions');
  const jurors = useJurors();
  const form = useForm<Typing>({
    resolver: useZodResolver(typing) as unknown as Resolver<Typing>,
    shouldFocusError: false,
    defaultValues: {
      sessionTitle: before?.title ?? '',
      place: before?.place ?? '',
      memberIds: before?.memberIds ?? [],
      ...(before ? parisFields(before.startsAt) : { day: '', time: '14:00' }),
    },
  });
  useErrorsInLanguage(form);
  const [attempt, failed] = useAttempts();
  const doubtful = useDoubtful();
  const typed = form.watch();
  const planned = before && parisFields(before.startsAt);
  const silences = before?.points.flatMap(({ runsOutOn }) => runsOutOn ?? []);
  // What was planned already is not asked about once more because of another title.
  const doubts = useDoubts([
    ...(typed.day === planned?.day ? [] : doubtful.day('day', typed.day, oddSessionDay(typed.day, today(), silences))),
    ...(typed.time === planned?.time ? [] : doubtful.time('time', typed.time)),
  ]);
  if (jurors.isPending) return <Loading />;
  if (jurors.isError) return <ProblemAlert error={jurors.error} retry={() => void jurors.refetch()} />;
  // Who sits already stays to be chosen, also one who is handing over.
  const sitting = before?.members.filter(({ personId }) => !jurors.data.some(({ id }) => id === personId)) ?? [];
  const options = [
    ...jurors.data.map(({ id, name }) => ({ value: id, label: name })),
    ...sitting.map(({ personId, name }) => ({ value: personId, label: name })),
  ];
  const send = async ({ sessionTitle: title, place, memberIds, day, time }: Typing) => {
    const startsAt = parisInstant(day, time);
    try {
      if (startsAt) await submit({ title, place, memberIds, startsAt });
      else form.setError('time', { type: 'server', message: t('plan.noSuchTime') });
    } catch (error) {
      const { fields = [], ...problem } = problemOf(error);
      const shown = fields.map(({ path: [name = '', ...rest], ...field }) => ({
        ...field,
        path: [shownAt[name] ?? name, ...rest],
      }));
      applyProblem(form, { ...problem, fields: shown });
      failed();
    }
  };
  return (
    <form
      className="stack"
      noValidate
      onSubmit={(event) => {
        const keptBack = doubts.keepBack();
        void form.handleSubmit((plan) => (keptBack ? failed() : send(plan)), failed)(event);
      }}
    >
      <ErrorSummary
        attempt={attempt}
        errors={[...summaryOf(form.formState.errors), ...(attempt > 0 ? doubts.open : [])]}
      />
      <DoubtsOf doubts={doubts}>
        <FormField
          control={form.control}
          name="sessionTitle"
          as={TextField}
          label={t('plan.title')}
          hint={t('plan.titleHint')}
          autoComplete="off"
        />
        <FormField control={form.control} name="place" as={TextField} autoComplete="off" />
        <FormField control={form.control} name="day" as={DateField} label={t('plan.day')} />
        <FormField control={form.control} name="time" as={TimeField} label={t('plan.time')} hint={t('plan.timeHint')} />
        <FormField
          control={form.control}
          name="memberIds"
          as={CheckboxGroup}
          hint={t('plan.membersHint')}
          columns
          options={options}
        />
      </DoubtsOf>
      <div>
        <Button type="submit" variant="primary" busy={form.formState.isSubmitting}>
          {action}
        </Button>
      </div>
    </form>
  );
};
