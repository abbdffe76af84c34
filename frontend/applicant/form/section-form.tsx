import { type ReactNode, useEffect } from 'react';
import { type Control, type FieldValues, useForm } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import { useLocation } from 'wouter';
import type { z } from 'zod';
import type { DraftSection } from '../../../schemas/application.ts';
import { sectionSchemas } from '../../../schemas/application.ts';
import { ApiProblem } from '../../api.ts';
import { Button, ButtonLink } from '../../components/button.tsx';
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
  children,
}: {
  section: Section;
  /** Address of the part that follows. */
  next: string;
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
  const errors = useNamedErrors(summaryOf(form.formState.errors));
  const { state } = autosave;
  return (
    <form noValidate className="stack-l" onSubmit={form.handleSubmit(() => navigate(next), failed)}>
      <SaveStatus state={state} idle={t('saving.idle')} />
      {other && <Conflict section={section} />}
      {state.kind === 'refused' && state.problem.code !== 'stale-revision' && (
        <ProblemAlert error={new ApiProblem(state.problem)} />
      )}
      {attempt > 0 && <ErrorSummary errors={errors} attempt={attempt} />}
      {children(form.control)}
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
