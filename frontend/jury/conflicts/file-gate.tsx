import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { OperationRequest } from '../../../schemas/contract.ts';
import { api } from '../../api.ts';
import { Alert } from '../../components/alert.tsx';
import { Button } from '../../components/button.tsx';
import { Card } from '../../components/card.tsx';
import { Facts } from '../../components/facts.tsx';
import { Loaded } from '../../components/loaded.tsx';
import { PageHeader } from '../../components/page-header.tsx';
import { ProblemAlert } from '../../components/problem-view.tsx';
import { jurorFileKey } from '../file/queries.ts';
import { Recusal } from '../file/recusal.tsx';

type ApplicationId = OperationRequest<'getConflictCheck'>['params']['applicationId'];

/**
 * What stands before a file that its juror opens for the first time: enough to say whether a conflict of interest stands
 * in the way, and the two answers.
 */
export const FileGate = ({ applicationId }: { applicationId: ApplicationId }) => {
  const { t } = useTranslation(['conflicts', 'jury', 'words']);
  const client = useQueryClient();
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<unknown>();
  const query = useQuery({
    queryKey: ['conflict-check', applicationId],
    queryFn: ({ signal }) => api('getConflictCheck', { params: { applicationId } }, { signal }),
  });
  const open = async () => {
    setBusy(true);
    setFailure(undefined);
    try {
      await api('declareNoConflict', { params: { applicationId }, body: { confirm: true } });
      await client.resetQueries({ queryKey: jurorFileKey(applicationId) });
    } catch (error) {
      setFailure(error);
    } finally {
      setBusy(false);
    }
  };
  return (
    <Loaded query={query} home="/jury">
      {({ number, title, organisationName, partners, matches }) => (
        <div className="stack-l">
          <PageHeader back={{ href: '/jury', label: t('jury:file.back') }} over={number} title={t('file.title')} />
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
      )}
    </Loaded>
  );
};
