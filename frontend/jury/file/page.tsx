import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { isJuryStep, type JuryStep, stepOf } from '../../../schemas/call.ts';
import type { OperationRequest } from '../../../schemas/contract.ts';
import { api, problemOf } from '../../api.ts';
import { Alert } from '../../components/alert.tsx';
import { BudgetTables } from '../../components/budget-tables.tsx';
import { Card } from '../../components/card.tsx';
import { Opened } from '../../components/disclosure.tsx';
import { Loaded } from '../../components/loaded.tsx';
import { PageHeader } from '../../components/page-header.tsx';
import { ProblemPage } from '../../components/problem-view.tsx';
import { ProjectFacts } from '../../components/project-facts.tsx';
import { Badge, StateBadge } from '../../components/state-badge.tsx';
import { StepResult } from '../../components/step-result.tsx';
import { Story } from '../../components/story.tsx';
import { useFormats } from '../../format.ts';
import { useConflictCheck } from '../conflicts/conflict-question.tsx';
import { FileGate } from '../conflicts/file-gate.tsx';
import { Documents } from './documents.tsx';
import { Hearing } from './hearing.tsx';
import { OwnWork } from './own-work.tsx';
import styles from './page.module.css';
import { Peers } from './peers.tsx';
import { type JurorFile, jurorFileKey } from './queries.ts';
import { Recusal } from './recusal.tsx';

type ApplicationId = OperationRequest<'getJurorFile'>['params']['applicationId'];

/** The steps that this juror was asked to evaluate, in the order of the call. */
const stepsOf = (file: JurorFile): JuryStep[] =>
  file.call.steps.filter(isJuryStep).filter((step) => file.assignments.some(({ stepId }) => stepId === step.id));

/** Steps that are over: their results, one's own evaluation and those of the peers. */
const EarlierStep = ({ file, step }: { file: JurorFile; step: JuryStep }) => {
  const { local } = useFormats();
  const result = file.results.find(({ stepId }) => stepId === step.id);
  return (
    <Opened summary={local(step.label)}>
      <div className="stack">
        {result && <StepResult result={result} step={step} />}
        {step.kind === 'score' && (
          <>
            <OwnWork file={file} step={step} over />
            <Peers file={file} step={step} />
          </>
        )}
      </div>
    </Opened>
  );
};

const Due = ({ file, step }: { file: JurorFile; step: JuryStep }) => {
  const { t } = useTranslation('jury');
  const { dayOf, local } = useFormats();
  const assignment = file.assignments.findLast(({ stepId }) => stepId === step.id);
  const waiting = assignment?.state === 'assigned';
  const late = waiting && new Date(assignment.dueAt) < new Date();
  return (
    <p className="row">
      <span>{t('file.step', { label: local(step.label) })}</span>
      {waiting && (
        <Badge tone={late ? 'danger' : 'info'}>
          {t(late ? 'file.lateSince' : 'file.dueOn', { date: dayOf(assignment.dueAt) })}
        </Badge>
      )}
    </p>
  );
};

const FileView = ({ file }: { file: JurorFile }) => {
  const { t } = useTranslation(['jury', 'scoring']);
  const { dayOf, local } = useFormats();
  const steps = stepsOf(file);
  const current = stepOf(file.call, file.stepId ?? '');
  const step = isJuryStep(current) && steps.includes(current) ? current : steps.at(-1);
  const earlier = steps.filter((candidate) => candidate !== step);
  const result = step && file.results.find(({ stepId }) => stepId === step.id);
  return (
    <div className="stack-l">
      <PageHeader
        back={{ href: '/jury', label: t('file.back') }}
        over={file.number}
        title={file.content.project.title}
        lead={
          <>
            {file.content.organisationName && <p>{file.content.organisationName}</p>}
            {file.submittedAt && <p>{t('file.submittedOn', { date: dayOf(file.submittedAt) })}</p>}
          </>
        }
        actions={<StateBadge state={file.state} />}
      />
      {file.applicantHidden && (
        <Alert title={t('scoring:applicantHidden.title')}>
          <p>{t('scoring:applicantHidden.body')}</p>
        </Alert>
      )}
      {step && (
        <p className={styles.jump}>
          <a href="#evaluation">{t('file.jump')}</a>
        </p>
      )}
      <div className={styles.grid}>
        <div className={styles.file}>
          <Card as="section">
            <h2>{t('file.project')}</h2>
            <ProjectFacts project={file.content.project} call={file.call} />
          </Card>
          <Card as="section">
            <h2>{t('file.budget')}</h2>
            <BudgetTables budget={file.content.budget} />
          </Card>
          <Card as="section">
            <h2>{t('file.documents')}</h2>
            <Documents file={file} />
          </Card>
          <Opened summary={t('file.story')}>
            <Story
              queryKey={[...jurorFileKey(file.id), 'timeline']}
              load={(signal) => api('getJurorTimeline', { params: { applicationId: file.id } }, { signal })}
              call={file.call}
            />
          </Opened>
          {earlier.length > 0 && (
            <section className="stack" aria-labelledby="earlier-steps">
              <h2 id="earlier-steps">{t('file.results')}</h2>
              {earlier.map((done) => (
                <EarlierStep key={done.id} file={file} step={done} />
              ))}
            </section>
          )}
        </div>
        {step && (
          <div className={styles.work} id="evaluation">
            <Card as="section" tone="accent">
              <div className={styles.about}>
                <h2>{step.kind === 'score' ? t('grid.title') : local(step.label)}</h2>
                {step.kind === 'score' && <Due file={file} step={step} />}
                <p className="soft">{local(step.hint)}</p>
              </div>
              {result && <StepResult result={result} step={step} />}
              {step.kind === 'score' ? <OwnWork key={step.id} file={file} step={step} /> : <Hearing file={file} />}
            </Card>
            {step.kind === 'score' && (
              <Card as="section">
                <h2>{t('peers.title')}</h2>
                <Peers file={file} step={step} />
              </Card>
            )}
            {file.availableActions.includes('recuse') && (
              <div>
                <Recusal applicationId={file.id} stepIds={file.assignments.map(({ stepId }) => stepId)} />
              </div>
            )}
          </div>
        )}
      </div>
    </div>
  );
};

/** A file before a juror: what was submitted beside the juror's own evaluation. */
export const JurorFilePage = ({ applicationId }: { applicationId: string }) => {
  // Asked first, so that a file which is not opened yet is a question and no refusal. Said once, it stays said.
  const check = useConflictCheck(applicationId as ApplicationId);
  const declared = check.data?.declaredAt !== undefined;
  const query = useQuery({
    queryKey: jurorFileKey(applicationId),
    queryFn: ({ signal }) =>
      api('getJurorFile', { params: { applicationId: applicationId as ApplicationId } }, { signal }),
    enabled: declared,
  });
  if (check.isError && query.data === undefined)
    return <ProblemPage error={check.error} retry={() => void check.refetch()} home="/jury" />;
  if (check.data && !declared) return <FileGate applicationId={applicationId as ApplicationId} check={check.data} />;
  // Closed to this juror since it was read, for instance by a recusal in another tab: nothing of it stays in sight.
  if (query.isError && problemOf(query.error).status === 403) return <ProblemPage error={query.error} home="/jury" />;
  return (
    <Loaded query={query} home="/jury">
      {(file) => <FileView file={file} />}
    </Loaded>
  );
};
