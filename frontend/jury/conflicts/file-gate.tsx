import { useTranslation } from 'react-i18next';
import type { OperationRequest } from '../../../schemas/contract.ts';
import { PageHeader } from '../../components/page-header.tsx';
import { type ConflictCheck, ConflictQuestion } from './conflict-question.tsx';

/** What stands before a file that its juror opens for the first time. */
export const FileGate = ({
  applicationId,
  check,
}: {
  applicationId: OperationRequest<'getConflictCheck'>['params']['applicationId'];
  check: ConflictCheck;
}) => {
  const { t } = useTranslation(['conflicts', 'jury']);
  return (
    <div className="stack-l">
      <PageHeader back={{ href: '/jury', label: t('jury:file.back') }} over={check.number} title={t('file.title')} />
      <ConflictQuestion applicationId={applicationId} check={check} />
    </div>
  );
};
