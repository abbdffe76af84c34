import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { type Resolver, useForm } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import type { ScoreStep } from '../../../schemas/call.ts';
import { staffStepsContract } from '../../../schemas/contract/staff/steps.ts';
import { api, problemOf } from '../../api.ts';
import { Alert } from '../../components/alert.tsx';
import { Button } from '../../components/button.tsx';
import { CheckboxGroup } from '../../components/choices.tsx';
import { ErrorSummary } from '../../components/error-summary.tsx';
import { FormField } from '../../components/form-field.tsx';
import { ProblemAlert } from '../../components/problem-view.tsx';
import { Loading } from '../../components/spinner.tsx';
import { useFormats } from '../../format.ts';
import { applyProblem, summaryOf, useAttempts, useErrorsInLanguage, useZodResolver } from '../../forms.ts';
import { useActing, useVersionShown } from './acting.tsx';
import { useCandidates, useCandidateWords } from './candidates.ts';
import { ReviewDialog } from './review-dialog.tsx';

/** The persons who can be assigned to whatever file. */
export const useJurors = () =>
  useQuery({ queryKey: ['jurors'], queryFn: () => api('listJurors'), select: (data) => data.items });

interface Typing {
  jurorIds: string[];
  /** Of the file that was read when the choice was begun. */
  version: number;
}

/** The operation's own rules, and enough jurors for the quorum of the step. */
const rulesOf = ({ quorum }: ScoreStep) =>
  staffStepsContract.openStep.body.extend({ jurorIds: staffStepsContract.openStep.body.shape.jurorIds.min(quorum) });

/** Chooses the jurors of the jury's first step, with what the step wants and needs in sight. */
export const OpenStepForm = ({ step }: { step: ScoreStep }) => {
  const { t } = useTranslation('staff');
  const { local } = useFormats();
  const { file, act } = useActing();
  const jurors = useCandidates();
  const words = useCandidateWords();
  const [rules] = useState(() => rulesOf(step));
  const form = useForm<Typing>({
    resolver: useZodResolver(rules) as unknown as Resolver<Typing>,
    shouldFocusError: false,
    defaultValues: { jurorIds: [], version: file.version },
  });
  useErrorsInLanguage(form);
  useVersionShown((version) => form.setValue('version', version));
  const [attempt, failed] = useAttempts();
  const [reviewed, setReviewed] = useState<Typing>();
  const chosen = form.watch('jurorIds').length;
  const label = local(step.label);

  if (jurors.isPending) return <Loading />;
  if (jurors.isError) return <ProblemAlert error={jurors.error} retry={() => void jurors.refetch()} />;
  const free = jurors.data;
  if (free.length === 0) return <Alert tone="warn">{t('opening.noJurors')}</Alert>;

  const open = async (value: Typing) => {
    try {
      await act(
        () => api('openStep', { params: { applicationId: file.id }, body: value }),
        t('file.done.opened'),
        free
          .filter(({ id }) => value.jurorIds.includes(id))
          .map(({ name }) => name)
          .join('\n'),
      );
    } catch (error) {
      applyProblem(form, problemOf(error));
      failed();
    }
  };
  const measure = [
    t('opening.chosen', { count: chosen }),
    ...(chosen > 0 && chosen < step.quorum ? [t('opening.belowQuorum', { quorum: step.quorum })] : []),
    ...(chosen > 0 && chosen === step.quorum && chosen < step.wanted ? [t('opening.belowWanted')] : []),
  ].join(', ');

  return (
    <form
      className="stack"
      noValidate
      onSubmit={(event) => void form.handleSubmit((value) => setReviewed(value), failed)(event)}
    >
      <ErrorSummary attempt={attempt} errors={summaryOf(form.formState.errors)} />
      <p className="prose">
        {t('opening.intro', { label, wanted: step.wanted, quorum: step.quorum, days: step.delayDays })}
      </p>
      <FormField
        control={form.control}
        name="jurorIds"
        as={CheckboxGroup}
        label={t('opening.legend')}
        hint={t('opening.conflictHint')}
        columns
        options={free.map((juror) => ({ value: juror.id, label: juror.name, hint: words(juror) }))}
      />
      <p role="status">{measure}</p>
      <div>
        <Button type="submit" variant="primary">
          {t('opening.action')}
        </Button>
      </div>
      <ReviewDialog
        value={reviewed}
        title={t('opening.confirmTitle', { label })}
        confirm={t('opening.confirm')}
        onClose={() => setReviewed(undefined)}
        act={open}
      >
        {({ jurorIds }) => (
          <>
            <p>{t('opening.confirmBody', { count: jurorIds.length })}</p>
            <ul>
              {free
                .filter(({ id }) => jurorIds.includes(id))
                .map(({ id, name }) => (
                  <li key={id}>{name}</li>
                ))}
            </ul>
          </>
        )}
      </ReviewDialog>
    </form>
  );
};
