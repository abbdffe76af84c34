import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useForm } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import { staffJoinsContract } from '../../../schemas/contract/staff/joins.ts';
import { api, problemOf } from '../../api.ts';
import { Button } from '../../components/button.tsx';
import { Dialog } from '../../components/dialog.tsx';
import { EmptyState } from '../../components/empty-state.tsx';
import { focusField } from '../../components/error-summary.tsx';
import { FormField } from '../../components/form-field.tsx';
import { Pagination, useCursors } from '../../components/pagination.tsx';
import { ProblemAlert } from '../../components/problem-view.tsx';
import { Loading } from '../../components/spinner.tsx';
import { type Column, Table } from '../../components/table.tsx';
import { TextArea } from '../../components/text-area.tsx';
import { TitleCell } from '../../components/title-cell.tsx';
import { toast } from '../../components/toast.tsx';
import { useFormats } from '../../format.ts';
import { applyProblem, summaryOf, useErrorsInLanguage, useZodResolver } from '../../forms.ts';
import { type Join, joinsKey, useJoin, useJoins } from './queries.ts';

const paramsOf = ({ person, organisation }: Join) => ({ organisationId: organisation.id, personId: person.id });

/** Who acts for the organisation now, asked for when the dialog opens. */
const Members = ({ join }: { join: Join }) => {
  const { t } = useTranslation('organisations');
  const query = useJoin(join);
  if (query.isError) return <ProblemAlert error={query.error} retry={() => void query.refetch()} />;
  if (query.isPending) return <Loading />;
  const { members } = query.data;
  if (members.length === 0) return <p>{t('joins.noMembers')}</p>;
  return (
    <>
      <p>{t('joins.members')}</p>
      <ul>
        {members.map(({ id, name, email }) => (
          <li key={id}>{t('joins.member', { name, email })}</li>
        ))}
      </ul>
    </>
  );
};

interface Answering {
  join: Join;
  /** Shows what went wrong where it concerns no field, and reads the list anew. */
  onEnd: (error?: unknown) => void;
}

const LinkButton = ({ join, onEnd }: Answering) => {
  const { t } = useTranslation(['organisations', 'common']);
  const [open, setOpen] = useState(false);
  const [busy, setBusy] = useState(false);
  const { person, organisation } = join;
  const link = async () => {
    setBusy(true);
    try {
      await api('linkPerson', { params: paramsOf(join), body: {} });
      toast(t('joins.linked', { name: person.name }));
      onEnd();
    } catch (error) {
      onEnd(error);
    } finally {
      setBusy(false);
      setOpen(false);
    }
  };
  return (
    <>
      <Button
        small
        variant="primary"
        aria-label={t('joins.linkOf', { name: person.name })}
        onClick={() => setOpen(true)}
      >
        {t('joins.link')}
      </Button>
      <Dialog
        role="alertdialog"
        open={open}
        title={t('joins.linkTitle', { name: person.name, organisation: organisation.name })}
        onClose={() => setOpen(false)}
        actions={
          <>
            <Button variant="primary" busy={busy} onClick={() => void link()}>
              {t('joins.link')}
            </Button>
            <Button variant="quiet" onClick={() => setOpen(false)}>
              {t('common:action.cancel')}
            </Button>
          </>
        }
      >
        <div className="stack">
          <p>{t('joins.linkBody', { email: person.email })}</p>
          <Members join={join} />
        </div>
      </Dialog>
    </>
  );
};

const DeclineButton = ({ join, onEnd }: Answering) => {
  const { t } = useTranslation(['organisations', 'common']);
  const [open, setOpen] = useState(false);
  const [busy, setBusy] = useState(false);
  const form = useForm<{ answer: string }>({
    resolver: useZodResolver(staffJoinsContract.declineJoinRequest.body),
    shouldFocusError: false,
    defaultValues: { answer: '' },
  });
  useErrorsInLanguage(form);
  const { name } = join.person;
  const close = () => {
    setOpen(false);
    form.reset();
  };
  const decline = async (body: { answer: string }) => {
    if (busy) return;
    setBusy(true);
    try {
      await api('declineJoinRequest', { params: paramsOf(join), body });
      toast(t('joins.declined'));
      close();
      onEnd();
    } catch (error) {
      const problem = problemOf(error);
      if (problem.status === 422) applyProblem(form, problem);
      else {
        close();
        onEnd(error);
      }
    } finally {
      setBusy(false);
    }
  };
  const submit = form.handleSubmit(decline, (errors) => {
    const [first] = summaryOf(errors);
    if (first) focusField(first.name);
  });
  return (
    <>
      <Button small variant="quiet" aria-label={t('joins.declineOf', { name })} onClick={() => setOpen(true)}>
        {t('joins.decline')}
      </Button>
      <Dialog
        open={open}
        title={t('joins.declineTitle', { name })}
        onClose={close}
        actions={
          <>
            <Button variant="danger" busy={busy} onClick={(event) => void submit(event)}>
              {t('joins.decline')}
            </Button>
            <Button variant="quiet" onClick={close}>
              {t('common:action.cancel')}
            </Button>
          </>
        }
      >
        <div className="stack">
          <p>{t('joins.declineBody')}</p>
          <FormField control={form.control} name="answer" as={TextArea} max={1000} rows={3} />
        </div>
      </Dialog>
    </>
  );
};

/** Persons who wait to be linked to an organisation, each to be answered. */
export const Joins = () => {
  const { t } = useTranslation('organisations');
  const { shortDayOf } = useFormats();
  const client = useQueryClient();
  const cursors = useCursors('joins');
  const page = useJoins(cursors.cursor);
  const [failure, setFailure] = useState<unknown>();
  if (page.isError) return <ProblemAlert error={page.error} retry={() => void page.refetch()} />;
  if (page.isPending) return <Loading />;
  const onEnd = (error?: unknown) => {
    setFailure(error);
    void client.invalidateQueries({ queryKey: joinsKey });
  };
  const { items, nextCursor } = page.data;
  const columns: Column<Join>[] = [
    {
      id: 'person',
      label: t('joins.columns.person'),
      heading: true,
      cell: ({ person }) => <TitleCell title={person.name}>{person.email}</TitleCell>,
    },
    {
      id: 'organisation',
      label: t('joins.columns.organisation'),
      cell: ({ organisation: { name, siret, city } }) => (
        <div>
          <TitleCell title={name}>{t('joins.siret', { siret, city })}</TitleCell>
        </div>
      ),
    },
    {
      id: 'since',
      label: t('joins.columns.since'),
      cell: ({ requestedAt }) => <span className="number">{shortDayOf(requestedAt)}</span>,
    },
    {
      id: 'message',
      label: t('joins.columns.message'),
      long: true,
      cell: ({ message }) => <span className="typed">{message ?? t('joins.nothingSaid')}</span>,
    },
    {
      id: 'answer',
      label: t('joins.columns.answer'),
      cell: (join) => (
        <div className="row">
          <LinkButton join={join} onEnd={onEnd} />
          <DeclineButton join={join} onEnd={onEnd} />
        </div>
      ),
    },
  ];
  return (
    <>
      {failure !== undefined && <ProblemAlert error={failure} />}
      {items.length === 0 && cursors.page === 1 ? (
        <EmptyState level={3} title={t('joins.empty')}>
          <p>{t('joins.emptyBody')}</p>
        </EmptyState>
      ) : (
        <>
          <Table
            caption={t('joins.caption')}
            hideCaption
            columns={columns}
            rows={items}
            rowKey={({ person, organisation }) => `${person.id} ${organisation.id}`}
          />
          <Pagination cursors={cursors} nextCursor={nextCursor} />
        </>
      )}
    </>
  );
};
