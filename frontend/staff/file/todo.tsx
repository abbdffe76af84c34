import { useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { stepOf } from '../../../schemas/call.ts';
import { api } from '../../api.ts';
import { Card } from '../../components/card.tsx';
import { ConfirmButton } from '../../components/dialog.tsx';
import { Link } from '../../components/link.tsx';
import { useFocusAfter } from '../../focus-after.ts';
import { useFormats } from '../../format.ts';
import { CloseUnanswered, StandingClosing } from '../decisions/closing.tsx';
import { ImplicitRefusal } from '../decisions/implicit-refusal.tsx';
import { Embargo, FormerDecisions, StandingDecision } from '../decisions/standing.tsx';
import { useActing } from './acting.tsx';
import { CheckForm } from './check-form.tsx';
import { DecisionForm } from './decision-form.tsx';
import { JuryProgress } from './jury-progress.tsx';
import { OpenStepForm } from './open-step-form.tsx';
import { ScheduleForm } from './schedule-form.tsx';
import styles from './todo.module.css';

const Resume = () => {
  const { t } = useTranslation(['staff', 'words']);
  const { day } = useFormats();
  const { file, act } = useActing();
  return (
    <>
      {file.decidedOn && <p>{t('decision.resumeIntro', { date: day(file.decidedOn) })}</p>}
      {file.decision?.reasons && <p className="typed prose">{file.decision.reasons}</p>}
      <div>
        <ConfirmButton
          variant="primary"
          label={t('decision.resume')}
          title={t('decision.resumeTitle')}
          body={<p>{t('decision.resumeBody', { state: t('words:states.deciding') })}</p>}
          confirm={t('decision.resumeConfirm')}
          act={() =>
            act(
              () => api('resumeApplication', { params: { applicationId: file.id }, body: { version: file.version } }),
              t('file.done.resumed'),
            )
          }
        />
      </div>
    </>
  );
};

/** What the last check that did not pass told the organisation, word for word: what is waited for, or why the file ended. */
const LastWords = ({ verdict }: { verdict: 'complements' | 'ineligible' }) => {
  const { t } = useTranslation(['staff', 'words']);
  const { dayOf } = useFormats();
  const { checks } = useActing().file;
  const said = checks
    .toSorted((one, other) => one.at.localeCompare(other.at))
    .findLast((one) => one.verdict === verdict);
  if (!said?.message) return null;
  const by = { date: dayOf(said.at), name: said.byName ?? t('words:unknownAgent') };
  return (
    <div className={styles.words}>
      <h3>{t(verdict === 'complements' ? 'file.waiting.asked' : 'file.waiting.why')}</h3>
      <p className="typed prose">{said.message}</p>
      <p className="soft">{t(verdict === 'complements' ? 'file.waiting.askedBy' : 'file.waiting.whyBy', by)}</p>
    </div>
  );
};

/** What was asked for did not come: since when, and the way to end the file. */
const Unanswered = () => {
  const { t } = useTranslation('staff');
  const { day } = useFormats();
  const { complementsDueOn = '' } = useActing().file;
  return (
    <>
      <p>{t('file.waiting.unanswered', { date: day(complementsDueOn) })}</p>
      <LastWords verdict="complements" />
      <CloseUnanswered />
    </>
  );
};

/** Why nothing is asked of staff now. */
const Waiting = () => {
  const { t } = useTranslation(['staff', 'sessions', 'words']);
  const { day } = useFormats();
  const { file } = useActing();
  if (file.decision && (file.state === 'supported' || file.state === 'refused')) return <StandingDecision />;
  if (file.closing) return <StandingClosing />;
  return (
    <>
      <Embargo />
      {file.state === 'complements' && file.complementsDueOn ? (
        <>
          <p>{t('file.waiting.complements', { date: day(file.complementsDueOn) })}</p>
          <LastWords verdict="complements" />
        </>
      ) : (
        <>
          <p>{t(`words:stateHints.${file.state}`)}</p>
          {file.state === 'ineligible' && <LastWords verdict="ineligible" />}
        </>
      )}
      {file.jury?.sessionId && (
        <p>
          <Link href={`/staff/sessions/${file.jury.sessionId}`}>{t('sessions:hearing.open')}</Link>
        </p>
      )}
    </>
  );
};

/** The action that is due first, as the service offers it: this page decides nothing by itself. */
export const Todo = () => {
  const { t } = useTranslation(['staff', 'decisions']);
  const { local } = useFormats();
  const { file, acts } = useActing();
  const can = (action: (typeof file.availableActions)[number]) => file.availableActions.includes(action);
  const step = stepOf(file.call, file.stepId ?? '');
  const heading = useRef<HTMLHeadingElement>(null);
  // After an act its form is gone: whoever used it goes on from here.
  useFocusAfter(acts, heading);

  const panel = () => {
    if (step?.kind === 'check' && can('pass-check')) return <CheckForm key={step.id} step={step} />;
    if (step?.kind === 'score' && can('open-step')) return <OpenStepForm key={step.id} step={step} />;
    if (can('schedule')) return <ScheduleForm />;
    if (step?.kind === 'score' && file.jury && (can('assign-juror') || can('close-step')))
      return <JuryProgress step={step} />;
    if (can('support') || can('refuse') || can('defer')) return <DecisionForm />;
    if (can('resume')) return <Resume />;
    if (can('close-unanswered')) return <Unanswered />;
    return undefined;
  };
  const due = panel();
  const decided = file.decision && (file.state === 'supported' || file.state === 'refused');
  return (
    <Card as="section" tone={due ? 'accent' : 'plain'}>
      <h2 ref={heading} tabIndex={-1}>
        {!due && decided
          ? t('decisions:standing.title')
          : !due
            ? t('file.nothingTitle')
            : step
              ? t('file.todoStep', { label: local(step.label) })
              : t('file.todo')}
      </h2>
      <ImplicitRefusal />
      {due ?? <Waiting />}
      <FormerDecisions />
    </Card>
  );
};
