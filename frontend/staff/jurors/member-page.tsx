import { useTranslation } from 'react-i18next';
import { Card } from '../../components/card.tsx';
import { Loaded } from '../../components/loaded.tsx';
import { PageHeader } from '../../components/page-header.tsx';
import { MemberRoles, useMember } from './member-roles.tsx';

/** An agent before administrators. */
export const MemberPage = ({ personId }: { personId: string }) => {
  const { t } = useTranslation('jurors');
  return (
    <Loaded query={useMember(personId)} home="/staff/jurors">
      {({ name, email }) => (
        <div className="stack-l">
          <PageHeader back={{ href: '/staff/jurors', label: t('juror.back') }} title={name} lead={<p>{email}</p>} />
          <Card as="section">
            <h2>{t('member.roles')}</h2>
            <MemberRoles personId={personId} />
          </Card>
        </div>
      )}
    </Loaded>
  );
};
