import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ScoreStep } from '../../../schemas/call.ts';
import { type ScoreContent, scoreContent } from '../../../schemas/evaluation.ts';
import { api } from '../../api.ts';
import { Alert } from '../../components/alert.tsx';
import { Button } from '../../components/button.tsx';
import { ConfirmButton } from '../../components/dialog.tsx';
import { EvaluationVersions } from '../../components/evaluation-versions.tsx';
import { EvaluationView } from '../../components/evaluation-view.tsx';
import { Part } from '../../components/part.tsx';
import { ProblemAlert } from '../../components/problem-view.tsx';
import { toast } from '../../components/toast.tsx';
import { useFocusAfter, useFocusIfLost } from '../../focus-after.ts';
import { useFormats } from '../../format.ts';
import { showAnswer } from '../../show-answer.ts';
import { EvaluationForm } from './evaluation-form.tsx';
import { type JurorFile, jurorFileKey, type OwnEvaluation, ownEvaluationQuery } from './queries.ts';

/** Whether a draft says what was submitted. */
const same = (draft: unknown, submitted: ScoreContent): boolean =>
  written(scoreContent.safeParse(draft).data) === written(scoreContent.parse(submitted));

/** As text to compare: a comment left empty is one that was never there. */
const written = (content: unknown) => JSON.stringify(content, (_, value) => (value === '' ? undefined : value));

interface OwnWorkProps {
  file: JurorFile;
  step: ScoreStep;
  /** True among the steps that are over, where it goes without saying. */
  over?: boolean;
}

/** The juror's own evaluation of a step, read for itself. */
export const OwnWork = ({ file, step, over = false }: OwnWorkProps) => {
  const query = useQuery(ownEvaluationQuery(file.id, step.id));
  return <Part query={query}>{({ evaluation }) => <Own file={file} step={step} over={over} own={evaluation} />}</Part>;
};

type Assignment = JurorFile['assignments'][number];

/** The step waits for a correction of what is in. */
const isWaitedFor = (part: Assignment | undefined): boolean =>
  part?.correctableUntil !== undefined && new Date(part.correctableUntil) > new Date();

/** Whether, and how long, what is in can be corrected. */
const Standing = ({ assignment }: { assignment: Assignment | undefined }) => {
  const { t } = useTranslation('jury');
  const { dayAndTime } = useFormats();
  if (assignment?.final) return <p>{t('submit.saidFinal')}</p>;
  const until = isWaitedFor(assignment) && assignment?.correctableUntil;
  return until ? <p>{t('submit.correctableUntil', { date: dayAndTime(until) })}</p> : null;
};

/** Says of what is in that it is not corrected any more. */
const MakeFinal = ({ file, step, content }: { file: JurorFile; step: ScoreStep; content: ScoreContent }) => {
  const { t } = useTranslation('jury');
  const client = useQueryClient();
  const [failure, setFailure] = useState<unknown>();
  const act = async () => {
    setFailure(undefined);
    try {
      const changed = await api('submitEvaluation', {
        params: { applicationId: file.id, stepId: step.id },
        body: { ...content, final: true },
      });
      await showAnswer(client, jurorFileKey(file.id), changed);
      void client.invalidateQueries({ queryKey: ['assignments'] });
      toast(t('submit.madeFinal'));
    } catch (error) {
      setFailure(error);
    }
  };
  return (
    <>
      <ConfirmButton
        variant="quiet"
        label={t('submit.makeFinal')}
        title={t('submit.makeFinalTitle')}
        body={<p>{t('submit.makeFinalBody')}</p>}
        confirm={t('submit.makeFinalConfirm')}
        act={act}
      />
      {failure !== undefined && (
        <ProblemAlert
          error={failure}
          retry={() => void client.invalidateQueries({ queryKey: jurorFileKey(file.id) })}
        />
      )}
    </>
  );
};

/** To be written, to be read, or to be corrected, as the service allows. */
const Own = ({ file, step, over, own }: Required<OwnWorkProps> & { own: OwnEvaluation | undefined }) => {
  const { t } = useTranslation('jury');
  const { dayAndTime, local, score } = useFormats();
  const assignment = file.assignments.findLast(({ stepId }) => stepId === step.id);
  const mark = assignment?.score;
  const open = file.availableActions.includes('evaluate') && file.stepId === step.id;
  // A correction that was begun and not submitted goes on.
  const [correcting, setCorrecting] = useState(own?.submitted !== undefined && !same(own.content, own.submitted));
  const [done, setDone] = useState(0);
  const [closing, setClosing] = useState(false);
  const submitted = useRef<HTMLHeadingElement>(null);
  useFocusAfter(done, submitted);
  const form = useRef<HTMLElement>(null);
  const [begun, setBegun] = useState(0);
  useFocusIfLost(begun, form);

  if (open && !assignment?.final && (!own?.submittedAt || correcting))
    return (
      <section ref={form} tabIndex={-1} aria-label={t('grid.title')}>
        <EvaluationForm
          file={file}
          step={step}
          own={own}
          onDone={(last) => {
            setCorrecting(false);
            setClosing(last);
            setDone((count) => count + 1);
          }}
          onGiveUp={own?.submittedAt ? () => setCorrecting(false) : undefined}
        />
      </section>
    );
  const content = own ? (own.submitted ?? scoreContent.safeParse(own.content).data) : undefined;
  return (
    <div className="stack">
      {!open && !over && (
        <Alert title={t('file.closedTitle')}>
          <p>{t(own?.submittedAt ? 'file.closedBody' : 'file.relievedBody', { label: local(step.label) })}</p>
        </Alert>
      )}
      {!own?.submittedAt && content && (
        <>
          <h3>{t('submit.draftTitle')}</h3>
          <EvaluationView content={content} step={step} />
        </>
      )}
      {own?.submittedAt && content && (
        <>
          <h3 ref={submitted} tabIndex={-1}>
            {t('submit.ownTitle')}
          </h3>
          <p className="soft">{t('submit.submittedOn', { date: dayAndTime(own.submittedAt) })}</p>
          {mark !== undefined && (
            <p>
              {t('grid.running')} <strong className="number">{score(mark)}</strong>
            </p>
          )}
          <EvaluationView content={content} step={step} />
          <EvaluationVersions
            versions={own.versions}
            name={`${file.id} ${step.id}`}
            step={step}
            load={() => api('listOwnVersions', { params: { applicationId: file.id, stepId: step.id } })}
          />
        </>
      )}
      {open && closing && <p>{t('submit.closing')}</p>}
      {open && own?.submittedAt && <Standing assignment={assignment} />}
      {open && !closing && !assignment?.final && (
        <div className="row">
          <Button
            onClick={() => {
              setCorrecting(true);
              setBegun((count) => count + 1);
            }}
          >
            {t('submit.edit')}
          </Button>
          {content && isWaitedFor(assignment) && <MakeFinal file={file} step={step} content={content} />}
        </div>
      )}
    </div>
  );
};
