import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { type Resolver, useForm } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import { staffMembersContract } from '../../../schemas/contract/staff/members.ts';
import type { OperationRequest } from '../../../schemas/contract.ts';
import { territories } from '../../../schemas/territory.ts';
import { api, problemOf } from '../../api.ts';
import { useMay } from '../../components/area.tsx';
import { Button } from '../../components/button.tsx';
import { Card } from '../../components/card.tsx';
import { CheckboxGroup } from '../../components/choices.tsx';
import { FormField } from '../../components/form-field.tsx';
import { Loaded } from '../../components/loaded.tsx';
import { NumberField } from '../../components/number-field.tsx';
import { PageHeader } from '../../components/page-header.tsx';
import { NotFound, ProblemAlert } from '../../components/problem-view.tsx';
import { Badge } from '../../components/state-badge.tsx';
import { toast } from '../../components/toast.tsx';
import { applyProblem, useErrorsInLanguage, useZodResolver } from '../../forms.ts';
import { UnsentMails } from '../mails/page.tsx';
import { Leaving } from './leaving.tsx';
import { MemberRoles } from './member-roles.tsx';
import { type Juror, membersKey, useMembers } from './members-page.tsx';
import { useSectors } from './sectors.ts';

type Body = OperationRequest<'updateJuror'>['body'];
interface Typing {
  territories: string[];
  sectors: string[];
  openFiles?: number | undefined;
}

const SkillsForm = ({ juror }: { juror: Juror }) => {
  const { t } = useTranslation('jurors');
  const client = useQueryClient();
  const sectors = useSectors();
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<unknown>();
  const form = useForm<Typing>({
    resolver: useZodResolver(staffMembersContract.updateJuror.body) as unknown as Resolver<Typing>,
    defaultValues: { territories: juror.territories, sectors: juror.sectors, openFiles: juror.openFiles },
  });
  useErrorsInLanguage(form);
  const save = async (body: Typing) => {
    if (busy) return;
    setBusy(true);
    setFailure(undefined);
    try {
      await api('updateJuror', { params: { jurorId: juror.id }, body: body as Body });
      toast(t('juror.saved'));
      void client.invalidateQueries({ queryKey: membersKey });
    } catch (error) {
      if (problemOf(error).status === 422) applyProblem(form, problemOf(error));
      else setFailure(error);
    } finally {
      setBusy(false);
    }
  };
  return (
    <form className="stack" noValidate onSubmit={(event) => void form.handleSubmit(save)(event)}>
      <p className="soft">{t('juror.skillsHint')}</p>
      {failure !== undefined && <ProblemAlert error={failure} />}
      <FormField
        control={form.control}
        name="territories"
        as={CheckboxGroup}
        label={t('juror.territories')}
        hint=" "
        columns
        options={territories.map(({ id, name }) => ({ value: id, label: name }))}
      />
      <FormField
        control={form.control}
        name="sectors"
        as={CheckboxGroup}
        label={t('juror.sectors')}
        columns
        options={sectors}
      />
      <FormField
        control={form.control}
        name="openFiles"
        as={NumberField}
        label={t('juror.openFiles')}
        hint={t('juror.openFilesHint')}
      />
      <div>
        <Button type="submit" variant="primary" busy={busy}>
          {t('juror.save')}
        </Button>
      </div>
    </form>
  );
};

/** A juror before staff: what waits, what they know best, and their leaving. */
export const JurorPage = ({ jurorId }: { jurorId: string }) => {
  const { t } = useTranslation(['jurors', 'words']);
  const members = useMembers();
  const may = useMay();
  return (
    <Loaded query={members} home="/staff/jurors">
      {({ jurors }) => {
        const juror = jurors.find(({ id }) => id === jurorId);
        if (!juror) return <NotFound home="/staff/jurors" />;
        return (
          <div className="stack-l">
            <PageHeader
              back={{ href: '/staff/jurors', label: t('juror.back') }}
              title={juror.name}
              lead={
                <>
                  <p>{juror.email}</p>
                  <p>{t('juror.work', { count: juror.open })}</p>
                </>
              }
              actions={
                juror.status !== 'active' && <Badge tone="warn">{t(`words:jurorStatuses.${juror.status}`)}</Badge>
              }
            />
            <UnsentMails of={{ personId: juror.id }} />
            {juror.status !== 'left' && (
              <Card as="section">
                <h2>{t('juror.skills')}</h2>
                <SkillsForm key={juror.id} juror={juror} />
              </Card>
            )}
            <Card as="section">
              <h2>{t('leaving.title')}</h2>
              <Leaving juror={juror} />
            </Card>
            {may('getMember') && (
              <Card as="section">
                <h2>{t('member.roles')}</h2>
                <MemberRoles personId={juror.id} />
              </Card>
            )}
          </div>
        );
      }}
    </Loaded>
  );
};
