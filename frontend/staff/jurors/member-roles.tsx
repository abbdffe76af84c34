import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { OperationResponse } from '../../../schemas/contract.ts';
import { type AgentRole, agentRole, agentRoles } from '../../../schemas/office.ts';
import { api, roleRefused } from '../../api.ts';
import { Alert } from '../../components/alert.tsx';
import { ConfirmButton } from '../../components/dialog.tsx';
import { Loaded } from '../../components/loaded.tsx';
import { ProblemAlert } from '../../components/problem-view.tsx';
import { useSignedInPerson } from '../../components/signed-in-person.ts';
import { Table } from '../../components/table.tsx';
import { toast } from '../../components/toast.tsx';
import { useFormats } from '../../format.ts';
import { showAnswer } from '../../show-answer.ts';

type Member = OperationResponse<'getMember'>;

export const memberKey = (personId: string) => ['member', personId] as const;
export const useMember = (personId: string) =>
  useQuery({
    queryKey: memberKey(personId),
    queryFn: ({ signal }) => api('getMember', { params: { personId } }, { signal }),
  });

/** A role of a member, with the way to take it away; a juror's goes by leaving. */
const TakeRole = ({ member, role, act }: { member: Member; role: AgentRole; act: Act }) => {
  const { t } = useTranslation(['jurors', 'words']);
  const own = useSignedInPerson().id === member.id;
  const name = t(`words:roles.${role}`);
  return (
    <ConfirmButton
      small
      variant="quiet"
      label={t('member.take', { role: name })}
      title={t('member.takeTitle', { role: name, name: member.name })}
      body={
        <>
          <p>{t('member.takeBody')}</p>
          {own && (
            <Alert tone="warn">
              <p>{t('member.takeOwn')}</p>
            </Alert>
          )}
        </>
      }
      act={() =>
        act(
          () => api('takeRole', { params: { personId: member.id, role }, body: { confirm: true } }),
          t('member.taken', { role: name }),
        )
      }
    />
  );
};

type Act = (work: () => Promise<Member>, done: string) => Promise<void>;

const View = ({ member }: { member: Member }) => {
  const { t } = useTranslation(['jurors', 'words']);
  // An event's type is a key of the catalogue by construction, known at run time only.
  const say = t as unknown as (key: string, values: Record<string, unknown>) => string;
  const { shortDayOf, dayAndTime } = useFormats();
  const client = useQueryClient();
  const own = useSignedInPerson().id === member.id;
  const [failure, setFailure] = useState<unknown>();
  const act: Act = async (work, done) => {
    setFailure(undefined);
    try {
      await showAnswer(client, memberKey(member.id), await work());
      void client.invalidateQueries({ queryKey: ['members'] });
      // The pages of whoever changed the own roles follow at once.
      if (own) dispatchEvent(new Event(roleRefused));
      toast(done);
    } catch (error) {
      setFailure(error);
      throw error;
    }
  };
  const namesOf = (roles: Member['roles'] | undefined) =>
    (roles ?? []).map((role) => t(`words:roles.${role}`)).join(', ');
  const missing = agentRoles.filter((role) => !member.roles.includes(role));
  return (
    <div className="stack">
      {failure !== undefined && <ProblemAlert error={failure} />}
      {member.held.length === 0 ? (
        <p>{t('member.none')}</p>
      ) : (
        <Table
          caption={t('member.roles')}
          hideCaption
          rows={member.held}
          rowKey={({ role }) => role}
          columns={[
            {
              id: 'role',
              label: t('member.columns.role'),
              heading: true,
              cell: ({ role }) => t(`words:roles.${role}`),
            },
            {
              id: 'since',
              label: t('member.columns.since'),
              cell: ({ since }) => (since ? shortDayOf(since) : t('member.before')),
            },
            { id: 'by', label: t('member.columns.by'), cell: ({ by }) => by ?? t('page.none') },
            {
              id: 'act',
              label: t('member.columns.act'),
              cell: ({ role }) => {
                const taken = agentRole.safeParse(role);
                return taken.success ? <TakeRole member={member} role={taken.data} act={act} /> : t('member.byLeaving');
              },
            },
          ]}
        />
      )}
      {missing.length > 0 && (
        <div className="row">
          {missing.map((role) => (
            <ConfirmButton
              key={role}
              small
              variant="secondary"
              label={t('member.give', { role: t(`words:roles.${role}`) })}
              title={t('member.giveTitle', { role: t(`words:roles.${role}`), name: member.name })}
              body={<p>{t(`words:roleHints.${role}`)}</p>}
              act={() =>
                act(
                  () => api('giveRole', { params: { personId: member.id }, body: { role } }),
                  t('member.given', { role: t(`words:roles.${role}`) }),
                )
              }
            />
          ))}
        </div>
      )}
      <h3>{t('member.history')}</h3>
      {member.history.length === 0 ? (
        <p className="soft">{t('member.noHistory')}</p>
      ) : (
        <ol reversed>
          {member.history.toReversed().map(({ seq, at, type, by, roles, year }) => (
            <li key={seq}>
              {say(`words:events.${type}`, { role: namesOf(roles), roles: namesOf(roles), year })}{' '}
              <span className="soft">
                {dayAndTime(at)}
                {by && ` · ${by}`}
              </span>
            </li>
          ))}
        </ol>
      )}
    </div>
  );
};

/** The roles of a member: since when, by whom, what happened, and the acts that give and take them. */
export const MemberRoles = ({ personId }: { personId: string }) => (
  <Loaded query={useMember(personId)}>{(member) => <View member={member} />}</Loaded>
);
