import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ScoreStep } from '../../../schemas/call.ts';
import { type ScoreContent, weightedScore } from '../../../schemas/evaluation.ts';
import { ApiProblem, problemOf } from '../../api.ts';
import { Alert } from '../../components/alert.tsx';
import { Button } from '../../components/button.tsx';
import { Checkbox } from '../../components/choices.tsx';
import { Dialog } from '../../components/dialog.tsx';
import { ErrorSummary, type SummaryEntry } from '../../components/error-summary.tsx';
import { ProblemAlert } from '../../components/problem-view.tsx';
import { SaveStatus } from '../../components/save-status.tsx';
import { toast } from '../../components/toast.tsx';
import { useFormats } from '../../format.ts';
import { applyProblem, summaryOf, useAttempts } from '../../forms.ts';
import { showAnswer } from '../../show-answer.ts';
import styles from './evaluation-form.module.css';
import { type JurorFile, jurorFileKey, type OwnEvaluation, ownEvaluationQuery } from './queries.ts';
import { RunningMark } from './running-mark.tsx';
import { ElsewhereChoice, SavedElsewhere } from './saved-elsewhere.tsx';
import { ScoreFields } from './score-fields.tsx';
import { useEvaluation } from './use-evaluation.ts';

/** What is about to be submitted, in a few lines. */
const InFew = ({ content, step }: { content: ScoreContent; step: ScoreStep }) => {
  const { t } = useTranslation('jury');
  const { score } = useFormats();
  return (
    <p>
      <strong>{t('submit.confirmScore', { score: score(weightedScore(step, content.marks)) })}</strong>
    </p>
  );
};

/**
 * The juror's evaluation of the open step: typed, saved by itself, submitted once it is confirmed, and corrected in the
 * same way while the step is open.
 */
export const EvaluationForm = ({
  file,
  step,
  own,
  onDone,
  onGiveUp,
}: {
  file: JurorFile;
  step: ScoreStep;
  /** What there is of it so far. */
  own: OwnEvaluation | undefined;
  /** `closing` when it was the last one that the step waited for. */
  onDone: (closing: boolean) => void;
  /** Given when an evaluation is already in: leaves it as it is. */
  onGiveUp?: (() => void) | undefined;
}) => {
  const { t } = useTranslation(['jury', 'scoring']);
  const { local } = useFormats();
  const client = useQueryClient();
  const evaluation = useEvaluation(file, step, own);
  const { form, state, content } = evaluation;
  const [attempt, failed] = useAttempts();
  const [elsewhere, setElsewhere] = useState<SummaryEntry[]>([]);
  const [failure, setFailure] = useState<unknown>();
  const [reviewed, setReviewed] = useState<ScoreContent>();
  const [final, setFinal] = useState(false);
  const [busy, setBusy] = useState(false);
  const choice = useRef<HTMLElement>(null);
  /** A mark or comment that is missing, with the criterion that it is missing from. */
  const named = (entry: SummaryEntry): SummaryEntry => {
    const criterion = step.criteria.find(({ id }) => entry.name.startsWith(`marks.${id}.`));
    return criterion
      ? { ...entry, message: t('submit.errorOf', { criterion: local(criterion.label), message: entry.message }) }
      : entry;
  };
  const correcting = onGiveUp !== undefined;
  const [leaving, setLeaving] = useState(false);
  const giveUp = () => {
    evaluation.takeSubmitted();
    setLeaving(true);
  };
  const { flush } = evaluation;
  useEffect(() => {
    // Once the form holds what was submitted, the draft is made to say the same.
    if (leaving) void flush().then(() => onGiveUp?.());
  }, [leaving, flush, onGiveUp]);

  /** How long the step waits for a correction. */
  const hours = step.correctionHours ?? 0;
  const closesAtOnce = file.lastAwaited && hours === 0;
  const submit = async () => {
    if (!reviewed) return;
    setBusy(true);
    setFailure(undefined);
    try {
      await evaluation.flush();
      const changed = await evaluation.submit(reviewed, final);
      evaluation.forget();
      const submittedAt = changed.assignments.findLast(({ stepId }) => stepId === step.id)?.submittedAt;
      const { queryKey } = ownEvaluationQuery(file.id, step.id);
      client.setQueryData(
        queryKey,
        (known) =>
          known?.evaluation && {
            evaluation: {
              ...known.evaluation,
              submittedAt,
              submitted: reviewed,
              versions: (known.evaluation.versions ?? 0) + 1,
            },
          },
      );
      await showAnswer(client, jurorFileKey(file.id), changed);
      void client.invalidateQueries({ queryKey: ['assignments'] });
      toast(t('submit.done'));
      onDone(closesAtOnce);
    } catch (error) {
      const problem = problemOf(error);
      setElsewhere(applyProblem(form, problem));
      if (!problem.fields?.length) setFailure(error);
      failed();
    } finally {
      setBusy(false);
      setReviewed(undefined);
    }
  };
  const refusal = state.kind === 'refused' && !evaluation.stale ? new ApiProblem(state.problem) : failure;

  return (
    <form
      noValidate
      className="stack"
      // A browser leaves alone what stands partly under the bar below; `page.module.css` says how far above it to stand.
      onFocus={({ target }) => target.matches(':focus-visible') && target.scrollIntoView({ block: 'nearest' })}
      onSubmit={(event) => {
        setElsewhere([]);
        if (evaluation.other) {
          // Which of two texts is meant is chosen first; the question may have scrolled out of sight.
          event.preventDefault();
          choice.current?.focus();
          return;
        }
        void form.handleSubmit((value) => {
          setReviewed(value);
          setFinal(false);
          // Others may have submitted theirs since: whether this is the last one is said as it stands now.
          void client.refetchQueries({ queryKey: jurorFileKey(file.id), exact: true });
        }, failed)(event);
      }}
    >
      <SaveStatus state={state} idle={t('save.idle')} />
      <section ref={choice} tabIndex={-1} aria-label={t('elsewhere.title')} hidden={!evaluation.other}>
        <SavedElsewhere evaluation={evaluation} step={step} />
      </section>
      {refusal !== undefined && (
        <ProblemAlert
          error={refusal}
          retry={() => void client.invalidateQueries({ queryKey: jurorFileKey(file.id) })}
        />
      )}
      {attempt > 0 && (
        <ErrorSummary attempt={attempt} errors={[...summaryOf(form.formState.errors).map(named), ...elsewhere]} />
      )}
      <ScoreFields step={step} control={form.control} />
      <div className={styles.bottom}>
        <RunningMark step={step} content={content} />
        {evaluation.other ? (
          <Alert tone="warn" title={t('elsewhere.title')}>
            <div className="row">
              <Button small onClick={() => choice.current?.focus()}>
                {t('elsewhere.choose')}
              </Button>
              <ElsewhereChoice evaluation={evaluation} />
            </div>
          </Alert>
        ) : (
          <SaveStatus state={state} idle={t('save.idle')} silent />
        )}
        <div className="row">
          <Button type="submit" variant="primary">
            {t(correcting ? 'submit.correct' : 'submit.action')}
          </Button>
          {onGiveUp && (
            <Button variant="quiet" busy={leaving} onClick={giveUp}>
              {t('submit.cancelEdit')}
            </Button>
          )}
        </div>
      </div>
      <Dialog
        role="alertdialog"
        open={reviewed !== undefined}
        title={t(correcting ? 'submit.confirmCorrectTitle' : 'submit.confirmTitle')}
        onClose={() => setReviewed(undefined)}
        actions={
          <>
            <Button variant="primary" busy={busy} onClick={() => void submit()}>
              {t('submit.confirm')}
            </Button>
            <Button variant="quiet" onClick={() => setReviewed(undefined)}>
              {t('submit.back')}
            </Button>
          </>
        }
      >
        <div className="stack">
          {reviewed && <InFew content={reviewed} step={step} />}
          <p>{t(step.blind.peers ? 'scoring:peers.confirmUntilClosed' : 'submit.confirmBody')}</p>
          {closesAtOnce && (
            <Alert tone="warn" title={t('submit.lastTitle')}>
              <p>{t('submit.lastBody')}</p>
            </Alert>
          )}
          {hours > 0 ? (
            <>
              <p>{t('submit.hours', { count: hours })}</p>
              <Checkbox
                name="final"
                label={t('submit.final')}
                hint={t('submit.finalHint')}
                value={final}
                onChange={(value) => setFinal(value ?? false)}
              />
            </>
          ) : (
            !closesAtOnce && <p>{t('submit.untilClosed')}</p>
          )}
        </div>
      </Dialog>
    </form>
  );
};
