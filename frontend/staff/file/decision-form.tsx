import { useQuery } from '@tanstack/react-query';
import canonicalize from 'canonicalize';
import { useState } from 'react';
import { type Resolver, useForm } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import { type Decision, keptBackUntil } from '../../../schemas/decision.ts';
import { api, problemOf } from '../../api.ts';
import { Button } from '../../components/button.tsx';
import { DoubtsOf, useDoubts } from '../../components/doubts.tsx';
import { ErrorSummary, type SummaryEntry } from '../../components/error-summary.tsx';
import { Part } from '../../components/part.tsx';
import { useFormats } from '../../format.ts';
import { applyProblem, summaryOf, useAttempts, useErrorsInLanguage, useZodResolver } from '../../forms.ts';
import { keptValues, useKeptForm } from '../../kept-form.ts';
import { today } from '../../today.ts';
import { type Outcome, proposedFor } from '../decisions/batch.ts';
import { useDecisionDoubts } from '../decisions/doubts.ts';
import { draftKey, forgetDraft } from '../decisions/drafts.ts';
import { feedbackPlaces } from '../decisions/feedback.ts';
import { DecisionFields, type DecisionTyping } from '../decisions/fields.tsx';
import { JuryAdvice } from '../decisions/jury-advice.tsx';
import { letterOfDecision } from '../decisions/letter.ts';
import { decisionRules, ofDecision } from '../decisions/rules.ts';
import { useActing } from './acting.tsx';
import { DecisionReview, type Reviewed } from './decision-review.tsx';
import { type JuryWords, juryWordsQuery } from './parts.ts';

/** Which action each decision is; only those that the service offers are shown. */
const actions = { supported: 'support', refused: 'refuse', deferred: 'defer' } as const;

/** What the competent body decided. The amount begins with what the jury proposed, if it did. */
export const DecisionForm = () => {
  const { file } = useActing();
  const query = useQuery(juryWordsQuery(file.id));
  return <Part query={query}>{(words) => <Form words={words} />}</Part>;
};

const Form = ({ words }: { words: JuryWords }) => {
  const { t } = useTranslation('staff');
  const { day } = useFormats();
  const { file, act } = useActing();
  const kept = draftKey(file.id);
  const form = useForm<DecisionTyping, unknown, Decision>({
    resolver: useZodResolver(decisionRules) as unknown as Resolver<DecisionTyping, unknown, Decision>,
    shouldFocusError: false,
    defaultValues: keptValues<DecisionTyping>(kept, {
      outcome: undefined,
      amountCents: proposedFor(file),
      inKind: [],
      conditions: '',
      decidedOn: '',
      announceOn: '',
      reference: '',
      reasons: '',
      feedback: feedbackPlaces(file.call, words, words.feedback),
      why: undefined,
    }),
  });
  useErrorsInLanguage(form);
  const stopKeeping = useKeptForm(kept, form);
  const [reviewed, setReviewed] = useState<Reviewed>();
  /** What was sent without an answer: it may be recorded, and is sent again as it was rather than looked through anew. */
  const [unanswered, setUnanswered] = useState<Reviewed>();
  const [attempt, failed] = useAttempts();
  const [elsewhere, setElsewhere] = useState<SummaryEntry[]>([]);
  const outcome = form.watch('outcome');
  const doubts = useDoubts(useDecisionDoubts(file)(form.watch()), kept);
  const params = { applicationId: file.id };

  /** The service looks the decision through and writes its letter; nothing is recorded yet. */
  const review = async (decision: Decision) => {
    if (unanswered && canonicalize(unanswered.decision) === canonicalize(decision)) return setReviewed(unanswered);
    try {
      const { version } = file;
      const letter = await letterOfDecision(file.id, { decision, version });
      setReviewed({ decision, version, letter });
    } catch (error) {
      const problem = ofDecision(problemOf(error));
      if (problem.fields?.length) setElsewhere(applyProblem(form, problem));
      // What concerns no field is shown at the head of the page, where a 409 has the file read again.
      else await act(() => Promise.reject(error), '').catch(() => undefined);
      failed();
    }
  };

  const record = async (sent: Reviewed) => {
    const { decision, version } = sent;
    const until = keptBackUntil(decision, today());
    try {
      await act(
        () => api('recordDecision', { params, body: { decision, version } }),
        until ? t('file.done.decidedLater', { date: day(until) }) : t('file.done.decided'),
        decision.reasons,
      );
      stopKeeping();
      forgetDraft(file);
    } catch (error) {
      const { code, status } = problemOf(error);
      setUnanswered(code === 'offline' || status >= 500 ? sent : undefined);
      setElsewhere(applyProblem(form, ofDecision(problemOf(error))));
      failed();
    }
  };

  return (
    <form
      className="stack"
      noValidate
      onSubmit={(event) => {
        setElsewhere([]);
        const keptBack = doubts.keepBack();
        void form.handleSubmit((decision) => (keptBack ? failed() : review(decision)), failed)(event);
      }}
    >
      <ErrorSummary
        attempt={attempt}
        errors={[...summaryOf(form.formState.errors), ...elsewhere, ...(attempt > 0 ? doubts.open : [])]}
      />
      <JuryAdvice file={file} />
      <p className="soft prose">{t('decision.advice')}</p>
      <DoubtsOf doubts={doubts}>
        <DecisionFields
          control={form.control}
          outcomes={(Object.keys(actions) as Outcome[]).filter((each) => file.availableActions.includes(actions[each]))}
        />
      </DoubtsOf>
      {outcome && (
        <div>
          <Button type="submit" variant="primary" busy={form.formState.isSubmitting}>
            {t('decision.action')}
          </Button>
        </div>
      )}
      <DecisionReview value={reviewed} onClose={() => setReviewed(undefined)} act={record} />
    </form>
  );
};
