import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { useLocation, useSearch } from 'wouter';
import { stepOf } from '../../../schemas/call.ts';
import type { OperationRequest } from '../../../schemas/contract.ts';
import { api, problemOf } from '../../api.ts';
import { BudgetTables } from '../../components/budget-tables.tsx';
import { Card } from '../../components/card.tsx';
import { Facts } from '../../components/facts.tsx';
import { Loaded } from '../../components/loaded.tsx';
import { PageHeader } from '../../components/page-header.tsx';
import { ProblemAlert } from '../../components/problem-view.tsx';
import { ProgressSteps } from '../../components/progress-steps.tsx';
import { stepStateOf } from '../../components/step-state.ts';
import { Story } from '../../components/story.tsx';
import { Tabs } from '../../components/tabs.tsx';
import { Timeline } from '../../components/timeline.tsx';
import { useFocusAfter } from '../../focus-after.ts';
import { useFormats } from '../../format.ts';
import { CallVersionFact } from '../call-version-fact.tsx';
import { AnswerDay, DueDay, SilenceDay } from '../due.tsx';
import { StaffStateBadge } from '../state-badge.tsx';
import { ActingOn, useActing } from './acting.tsx';
import { ChecksTab } from './checks-tab.tsx';
import { ContentTab, ErasedContent } from './content-tab.tsx';
import { DocumentsTab } from './documents-tab.tsx';
import { JuryTab } from './jury-tab.tsx';
import { LettersTab } from './letters-tab.tsx';
import { ContactMailNotice } from './mail-notice.tsx';
import styles from './page.module.css';
import { fileKey, timelineQuery } from './parts.ts';
import { StepBack } from './step-back.tsx';
import { Todo } from './todo.tsx';

type ApplicationId = OperationRequest<'getStaffFile'>['params']['applicationId'];

const InShort = () => {
  const { t } = useTranslation('staff');
  const { money, shortDayOf } = useFormats();
  const { file } = useActing();
  const due = file.jury ? (
    <DueDay at={file.jury.dueAt} />
  ) : file.state === 'complements' && file.complementsDueOn ? (
    <AnswerDay day={file.complementsDueOn} />
  ) : undefined;
  return (
    <Card as="section">
      <h2>{t('file.facts')}</h2>
      <Facts
        layout="short"
        facts={[
          { id: 'asked', label: t('file.asked'), value: money(file.amountAskedCents) },
          {
            id: 'granted',
            label: t('file.granted'),
            value: file.grantedCents === undefined ? undefined : money(file.grantedCents),
          },
          {
            id: 'submitted',
            label: t('file.submittedAt'),
            value: file.submittedAt ? shortDayOf(file.submittedAt) : undefined,
          },
          {
            id: 'silence',
            label: t('file.silence'),
            value: file.runsOutOn ? <SilenceDay day={file.runsOutOn} state={file.state} /> : undefined,
          },
          { id: 'due', label: t('file.due'), value: due },
          { id: 'since', label: t('file.since'), value: shortDayOf(file.updatedAt) },
          {
            id: 'version',
            label: t('file.callVersion'),
            value: <CallVersionFact callId={file.callId} version={file.callVersion} />,
          },
        ]}
      />
    </Card>
  );
};

/** The steps of the call version that the file stands under, and where it is among them. */
const Way = () => {
  const { t } = useTranslation('staff');
  const { local } = useFormats();
  const { file } = useActing();
  const heldStepIds = file.results.map(({ stepId }) => stepId);
  return (
    <ProgressSteps
      label={t('file.way')}
      steps={file.call.steps.map((step) => ({
        id: step.id,
        label: local(step.label),
        state: stepStateOf({ ...file, heldStepIds }, step),
      }))}
    />
  );
};

const tabIds = ['content', 'budget', 'documents', 'jury', 'checks', 'letters', 'timeline'] as const;

const Parts = () => {
  const { t } = useTranslation('staff');
  const { file } = useActing();
  const [path, navigate] = useLocation();
  const asked = new URLSearchParams(useSearch()).get('tab');
  const content: Record<(typeof tabIds)[number], ReactNode> = {
    content: <ContentTab />,
    budget: file.content ? <BudgetTables budget={file.content.budget} /> : <ErasedContent />,
    documents: <DocumentsTab />,
    jury: <JuryTab />,
    checks: <ChecksTab />,
    letters: <LettersTab />,
    timeline: (
      <Story
        queryKey={[...fileKey(file.id), 'timeline']}
        load={(signal) => api('getStaffTimeline', { params: { applicationId: file.id } }, { signal })}
        call={file.call}
      />
    ),
  };
  return (
    <Tabs
      label={t('file.tabs.label')}
      tabs={tabIds.map((id) => ({ id, label: t(`file.tabs.${id}`), content: content[id] }))}
      selected={tabIds.find((id) => id === asked) ?? 'content'}
      onSelect={(id) => navigate(`${path}?tab=${id}`, { replace: true })}
    />
  );
};

/** What moved the file last, and who did it: why an act that was begun before is refused. */
const LastChange = () => {
  const { t } = useTranslation('staff');
  const { file } = useActing();
  const { data } = useQuery(timelineQuery(file.id));
  const last = data?.items.toSorted((one, other) => other.seq - one.seq)[0];
  if (!last) return null;
  return (
    <Card as="section" tone="plain">
      <h2>{t('file.lastChange')}</h2>
      <Timeline entries={[last]} call={file.call} />
    </Card>
  );
};

const FileView = () => {
  const { t } = useTranslation('staff');
  const { file, failure, failures } = useActing();
  // A dialog that closes with a refusal has nothing to give the focus back to: what it was opened by may be gone.
  const told = useRef<HTMLDivElement>(null);
  useFocusAfter(failures, told);
  return (
    <div className="stack-l">
      <PageHeader
        back={{ href: `/staff?state=${file.state}`, label: t('file.back') }}
        over={file.number}
        title={file.title}
        lead={<p>{file.organisation.name}</p>}
        actions={<StaffStateBadge state={file.state} step={stepOf(file.call, file.stepId ?? '')} />}
      />
      {failure && (
        <div ref={told} tabIndex={-1} className="stack">
          <ProblemAlert error={failure.error} />
          {problemOf(failure.error).status === 409 && <LastChange />}
          {failure.typed && (
            <Card as="section" tone="plain">
              <h2>{t('file.typed')}</h2>
              <p className="typed">{failure.typed}</p>
            </Card>
          )}
        </div>
      )}
      <div className={styles.grid}>
        <div className={styles.short}>
          <InShort />
        </div>
        <div className={styles.main}>
          <Todo />
          <ContactMailNotice />
          <Parts />
        </div>
        <div className={styles.way}>
          <Way />
          <StepBack />
        </div>
      </div>
    </div>
  );
};

/** A whole file before staff: what is due first, and everything that it holds. */
export const StaffFilePage = ({ applicationId }: { applicationId: string }) => {
  const query = useQuery({
    queryKey: fileKey(applicationId),
    queryFn: ({ signal }) =>
      api('getStaffFile', { params: { applicationId: applicationId as ApplicationId } }, { signal }),
  });
  return (
    <Loaded query={query} home="/staff">
      {(file) => (
        <ActingOn file={file}>
          <FileView />
        </ActingOn>
      )}
    </Loaded>
  );
};
