import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { OperationRequest, OperationResponse } from '../../../schemas/contract.ts';
import { api } from '../../api.ts';
import { Alert } from '../../components/alert.tsx';
import { Button } from '../../components/button.tsx';
import { Card } from '../../components/card.tsx';
import { Facts } from '../../components/facts.tsx';
import { ProblemAlert } from '../../components/problem-view.tsx';
import { conflictCheckKey, jurorFileKey, jurySessionKey } from '../file/queries.ts';
import { Recusal } from '../file/recusal.tsx';

export type ConflictCheck = OperationResponse<'getConflictCheck'>;
type ApplicationId = OperationRequest<'getConflictCheck'>['params']['applicationId'];

export const useConflictCheck = (applicationId: ApplicationId) =>
  useQuery({
    queryKey: conflictCheckKey(applicationId),
    queryFn: ({ signal }) => api('getConflictCheck', { params: { applicationId } }, { signal }),
    staleTime: ({ state }) => (state.data?.declaredAt ? Number.POSITIVE_INFINITY : 10_000),
  });

/** Whether a conflict of interest stands between a juror and a file: what is needed to say so, and the two answers. */
export const ConflictQuestion = ({
  applicationId,
  check: { title, organisationName, partners, matches },
  onOpened,
}: {
  applicationId: ApplicationId;
  check: ConflictCheck;
  /** Called once the file is open to the juror. */
  onOpened?: () => void;
}) => {
  const { t } = useTranslation(['conflicts', 'words']);
  const client = useQueryClient();
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<unknown>();
  const open = async () => {
    setBusy(true);
    setFailure(undefined);
    try {
      const said = await api('declareNoConflict', { params: { applicationId }, body: { confirm: true } });
      client.setQueryData(conflictCheckKey(applicationId), said);
      await Promise.all([
        client.resetQueries({ queryKey: jurorFileKey(applicationId) }),
        client.invalidateQueries({ queryKey: jurySessionKey() }),
      ]);
      onOpened?.();
    } catch (error) {
      setFailure(error);
    } finally {
      setBusy(false);
    }
  };
  return (
    <div className="stack-l">
      <Card as="section">
        <Facts
          layout="long"
          facts={[
            { id: 'project', label: t('file.project'), value: title },
            { id: 'organisation', label: t('file.organisation'), value: organisationName },
            { id: 'partners', label: t('file.partners'), value: partners },
          ]}
        />
      </Card>
      {matches.length > 0 && (
        <Alert tone="warn" title={t('file.matchTitle')}>
          {matches.map(({ organisation, interest, found }) => (
            <p key={`${found} ${organisation}`}>
              {t(found === 'applicant' ? 'file.matchApplicant' : 'file.matchPartner', {
                organisation,
                interest: t(`words:interests.${interest}`).toLowerCase(),
              })}
            </p>
          ))}
          <p>{t('file.matchAdvice')}</p>
        </Alert>
      )}
      <div className="stack prose">
        <p>
          <strong>{t('file.question')}</strong>
        </p>
        <p className="soft">{t('file.why')}</p>
      </div>
      {failure !== undefined && <ProblemAlert error={failure} />}
      <div className="row">
        {matches.length > 0 && (
          <Recusal applicationId={applicationId} stepIds={[]} match={matches[0]} variant="primary" />
        )}
        <Button variant={matches.length > 0 ? 'secondary' : 'primary'} busy={busy} onClick={() => void open()}>
          {t('file.none')}
        </Button>
        {matches.length === 0 && <Recusal applicationId={applicationId} stepIds={[]} variant="secondary" />}
      </div>
      <p className="soft">{t('file.unsure')}</p>
    </div>
  );
};
