import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { type FieldValues, type Resolver, useForm } from 'react-hook-form';
import type { DraftSection } from '../../../schemas/application.ts';
import type { ScoreStep } from '../../../schemas/call.ts';
import { type ScoreContent, scoreContentFor } from '../../../schemas/evaluation.ts';
import { api } from '../../api.ts';
import { useAutosave } from '../../autosave.ts';
import { useZodResolver } from '../../forms.ts';
import { forgetKept, keptOf } from '../../kept.ts';
import { useSavedElsewhere } from '../../saved-elsewhere.ts';
import { evaluationKey, type JurorFile, jurorFileKey, type OwnEvaluation, ownEvaluationQuery } from './queries.ts';

/** Every field of the step, so that what is not filled in yet is told as missing. */
const blank = (step: ScoreStep): FieldValues => ({
  kind: 'score',
  marks: Object.fromEntries(step.criteria.map(({ id }) => [id, { points: undefined, comment: '', forApplicant: '' }])),
  comment: '',
  forApplicant: '',
});

const filled = (step: ScoreStep, content: DraftSection | undefined): FieldValues => {
  const empty = blank(step);
  return { ...empty, ...content, marks: { ...empty.marks, ...(content?.marks as object) } };
};

/** As JSON carries it: fields without a value fall away. */
const plain = (values: unknown): DraftSection => JSON.parse(JSON.stringify(values));

/**
 * The juror's evaluation of a step while it is typed: a form that saves itself, and what to do when another tab or
 * device saved it in between.
 */
export const useEvaluation = (file: JurorFile, step: ScoreStep, own: OwnEvaluation | undefined) => {
  const client = useQueryClient();
  const key = evaluationKey(file.id, step.id);
  const [start] = useState(() => {
    const kept = keptOf<DraftSection>(key);
    return {
      values: filled(step, kept?.value ?? own?.content),
      revision: kept?.revision ?? own?.revision ?? 0,
    };
  });
  const [rules] = useState(() => scoreContentFor(step));
  const form = useForm<FieldValues, unknown, ScoreContent>({
    resolver: useZodResolver(rules as never) as unknown as Resolver<FieldValues, unknown, ScoreContent>,
    shouldFocusError: false,
    defaultValues: start.values,
  });
  const [content, setContent] = useState<DraftSection>(() => plain(start.values));
  useEffect(
    () => form.subscribe({ formState: { values: true }, callback: ({ values }) => setContent(plain(values)) }),
    [form],
  );

  const params = { applicationId: file.id, stepId: step.id };
  const query = ownEvaluationQuery(file.id, step.id);
  const { state, flush, resume } = useAutosave<DraftSection>({
    key,
    value: content,
    revision: start.revision,
    save: async (value, revision) => {
      const saved = await api('saveEvaluation', { params, body: { content: value, revision } });
      client.setQueryData(query.queryKey, (known) => ({ evaluation: { ...known?.evaluation, ...saved } }));
      return saved;
    },
  });

  // Closed to this juror since it was opened, by a recusal in another tab: the page goes with it.
  const closed = state.kind === 'refused' && state.problem.status === 403;
  useEffect(() => {
    if (closed) void client.resetQueries({ queryKey: jurorFileKey(file.id) });
  }, [closed, client, file.id]);

  /** Shows an evaluation in place of what was typed. */
  const show = (content: DraftSection | undefined) => {
    const values = filled(step, content);
    form.reset(values);
    setContent(plain(values));
  };
  const elsewhere = useSavedElsewhere<OwnEvaluation>({
    state,
    resume,
    content,
    load: async () => (await api('getOwnEvaluation', { params })).evaluation,
    contentOf: (other) => plain(filled(step, other.content)),
    take: (other) => show(other.content),
  });

  return {
    form,
    content,
    state,
    flush,
    ...elsewhere,
    /** Goes back to the evaluation that is in; the draft follows. */
    takeSubmitted: () => show(own?.submitted as DraftSection | undefined),
    submit: (evaluation: ScoreContent, final: boolean) =>
      api('submitEvaluation', { params, body: { ...evaluation, final } }),
    /** Forgets what this device kept, once it was submitted. */
    forget: () => forgetKept(key),
  };
};
export type Evaluation = ReturnType<typeof useEvaluation>;
