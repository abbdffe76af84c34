import { type ReactNode, useState } from 'react';
import { type DefaultValues, type FieldValues, type Resolver, type UseFormReturn, useForm } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import type * as z from 'zod';
import type { Problem } from '../../../schemas/problem.ts';
import { problemOf } from '../../api.ts';
import { Button } from '../../components/button.tsx';
import { Dialog } from '../../components/dialog.tsx';
import { type Doubt, DoubtsOf, useDoubts } from '../../components/doubts.tsx';
import { ErrorSummary, type SummaryEntry } from '../../components/error-summary.tsx';
import { ProblemAlert } from '../../components/problem-view.tsx';
import { applyProblem, summaryOf, useAttempts, useErrorsInLanguage, useZodResolver } from '../../forms.ts';
import { useActing } from '../file/acting.tsx';
import { LetterOrNone } from './leaving-letter.tsx';
import { type Letter, type LetterAct, letterOf } from './letter.ts';

interface Shape<V extends FieldValues, T> {
  rules: z.ZodType<T>;
  defaults: DefaultValues<V>;
  title: string;
  /** The words of the button, which may follow what is typed. */
  confirm: string | ((typed: V) => string);
  danger?: boolean;
  /** Does it to the file at the version that stood when the form was opened. Whatever concerns no field is shown by the page. */
  act: (value: T, version: number) => Promise<unknown>;
  /** Names the fields of a refusal as the form names them. */
  rename?: (problem: Problem) => Problem;
  /** The act as the service is asked for its letter, which is read before it leaves. */
  letterFor?: (value: T, version: number) => LetterAct;
  /** What is asked about before it is done. */
  doubtsOf?: (typed: V) => readonly Doubt[];
  children: (form: UseFormReturn<V, unknown, T>) => ReactNode;
}

/** What was written for the act. */
const wordsOf = (asked: LetterAct): string | undefined =>
  'why' in asked ? asked.why : 'reasons' in asked ? asked.reasons : undefined;

const Filled = <V extends FieldValues, T extends FieldValues>({
  close,
  rules,
  defaults,
  title,
  confirm,
  danger = false,
  act,
  rename = (problem) => problem,
  letterFor,
  doubtsOf = () => [],
  children,
}: Shape<V, T> & { close: () => void }) => {
  const { t } = useTranslation(['common', 'decisions']);
  const acting = useActing();
  const { file } = acting;
  const [version] = useState(file.version);
  const form = useForm<V, unknown, T>({
    resolver: useZodResolver(rules as never) as unknown as Resolver<V, unknown, T>,
    shouldFocusError: false,
    defaultValues: defaults,
  });
  useErrorsInLanguage(form);
  const doubts = useDoubts(doubtsOf(form.watch()));
  const [attempt, failed] = useAttempts();
  const [elsewhere, setElsewhere] = useState<SummaryEntry[]>([]);
  /** What is about to be done, once its letter was written. */
  const [reviewed, setReviewed] = useState<{ value: T; letter: Letter | undefined }>();
  const [busy, setBusy] = useState(false);
  /** Begins anew with what a refusal says of the fields; what it says of none is shown by the page. */
  const refuse = (error: unknown) => {
    const problem = rename(problemOf(error));
    setReviewed(undefined);
    if (!problem.fields?.length) return close();
    setElsewhere(applyProblem(form, problem));
    failed();
  };
  const run = async (value: T) => {
    try {
      await act(value, version);
      close();
    } catch (error) {
      refuse(error);
    }
  };
  const review = async (value: T, asked: LetterAct) => {
    try {
      setReviewed({ value, letter: await letterOf(file.id, asked) });
    } catch (error) {
      // The page shows it as it shows what the act itself is refused with, and keeps what was typed.
      await acting.act(() => Promise.reject(error), '', wordsOf(asked)).catch(() => undefined);
      refuse(error);
    }
  };
  const submit = () => {
    setElsewhere([]);
    const keptBack = doubts.keepBack();
    void form.handleSubmit((value) => {
      if (keptBack) return failed();
      return letterFor ? review(value, letterFor(value, version)) : run(value);
    }, failed)();
  };
  const confirmed = async ({ value }: { value: T }) => {
    setBusy(true);
    await run(value).finally(() => setBusy(false));
  };
  const words = typeof confirm === 'string' ? confirm : confirm(form.watch());
  const tone = danger ? 'danger' : 'primary';
  return (
    <Dialog
      open
      title={title}
      onClose={close}
      role="alertdialog"
      actions={
        reviewed ? (
          <>
            <Button variant={tone} busy={busy} onClick={() => void confirmed(reviewed)}>
              {words}
            </Button>
            <Button variant="quiet" onClick={() => setReviewed(undefined)}>
              {t('decisions:letter.back')}
            </Button>
          </>
        ) : (
          <>
            <Button variant={letterFor ? 'primary' : tone} busy={form.formState.isSubmitting} onClick={submit}>
              {letterFor ? t('decisions:letter.review') : words}
            </Button>
            <Button variant="quiet" onClick={close}>
              {t('action.cancel')}
            </Button>
          </>
        )
      }
    >
      {reviewed ? (
        <LetterOrNone letter={reviewed.letter} announceOn={reviewed.value.announceOn} />
      ) : (
        <form
          className="stack"
          noValidate
          onSubmit={(event) => {
            event.preventDefault();
            submit();
          }}
        >
          <ErrorSummary
            attempt={attempt}
            errors={[...summaryOf(form.formState.errors), ...elsewhere, ...(attempt > 0 ? doubts.open : [])]}
          />
          <DoubtsOf doubts={doubts}>{children(form)}</DoubtsOf>
        </form>
      )}
    </Dialog>
  );
};

/** A button whose act asks for a small form first, in a dialog that begins anew each time. */
export const ActDialog = <V extends FieldValues, T extends FieldValues>({
  label,
  variant = 'secondary',
  prepare,
  ...shape
}: Shape<V, T> & {
  label: string;
  variant?: 'primary' | 'secondary' | 'danger' | 'quiet';
  /** Reads what the form begins with, before it opens. */
  prepare?: () => Promise<unknown>;
}) => {
  const [open, setOpen] = useState(false);
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<unknown>();
  const begin = async () => {
    if (!prepare) return setOpen(true);
    setFailure(undefined);
    setBusy(true);
    try {
      await prepare();
      setOpen(true);
    } catch (error) {
      setFailure(error);
    } finally {
      setBusy(false);
    }
  };
  return (
    <>
      <Button variant={variant} busy={busy} onClick={() => void begin()}>
        {label}
      </Button>
      {failure !== undefined && <ProblemAlert error={failure} />}
      {open && <Filled {...shape} close={() => setOpen(false)} />}
    </>
  );
};
