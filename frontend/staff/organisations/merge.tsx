import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '../../api.ts';
import { Alert } from '../../components/alert.tsx';
import { Button } from '../../components/button.tsx';
import { Dialog } from '../../components/dialog.tsx';
import { Link } from '../../components/link.tsx';
import { ProblemAlert } from '../../components/problem-view.tsx';
import { Loading } from '../../components/spinner.tsx';
import { toast } from '../../components/toast.tsx';
import { useFormats } from '../../format.ts';
import { type Entry, type MergePreview, twinsKey, useMergePreview } from './queries.ts';

/** Milliseconds until a merge is sent again that is not over yet. */
const AGAIN_MS = 2000;

type Order = { fromId: Entry['id']; intoId: Entry['id']; version: number; intoVersion: number };

/** Sends a merge again and again until it is over, and tells how much has moved. */
export const useMerge = () => {
  const { t } = useTranslation('organisations');
  const client = useQueryClient();
  const [running, setRunning] = useState<{ files: number; persons: number }>();
  const [failure, setFailure] = useState<unknown>();
  const run = async ({ fromId, intoId, version, intoVersion }: Order) => {
    const moved = { files: 0, persons: 0 };
    setFailure(undefined);
    setRunning(moved);
    try {
      for (;;) {
        const answer = await api('mergeOrganisations', {
          params: { organisationId: fromId },
          body: { intoId, version, intoVersion },
        });
        moved.files += answer.files;
        moved.persons += answer.persons;
        setRunning({ ...moved });
        if (answer.done) break;
        await new Promise((resolve) => setTimeout(resolve, AGAIN_MS));
      }
      toast(t('merge.done'));
    } catch (error) {
      setFailure(error);
    } finally {
      setRunning(undefined);
      void client.invalidateQueries({ queryKey: twinsKey });
    }
  };
  return { running, failure, run };
};

/** How far a merge is, or what stopped it. */
export const MergeState = ({ running, failure }: Pick<ReturnType<typeof useMerge>, 'running' | 'failure'>) => {
  const { t } = useTranslation('organisations');
  if (running)
    return (
      <Alert tone="info" live="status" title={t('merge.running', running)}>
        <p>{t('merge.stay')}</p>
      </Alert>
    );
  return failure === undefined ? null : <ProblemAlert error={failure} />;
};

const Persons = ({
  title,
  name,
  persons,
}: {
  title: string;
  name: string;
  persons: MergePreview['from']['persons'];
}) => {
  const { t } = useTranslation('organisations');
  if (persons.length === 0) return <p>{t('merge.nobody', { name })}</p>;
  return (
    <>
      <p>{title}</p>
      <ul>
        {persons.map((person) => (
          <li key={person.id}>{t('merge.person', { name: person.name, email: person.email })}</li>
        ))}
      </ul>
    </>
  );
};

const Preview = ({ preview }: { preview: MergePreview }) => {
  const { t } = useTranslation(['organisations', 'words']);
  const { money } = useFormats();
  const { from, into, files, more, drafts, grants } = preview;
  return (
    <>
      <p>{t('merge.body', { from: from.name, into: into.name })}</p>
      <p>{t('merge.files', { count: files.length })}</p>
      {files.length > 0 && (
        <ul>
          {files.map(({ id, number = '', title, state, grantedCents, recusedSince }) => {
            const closed = recusedSince === undefined ? title : t('words:problems.recused.title');
            const values = { number, title: closed, state: t(`words:states.${state}`) };
            if (recusedSince !== undefined) return <li key={id}>{t('merge.file', values)}</li>;
            return (
              <li key={id}>
                <Link href={`/staff/applications/${id}`}>
                  {grantedCents === undefined
                    ? t('merge.file', values)
                    : t('merge.granted', { ...values, amount: money(grantedCents) })}
                </Link>
              </li>
            );
          })}
        </ul>
      )}
      {more && <p>{t('merge.more')}</p>}
      <p>{t('merge.drafts', { count: drafts })}</p>
      {grants.map(({ year, fromCents, intoCents, totalCents, agreementAboveCents, agreementRequired }) => (
        <Alert key={year} tone={agreementRequired ? 'warn' : 'info'}>
          <p>{t('merge.grants', { year, from: money(fromCents), into: money(intoCents), total: money(totalCents) })}</p>
          {agreementRequired && <p>{t('merge.agreement', { above: money(agreementAboveCents) })}</p>}
        </Alert>
      ))}
      <Persons title={t('merge.fromPersons', { name: from.name })} name={from.name} persons={from.persons} />
      <Persons title={t('merge.intoPersons', { name: into.name })} name={into.name} persons={into.persons} />
    </>
  );
};

/** What would be merged, and the act once it is confirmed; nothing can be confirmed before it was seen. */
export const MergeDialog = ({
  from,
  into,
  close,
  merge,
}: {
  from: Entry;
  into: Entry;
  close: () => void;
  merge: (order: Order) => void;
}) => {
  const { t } = useTranslation(['organisations', 'common']);
  const preview = useMergePreview(from.id, into.id);
  const confirm = () => {
    const seen = preview.data;
    if (!seen) return;
    merge({ fromId: from.id, intoId: into.id, version: seen.from.version, intoVersion: seen.into.version });
    close();
  };
  return (
    <Dialog
      open
      role="alertdialog"
      title={t('merge.title', { from: from.name, into: into.name })}
      onClose={close}
      actions={
        <>
          {preview.data && (
            <Button variant="danger" onClick={confirm}>
              {t('merge.confirm')}
            </Button>
          )}
          <Button variant="quiet" onClick={close}>
            {t('common:action.cancel')}
          </Button>
        </>
      }
    >
      <div className="stack">
        {preview.isError && <ProblemAlert error={preview.error} retry={() => void preview.refetch()} />}
        {preview.isPending && <Loading />}
        {preview.data && <Preview preview={preview.data} />}
      </div>
    </Dialog>
  );
};
