import { type ReactNode, useEffect } from 'react';
import { type Control, type FieldValues, FormProvider, useForm } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import { useLocation } from 'wouter';
import type { z } from 'zod';
import type { DraftSection } from '../../../schemas/application.ts';
import { sectionSchemas } from '../../../schemas/application.ts';
import { ApiProblem } from '../../api.ts';
import { Button, ButtonLink } from '../../components/button.tsx';
import { type Doubt, DoubtsOf, useDoubts } from '../../components/doubts.tsx';
import { ErrorSummary, focusField } from '../../components/error-summary.tsx';
import { ProblemAlert } from '../../components/problem-view.tsx';
import { SaveStatus } from '../../components/save-status.tsx';
import { summaryOf, useAttempts, useZodResolver } from '../../forms.ts';
import { Conflict } from './conflict.tsx';
import { useNamedErrors } from './named-errors.ts';
import type { Section } from './use-section.ts';

/**
 * The frame of one typed part of the form: its fields are saved as they change; "continue" checks them by the very
 * rules of the submission, and lets the person go on all the same.
 */
export const SectionForm = ({
  section,
  next,
  doubtsOf = () => [],
  children,
}: {
  section: Section;
  /** Address of the part that follows. */
  next: string;
  /** What is asked about before one goes on. */
  doubtsOf?: (typed: DraftSection) => readonly Doubt[];
  children: (control: Control<FieldValues>) => ReactNode;
}) => {
  const { t } = useTranslation('applicant');
  const [, navigate] = useLocation();
  const [attempt, failed] = useAttempts();
  const form = useForm<FieldValues>({
    resolver: useZodResolver(sectionSchemas[section.name] as unknown as z.ZodType<FieldValues, FieldValues>),
    defaultValues: section.content,
    shouldFocusError: false,
  });
  const { setContent, autosave, other } = section;
  const doubts = useDoubts(doubtsOf(section.content), section.place);
  useEffect(
    () =>
      form.subscribe({
        formState: { values: true },
        callback: ({ values }) => setContent(JSON.parse(JSON.stringify(values)) as DraftSection),
      }),
    [form, setContent],
  );
  useEffect(() => {
    // A link of the review names a field: show its error and go there.
    const name = location.hash.startsWith('#field-') ? location.hash.slice('#field-'.length) : undefined;
    if (name) void form.trigger().then(() => focusField(name));
  }, [form]);
  const errors = [...useNamedErrors(summaryOf(form.formState.errors)), ...doubts.open];
  const { state } = autosave;
  return (
    <form
      noValidate
      className="stack-l"
      onSubmit={(event) => {
        const kept = doubts.keepBack();
        void form.handleSubmit(() => (kept ? failed() : navigate(next)), failed)(event);
      }}
    >
      <SaveStatus state={state} idle={t('saving.idle')} />
      {other && <Conflict section={section} />}
      {state.kind === 'refused' && state.problem.code !== 'stale-revision' && (
        <ProblemAlert error={new ApiProblem(state.problem)} />
      )}
      {attempt > 0 && <ErrorSummary errors={errors} attempt={attempt} />}
      <FormProvider {...form}>
        <DoubtsOf doubts={doubts}>{children(form.control)}</DoubtsOf>
      </FormProvider>
      <div className="row">
        <Button type="submit" variant="primary">
          {t('form.next')}
        </Button>
        {attempt > 0 && errors.length > 0 && (
          <ButtonLink href={next} variant="quiet">
            {t('form.anyway')}
          </ButtonLink>
        )}
      </div>
    </form>
  );
};
