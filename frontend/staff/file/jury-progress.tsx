import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ScoreStep } from '../../../schemas/call.ts';
import { api, problemOf } from '../../api.ts';
import { Alert } from '../../components/alert.tsx';
import { Button } from '../../components/button.tsx';
import { ConfirmButton } from '../../components/dialog.tsx';
import { focusField } from '../../components/error-summary.tsx';
import { Part } from '../../components/part.tsx';
import { Select } from '../../components/select.tsx';
import { useFormats } from '../../format.ts';
import { useActing } from './acting.tsx';
import { AssignmentsTable } from './assignments-table.tsx';
import { useCandidates, useCandidateWords } from './candidates.ts';
import styles from './jury-progress.module.css';
import { JurorMailNotices } from './mail-notice.tsx';
import { type StaffJury, useJury } from './parts.ts';

/** Assigns one more juror to the open step. */
const AssignJuror = () => {
  const { t } = useTranslation('staff');
  const { file, act } = useActing();
  const jurors = useCandidates();
  const words = useCandidateWords();
  const [jurorId, setJurorId] = useState('');
  const [mistake, setMistake] = useState<string>();
  const [busy, setBusy] = useState(false);
  const free = jurors.data;
  if (!free) return null;
  if (free.length === 0) return <p className="soft">{t('jury.assignNone')}</p>;

  const refuse = (message: string | undefined) => {
    setMistake(message);
    if (message) focusField('jurorId');
  };
  const assign = async (event: FormEvent) => {
    event.preventDefault();
    if (busy) return;
    if (!jurorId) return refuse(t('jury.assignAsk'));
    setMistake(undefined);
    setBusy(true);
    try {
      await act(
        () => api('assignJuror', { params: { applicationId: file.id }, body: { jurorId } }),
        t('file.done.assigned'),
      );
      setJurorId('');
    } catch (error) {
      refuse(problemOf(error).fields?.[0]?.message);
    } finally {
      setBusy(false);
    }
  };
  return (
    <form className={styles.assign} noValidate onSubmit={(event) => void assign(event)}>
      <Select
        name="jurorId"
        label={t('jury.assignLabel')}
        error={mistake}
        options={free.map((juror) => ({ value: juror.id, label: `${juror.name} (${words(juror)})` }))}
        value={jurorId}
        onChange={(value) => setJurorId(value ?? '')}
      />
      <Button type="submit" busy={busy}>
        {t('jury.assignAction')}
      </Button>
    </form>
  );
};

/** The open step: who has answered, whether the quorum is met, and what can be done about it. */
export const JuryProgress = ({ step }: { step: ScoreStep }) => {
  const { file } = useActing();
  const query = useJury(file.id);
  return <Part query={query}>{(jury) => <Progress step={step} read={jury} />}</Part>;
};

/** Until when jurors were promised that they can correct what is in: the step does not close by itself before. */
const openUntil = (jurorIds: readonly string[], assignments: StaffJury['assignments']): string | undefined =>
  assignments
    .filter(({ jurorId, state }) => state === 'submitted' && jurorIds.includes(jurorId))
    .flatMap(({ correctableUntil }) =>
      correctableUntil && new Date(correctableUntil) > new Date() ? correctableUntil : [],
    )
    .toSorted()
    .at(-1);

const Progress = ({ step, read }: { step: ScoreStep; read: StaffJury }) => {
  const { t } = useTranslation('staff');
  const { local, dayAndTime } = useFormats();
  const { file, act } = useActing();
  const { jury } = file;
  if (!jury) return null;
  const assignments = read.assignments.filter(({ stepId }) => stepId === step.id);
  const answered = assignments.filter(
    ({ jurorId, submittedAt, state }) => submittedAt && state !== 'recused' && jury.jurorIds.includes(jurorId),
  ).length;
  const total = jury.jurorIds.length;
  const until = openUntil(jury.jurorIds, assignments);
  const mayClose = file.availableActions.includes('close-step');
  const close = () =>
    act(
      () => api('closeStep', { params: { applicationId: file.id }, body: { stepId: step.id, version: file.version } }),
      t('file.done.closed'),
    );
  return (
    <div className="stack">
      <div className={styles.progress}>
        <p className={styles.figure} id="jury-answered">
          {t('jury.answered', { answered, total })}
        </p>
        <progress value={answered} max={Math.max(total, 1)} aria-labelledby="jury-answered" />
        <p className="soft">
          {t('jury.quorum', { quorum: jury.quorum, wanted: jury.wanted })}{' '}
          {mayClose ? t('jury.quorumMet') : t('jury.quorumMissing', { count: Math.max(jury.quorum - answered, 0) })}
        </p>
      </div>
      {until && <p>{t('jury.correctable', { date: dayAndTime(until) })}</p>}
      {total < jury.quorum && (
        <Alert tone="warn">
          <p>{t('jury.outOfReach')}</p>
        </Alert>
      )}
      <AssignmentsTable step={step} jury={read} />
      <JurorMailNotices stepId={step.id} jury={read} />
      {mayClose && (
        <div>
          <ConfirmButton
            variant="primary"
            label={t('jury.close')}
            title={t('jury.closeTitle', { label: local(step.label) })}
            body={
              <div className="stack">
                <p>{t('jury.closeBody')}</p>
                {until && (
                  <Alert tone="warn">
                    <p>{t('jury.closeCorrectable', { date: dayAndTime(until) })}</p>
                  </Alert>
                )}
              </div>
            }
            confirm={t('jury.closeConfirm')}
            act={close}
          />
        </div>
      )}
      {file.availableActions.includes('assign-juror') && (
        <section className="stack" aria-labelledby="assign-juror">
          <h3 id="assign-juror">{t('jury.assign')}</h3>
          <AssignJuror />
        </section>
      )}
    </div>
  );
};
