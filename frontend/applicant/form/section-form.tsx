import { type ReactNode, useEffect, useRef } from 'react';
import { type Control, type FieldValues, FormProvider, useForm } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import { useLocation } from 'wouter';
import type { z } from 'zod';
import type { DraftSection } from '../../../schemas/application.ts';
import { sectionSchemas } from '../../../schemas/application.ts';
import { ApiProblem } from '../../api.ts';
import { Button, ButtonLink } from '../../components/button.tsx';
import { type Doubt, DoubtsOf, useDoubts } from '../../components/doubts.tsx';
import { ErrorSummary } from '../../components/error-summary.tsx';
import { ProblemAlert } from '../../components/problem-view.tsx';
import { SaveStatus } from '../../components/save-status.tsx';
import { useFieldOfAddress } from '../../field-of-address.ts';
import { summaryOf, useAttempts, useErrorsInLanguage, useZodResolver } from '../../forms.ts';
import { Conflict } from './conflict.tsx';
import styles from './form.module.css';
import { useNamedErrors } from './named-errors.ts';
import type { Section } from './use-section.ts';

/** Addresses of the parts around one part of the form. */
export interface SectionWay {
  next: string;
  previous?: string | undefined;
}

/**
 * The frame of one typed part of the form: its fields are saved as they change; "continue" checks them by the very
 * rules of the submission, and lets the person go on all the same. What became of what was typed stays in sight, with
 * `bar` above it.
 */
export const SectionForm = ({
  section,
  next,
  previous,
  bar,
  doubtsOf = () => [],
  children,
}: SectionWay & {
  section: Section;
  bar?: (control: Control<FieldValues>) => ReactNode;
  /** What is asked about before one goes on. */
  doubtsOf?: (typed: DraftSection) => readonly Doubt[];
  children: (control: Control<FieldValues>) => ReactNode;
}) => {
  const { t } = useTranslation('applicant');
  const [, navigate] = useLocation();
  const [attempt, failed] = useAttempts();
  const refusal = useRef<HTMLDivElement>(null);
  const status = useRef<HTMLDivElement>(null);
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
  useFieldOfAddress(form);
  useErrorsInLanguage(form);
  const errors = [...useNamedErrors(summaryOf(form.formState.errors)), ...doubts.open];
  const { state } = autosave;
  const refused = state.kind === 'refused' && state.problem.code !== 'stale-revision';
  return (
    <form
      noValidate
      className="stack-l"
      onSubmit={(event) => {
        const kept = doubts.keepBack();
        void form.handleSubmit(() => (kept ? failed() : navigate(next)), failed)(event);
      }}
    >
      <div ref={refusal} tabIndex={-1} className={styles.refusal}>
        {other && (
          <Conflict
            section={section}
            onKept={() => {
              status.current?.focus();
            }}
          />
        )}
        {refused && <ProblemAlert error={new ApiProblem(state.problem)} />}
      </div>
      {attempt > 0 && <ErrorSummary errors={errors} attempt={attempt} />}
      <FormProvider {...form}>
        <DoubtsOf doubts={doubts}>{children(form.control)}</DoubtsOf>
      </FormProvider>
      <div className={styles.foot}>
        {bar?.(form.control)}
        <div className={styles.footRow}>
          <Button type="submit" variant="primary">
            {t('form.next')}
          </Button>
          <div ref={status} tabIndex={-1} className={styles.state}>
            <SaveStatus state={state} idle={t('saving.idle')} />
            {(other || refused) && (
              <Button small variant="quiet" onClick={() => refusal.current?.focus()}>
                {t('saving.see')}
              </Button>
            )}
          </div>
        </div>
      </div>
      {(previous || (attempt > 0 && errors.length > 0)) && (
        <div className="row">
          {previous && (
            <ButtonLink href={previous} variant="quiet">
              {t('form.previous')}
            </ButtonLink>
          )}
          {attempt > 0 && errors.length > 0 && (
            <ButtonLink href={next} variant="quiet">
              {t('form.anyway')}
            </ButtonLink>
          )}
        </div>
      )}
    </form>
  );
};
