import { useTranslation } from 'react-i18next';
import { isJuryStep, type JuryStep } from '../../../schemas/call.ts';
import { api } from '../../api.ts';
import { Disclosure } from '../../components/disclosure.tsx';
import { EmptyState } from '../../components/empty-state.tsx';
import { EvaluationVersions } from '../../components/evaluation-versions.tsx';
import { EvaluationView } from '../../components/evaluation-view.tsx';
import { Link } from '../../components/link.tsx';
import { Pagination, useCursors } from '../../components/pagination.tsx';
import { Part } from '../../components/part.tsx';
import { Badge } from '../../components/state-badge.tsx';
import { StepResult } from '../../components/step-result.tsx';
import { useFormats } from '../../format.ts';
import { useActing } from './acting.tsx';
import { AssignmentsTable } from './assignments-table.tsx';
import { JurorMailNotices } from './mail-notice.tsx';
import { type StaffJury, useEvaluations, useJury } from './parts.ts';
import { RemindJurors } from './remind-jurors.tsx';

/** A step that the jury takes together: the session that has the file on its agenda, and what each one came to. */
const StepInSession = ({ step, jury }: { step: JuryStep; jury: StaffJury }) => {
  const { t } = useTranslation(['sessions', 'words']);
  const { local, dayOf } = useFormats();
  const { file } = useActing();
  const result = file.results.find(({ stepId }) => stepId === step.id);
  const planned = file.jury?.stepId === step.id ? file.jury.sessionId : undefined;
  return (
    <section className="stack" aria-labelledby={`jury-${step.id}`}>
      <h2 id={`jury-${step.id}`}>{local(step.label)}</h2>
      {result && <StepResult result={result} step={step} />}
      {planned && (
        <p>
          {t('hearing.scheduled')} <Link href={`/staff/sessions/${planned}`}>{t('hearing.open')}</Link>
        </p>
      )}
      {jury.hearings.map(({ seq, sessionId, at, outcome, notes, byName = t('words:unknownAgent') }) => (
        <div key={seq} className="stack">
          <p className="row">
            <Link href={`/staff/sessions/${sessionId}`}>{t('hearing.heardOn', { date: dayOf(at) })}</Link>
            <Badge tone={outcome === 'concluded' ? 'good' : 'warn'}>{t(`hearing.${outcome}`)}</Badge>
            <span className="soft">{t('hearing.by', { name: byName })}</span>
          </p>
          {notes && <p className="typed prose">{notes}</p>}
        </div>
      ))}
    </section>
  );
};

/** What jurors wrote at a step, a page at a time. */
const Evaluations = ({ step }: { step: JuryStep }) => {
  const { t } = useTranslation('staff');
  const { score, dayOf } = useFormats();
  const { file } = useActing();
  const cursors = useCursors(step.id);
  const query = useEvaluations(file.id, step.id, cursors.cursor);
  return (
    <Part query={query}>
      {({ items, nextCursor }) => (
        <>
          {items.length === 0 && <p className="soft">{t('jury.noEvaluations')}</p>}
          {items.map((evaluation) => (
            <Disclosure
              key={evaluation.jurorId}
              summary={
                <>
                  <span>
                    {t('jury.evaluationBy', { name: evaluation.jurorName, date: dayOf(evaluation.submittedAt) })}
                  </span>
                  {evaluation.score !== undefined && <span className="number">{score(evaluation.score)}</span>}
                </>
              }
            >
              <div className="stack">
                <EvaluationView content={evaluation.content} step={step} />
                <EvaluationVersions
                  versions={evaluation.versions}
                  name={`${file.id} ${step.id} ${evaluation.jurorId}`}
                  step={step}
                  load={() =>
                    api('listEvaluationVersions', {
                      params: { applicationId: file.id, stepId: step.id, jurorId: evaluation.jurorId },
                    })
                  }
                />
              </div>
            </Disclosure>
          ))}
          <Pagination cursors={cursors} nextCursor={nextCursor} />
        </>
      )}
    </Part>
  );
};

const StepOfJury = ({ step, jury }: { step: JuryStep; jury: StaffJury }) => {
  const { t } = useTranslation('staff');
  const { local } = useFormats();
  const { file } = useActing();
  const result = file.results.find(({ stepId }) => stepId === step.id);
  return (
    <section className="stack" aria-labelledby={`jury-${step.id}`}>
      <h2 id={`jury-${step.id}`}>{local(step.label)}</h2>
      {result && <StepResult result={result} step={step} />}
      <AssignmentsTable step={step} jury={jury} />
      {file.jury?.stepId === step.id && <RemindJurors stepId={step.id} jury={jury} />}
      {/* Those of the open step stand above, where it is acted on. */}
      {file.jury?.stepId !== step.id && <JurorMailNotices stepId={step.id} jury={jury} />}
      <h3>{t('jury.evaluations')}</h3>
      <Evaluations step={step} />
    </section>
  );
};

/** Step by step: the result, who was asked and has answered, and what each juror wrote; then the recusals. */
export const JuryTab = () => {
  const { file } = useActing();
  const query = useJury(file.id);
  return <Part query={query}>{(jury) => <Jury jury={jury} />}</Part>;
};

const Jury = ({ jury }: { jury: StaffJury }) => {
  const { t } = useTranslation(['staff', 'jurors', 'words']);
  const { dayAndTime } = useFormats();
  const { file } = useActing();
  const steps = file.call.steps
    .filter(isJuryStep)
    .filter(
      (step) =>
        jury.assignments.some(({ stepId }) => stepId === step.id) ||
        (step.kind === 'deliberate' && jury.hearings.length > 0),
    );
  if (steps.length === 0) return <EmptyState title={t('jury.notOpened')} />;
  return (
    <div className="stack-l">
      {steps.map((step) =>
        step.kind === 'deliberate' ? (
          <StepInSession key={step.id} step={step} jury={jury} />
        ) : (
          <StepOfJury key={step.id} step={step} jury={jury} />
        ),
      )}
      <section className="stack" aria-labelledby="jury-recusals">
        <h2 id="jury-recusals">{t('jury.recusals')}</h2>
        {jury.recusals.length === 0 ? (
          <p className="soft">{t('jury.noRecusals')}</p>
        ) : (
          <ul>
            {jury.recusals.map(({ jurorId, jurorName, at, interest, reason }) => (
              <li key={jurorId}>
                {interest && reason
                  ? t('jurors:file.recusal', {
                      name: jurorName,
                      date: dayAndTime(at),
                      interest: t(`words:interests.${interest}`).toLowerCase(),
                      reason,
                    })
                  : t('jury.recusal', { name: jurorName, date: dayAndTime(at) })}
              </li>
            ))}
          </ul>
        )}
      </section>
      {jury.reliefs.length > 0 && (
        <section className="stack" aria-labelledby="jury-reliefs">
          <h2 id="jury-reliefs">{t('jurors:file.reliefs')}</h2>
          <ul>
            {jury.reliefs.map(({ jurorId, jurorName, at, reason, byName = t('words:unknownAgent') }) => (
              <li key={`${jurorId} ${at}`}>
                {t('jurors:file.relief', { name: jurorName, date: dayAndTime(at), by: byName, reason })}
              </li>
            ))}
          </ul>
        </section>
      )}
    </div>
  );
};
