import { useTranslation } from 'react-i18next';
import type { OperationRequest } from '../../../schemas/contract.ts';
import { Loaded } from '../../components/loaded.tsx';
import { PageHeader } from '../../components/page-header.tsx';
import { ConflictQuestion, useConflictCheck } from './conflict-question.tsx';

/** What stands before a file that its juror opens for the first time. */
export const FileGate = ({
  applicationId,
}: {
  applicationId: OperationRequest<'getConflictCheck'>['params']['applicationId'];
}) => {
  const { t } = useTranslation(['conflicts', 'jury']);
  return (
    <Loaded query={useConflictCheck(applicationId)} home="/jury">
      {(check) => (
        <div className="stack-l">
          <PageHeader
            back={{ href: '/jury', label: t('jury:file.back') }}
            over={check.number}
            title={t('file.title')}
          />
          <ConflictQuestion applicationId={applicationId} check={check} />
        </div>
      )}
    </Loaded>
  );
};
