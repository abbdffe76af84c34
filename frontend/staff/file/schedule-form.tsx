import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { OperationRequest } from '../../../schemas/contract.ts';
import { api } from '../../api.ts';
import { Button, ButtonLink } from '../../components/button.tsx';
import { Link } from '../../components/link.tsx';
import { ProblemAlert } from '../../components/problem-view.tsx';
import { Select } from '../../components/select.tsx';
import { Loading } from '../../components/spinner.tsx';
import { useFormats } from '../../format.ts';
import { useEverySession } from '../sessions/queries.ts';
import { SilenceBeside } from '../sessions/silence-near.tsx';
import { useActing } from './acting.tsx';

type SessionId = OperationRequest<'scheduleFile'>['params']['sessionId'];

/** A file that waits for a session: the planned ones, to put it on the agenda of one. */
export const ScheduleForm = () => {
  const { t } = useTranslation('sessions');
  const { dayAndTime } = useFormats();
  const { file, act } = useActing();
  const [chosen, setChosen] = useState<string>();
  const [busy, setBusy] = useState(false);
  const sessions = useEverySession(file.callId, 'planned');
  if (sessions.isPending) return <Loading />;
  if (sessions.isError) return <ProblemAlert error={sessions.error} retry={() => void sessions.refetch()} />;
  const { items } = sessions.data;
  const sessionId = chosen ?? items[0]?.id;
  const startsAt = items.find(({ id }) => id === sessionId)?.startsAt;
  const add = async () => {
    if (!sessionId) return;
    setBusy(true);
    const params = { sessionId: sessionId as SessionId };
    await act(async () => {
      await api('scheduleFile', { params, body: { applicationId: file.id } });
      return api('getStaffFile', { params: { applicationId: file.id } });
    }, t('hearing.added')).catch(() => undefined);
    setBusy(false);
  };
  return (
    <div className="stack">
      <p>
        {t('hearing.waits')} <Link href={`/staff/sessions?call=${file.callId}`}>{t('hearing.all')}</Link>
      </p>
      {items.length === 0 ? (
        <>
          <p className="soft">{t('hearing.none')}</p>
          <div>
            <ButtonLink href={`/staff/sessions/new?call=${file.callId}`}>{t('hearing.plan')}</ButtonLink>
          </div>
        </>
      ) : (
        <>
          <Select
            name="session"
            label={t('hearing.choose')}
            required
            options={items.map(({ id, title, startsAt }) => ({
              value: id,
              label: `${title} (${dayAndTime(startsAt)})`,
            }))}
            value={sessionId}
            onChange={setChosen}
          />
          <div role="status">
            {startsAt && file.runsOutOn && <SilenceBeside startsAt={startsAt} runsOutOn={file.runsOutOn} />}
          </div>
          <div>
            <Button variant="primary" busy={busy} onClick={() => void add()}>
              {t('hearing.add')}
            </Button>
          </div>
        </>
      )}
    </div>
  );
};
