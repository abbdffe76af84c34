import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { OperationResponse } from '../../../schemas/contract.ts';
import { reminderOutcomes } from '../../../schemas/reminders.ts';
import { api } from '../../api.ts';
import { Alert } from '../../components/alert.tsx';
import { useMay } from '../../components/area.tsx';
import { ConfirmButton } from '../../components/dialog.tsx';
import { useActing } from './acting.tsx';
import type { StaffJury } from './parts.ts';

type Outcomes = OperationResponse<'remindJurors'>['jurors'];

/** Reminds those of the open step who are late, once it is confirmed, and says what came of each juror. */
export const RemindJurors = ({ stepId, jury }: { stepId: string; jury: StaffJury }) => {
  const { t, i18n } = useTranslation('reminders');
  const { file, act } = useActing();
  const may = useMay();
  const [outcomes, setOutcomes] = useState<Outcomes>();
  const names = (jurors: readonly { jurorName: string }[]) =>
    new Intl.ListFormat(i18n.language).format(jurors.map(({ jurorName }) => jurorName));
  const late = jury.assignments.filter(
    (assignment) =>
      assignment.stepId === stepId && assignment.state === 'assigned' && jury.lateJurorIds.includes(assignment.jurorId),
  );
  const remind = () =>
    act(async () => {
      setOutcomes(undefined);
      const answer = await api('remindJurors', { params: { applicationId: file.id }, body: { stepId } });
      setOutcomes(answer.jurors);
      return answer.file;
    }, t('now.done'));
  return (
    <>
      {late.length > 0 && may('remindJurors') && (
        <div>
          <ConfirmButton
            small
            variant="secondary"
            label={t('now.action', { count: late.length })}
            title={t('now.title', { count: late.length })}
            body={
              <>
                <p>{t('now.body', { names: names(late), count: late.length })}</p>
                <p className="soft">{t('now.limit')}</p>
              </>
            }
            confirm={t('now.confirm')}
            act={remind}
          />
        </div>
      )}
      {outcomes && (
        <Alert tone={outcomes.some(({ outcome }) => outcome === 'reminded') ? 'good' : 'info'} live="status">
          <ul>
            {reminderOutcomes.map((outcome) => {
              const those = outcomes.filter((juror) => juror.outcome === outcome);
              return (
                those.length > 0 && (
                  <li key={outcome}>{t(`now.outcomes.${outcome}`, { names: names(those), count: those.length })}</li>
                )
              );
            })}
          </ul>
        </Alert>
      )}
    </>
  );
};
