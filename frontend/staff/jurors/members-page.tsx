import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { OperationResponse } from '../../../schemas/contract.ts';
import { territoryName } from '../../../schemas/territory.ts';
import { api } from '../../api.ts';
import { useMay } from '../../components/area.tsx';
import { ButtonLink } from '../../components/button.tsx';
import { Link } from '../../components/link.tsx';
import { Loaded } from '../../components/loaded.tsx';
import { PageHeader } from '../../components/page-header.tsx';
import { Badge } from '../../components/state-badge.tsx';
import { type Column, Table } from '../../components/table.tsx';
import { useFormats } from '../../format.ts';
import { Invitation, InviteButton } from './invite.tsx';
import { useSectorName } from './sectors.ts';
import { Unhandled } from './unhandled.tsx';

type Members = OperationResponse<'listMembers'>;
export type Juror = Members['jurors'][number];
type Agent = Members['staff'][number];

export const membersKey = ['members'] as const;
export const useMembers = () =>
  useQuery({ queryKey: membersKey, queryFn: ({ signal }) => api('listMembers', undefined, { signal }) });

const View = ({ members }: { members: Members }) => {
  const { t } = useTranslation(['jurors', 'words']);
  const { shortDayOf } = useFormats();
  const sectorName = useSectorName();
  const may = useMay();
  const standing = (person: Agent) =>
    person.invitedAt && !person.joinedAt && person.roles.length > 0 ? (
      <>
        <Badge tone="info">{t('page.invited', { date: shortDayOf(person.invitedAt) })}</Badge>
        {may('inviteMember') && <Invitation person={person} />}
      </>
    ) : (
      t('page.none')
    );
  const jurors: Column<Juror>[] = [
    {
      id: 'name',
      label: t('page.columns.name'),
      heading: true,
      cell: ({ id, name }) => <Link href={`/staff/jurors/${encodeURIComponent(id)}`}>{name}</Link>,
    },
    {
      id: 'skills',
      label: t('page.columns.skills'),
      cell: ({ territories, sectors }) =>
        [...territories.map(territoryName), ...sectors.map(sectorName)].join(', ') || t('page.none'),
    },
    {
      id: 'open',
      label: t('page.columns.open'),
      cell: ({ open, late }) => (
        <>
          <span className="number">{open}</span>{' '}
          {late > 0 && <Badge tone="danger">{t('page.late', { count: late })}</Badge>}
        </>
      ),
    },
    {
      id: 'declared',
      label: t('page.columns.declared', { year: members.year }),
      cell: ({ declared }) => t(declared ? 'page.declared' : 'page.notDeclared'),
    },
    {
      id: 'standing',
      label: t('page.columns.standing'),
      cell: (juror) =>
        juror.status === 'active' ? (
          standing(juror)
        ) : (
          <Badge tone="warn">{t(`words:jurorStatuses.${juror.status}`)}</Badge>
        ),
    },
  ];
  const staff: Column<Agent>[] = [
    {
      id: 'name',
      label: t('page.columns.name'),
      heading: true,
      cell: ({ id, name }) =>
        may('getMember') ? <Link href={`/staff/members/${encodeURIComponent(id)}`}>{name}</Link> : name,
    },
    {
      id: 'roles',
      label: t('page.columns.roles'),
      cell: ({ roles }) => roles.map((role) => t(`words:roles.${role}`)).join(', '),
    },
    { id: 'standing', label: t('page.columns.standing'), cell: standing },
  ];
  return (
    <div className="stack-l">
      <PageHeader
        title={t('page.title')}
        lead={<p>{t('page.lead')}</p>}
        actions={
          <>
            {may('inviteMember') && <InviteButton />}
            {may('proposeAssignments') && <ButtonLink href="/staff/assignments">{t('page.share')}</ButtonLink>}
          </>
        }
      />
      {may('listUnhandled') && <Unhandled />}
      <section className="stack" aria-labelledby="members-jury">
        <h2 id="members-jury">{t('page.jury')}</h2>
        <Table caption={t('page.jury')} hideCaption columns={jurors} rows={members.jurors} rowKey={({ id }) => id} />
      </section>
      <section className="stack" aria-labelledby="members-staff">
        <h2 id="members-staff">{t('page.staff')}</h2>
        <Table caption={t('page.staff')} hideCaption columns={staff} rows={members.staff} rowKey={({ id }) => id} />
      </section>
    </div>
  );
};

/** Who evaluates and who examines: skills, what waits, declarations, and invitations that nobody took up yet. */
export const MembersPage = () => <Loaded query={useMembers()}>{(members) => <View members={members} />}</Loaded>;
