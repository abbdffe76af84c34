import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { CallVersion } from '../../../schemas/call.ts';
import type { OperationResponse } from '../../../schemas/contract.ts';
import { api } from '../../api.ts';
import { Alert } from '../../components/alert.tsx';
import { useMay } from '../../components/area.tsx';
import { Button, ButtonLink } from '../../components/button.tsx';
import { Card } from '../../components/card.tsx';
import { Checkbox, CheckboxGroup } from '../../components/choices.tsx';
import { ConfirmButton } from '../../components/dialog.tsx';
import { Disclosure } from '../../components/disclosure.tsx';
import { EmptyState } from '../../components/empty-state.tsx';
import { Link } from '../../components/link.tsx';
import { Loaded } from '../../components/loaded.tsx';
import { PageHeader } from '../../components/page-header.tsx';
import { Table } from '../../components/table.tsx';
import { CallPicker, WithCall } from '../call-picker.tsx';
import { RunView, useRun } from './run.tsx';

type Proposal = OperationResponse<'proposeAssignments'>;
type ProposedFile = Proposal['files'][number];

/** What staff made of the proposal, by file. */
interface Choice {
  included: boolean;
  jurorIds: string[];
}

/** Why jurors are missing from one file. That they are at their cap is said once, above all files. */
const reasons = ['conflicted', 'recused', 'onFile'] as const;

const FileChoice = ({
  file,
  jurors,
  choice,
  change,
}: {
  file: ProposedFile;
  jurors: (Proposal['jurors'][number] & { now: number })[];
  choice: Choice;
  change: (choice: Choice) => void;
}) => {
  const { t } = useTranslation('jurors');
  const barred = new Set(file.barred.map(({ jurorId }) => jurorId));
  const free = jurors.filter(({ id }) => !barred.has(id));
  const names = jurors.filter(({ id }) => choice.jurorIds.includes(id)).map(({ name }) => name);
  const count = choice.jurorIds.length;
  const { short } = file;
  const why = short
    ? reasons.filter((reason) => short[reason] > 0).map((reason) => t(`share.why.${reason}`, { count: short[reason] }))
    : [];
  const suits = (juror: (typeof jurors)[number]) =>
    juror.territories.some((id) => file.territories.includes(id)) || juror.sectors.includes(file.sector);
  return (
    <Card as="section">
      <h3>
        <Link href={`/staff/applications/${file.applicationId}`}>{file.title}</Link>
      </h3>
      <p className="soft">
        {file.organisationName} · <span className="number">{file.number}</span>
      </p>
      <Checkbox
        name={`include-${file.applicationId}`}
        label={t('share.include', { number: file.number })}
        value={choice.included}
        onChange={(included) => change({ ...choice, included: included ?? false })}
      />
      <p>
        {names.join(', ') || t('page.none')}
        <br />
        <span className="soft">{t('share.wish', { count, wanted: file.wanted, quorum: file.quorum })}</span>
      </p>
      {short && why.length > 0 && (
        <p className="soft">{t('share.short', { count: short.missing, why: why.join(', ') })}</p>
      )}
      {count < file.quorum && (
        <Alert tone="warn">
          <p>{t('share.belowQuorum')}</p>
        </Alert>
      )}
      <Disclosure summary={t('share.change')}>
        <CheckboxGroup
          name={`jurors-${file.applicationId}`}
          label={t('share.jurors', { number: file.number })}
          columns
          value={choice.jurorIds}
          onChange={(jurorIds) => change({ ...choice, jurorIds: [...(jurorIds ?? [])] })}
          options={free.map((juror) => ({
            value: juror.id,
            label: juror.name,
            hint: [
              t('file.work', { open: juror.now, cap: juror.cap }),
              ...(suits(juror) ? [t('share.suits')] : []),
              ...(juror.now > juror.cap ? [t('share.overCap')] : []),
            ].join(', '),
          }))}
        />
      </Disclosure>
    </Card>
  );
};

/** How many jurors take no more files, with the way to the cap. */
const AtCap = ({ proposal, callId }: { proposal: Proposal; callId: string }) => {
  const { t } = useTranslation('jurors');
  const may = useMay();
  const full = proposal.jurors.filter(({ after, cap }) => after >= cap);
  const missing = proposal.files.filter(({ short }) => short && short.atCap > 0).length;
  if (full.length === 0 || missing === 0) return null;
  return (
    <Alert tone="warn" title={t('share.atCap', { count: full.length })}>
      <p>{t('share.atCapBody', { count: missing })}</p>
      {may('saveCallDraft') && (
        <p>
          <ButtonLink small href={`/staff/calls/${callId}/edit/limits`}>
            {t('share.raiseCap')}
          </ButtonLink>
        </p>
      )}
    </Alert>
  );
};

const Editor = ({ callId, proposal, again }: { callId: string; proposal: Proposal; again: () => void }) => {
  const { t } = useTranslation('jurors');
  const client = useQueryClient();
  const { run, start } = useRun();
  const [choices, setChoices] = useState(
    () =>
      new Map(
        proposal.files.map((file) => [file.applicationId as string, { included: true, jurorIds: file.jurorIds }]),
      ),
  );
  const choiceOf = (file: ProposedFile): Choice => choices.get(file.applicationId) ?? { included: false, jurorIds: [] };
  const chosen = proposal.files.filter((file) => {
    const { included, jurorIds } = choiceOf(file);
    return included && jurorIds.length >= file.quorum;
  });
  const jurors = proposal.jurors.map((juror) => ({
    ...juror,
    now: juror.before + chosen.filter((file) => choiceOf(file).jurorIds.includes(juror.id)).length,
  }));
  const label = (file: ProposedFile) => `${file.number} · ${file.title}`;
  const apply = async () => {
    await start(
      chosen.map((file) => ({
        id: file.applicationId,
        label: label(file),
        act: (act) =>
          api(
            'openStep',
            {
              params: { applicationId: file.applicationId },
              body: { jurorIds: choiceOf(file).jurorIds, version: file.version },
            },
            { act },
          ),
      })),
    );
    for (const list of ['queue', 'queue-counts', 'members']) void client.invalidateQueries({ queryKey: [list] });
  };

  if (run)
    return (
      <section className="stack" aria-labelledby="run-title">
        <h2 id="run-title">{t('run.title')}</h2>
        <RunView run={run} />
        {run.isOver && (
          <div>
            <Button onClick={again}>{t('share.again')}</Button>
          </div>
        )}
      </section>
    );
  if (proposal.files.length === 0)
    return (
      <EmptyState title={t('share.none')}>
        <p>{t('share.noneBody')}</p>
      </EmptyState>
    );
  return (
    <div className="stack-l">
      {proposal.more && (
        <Alert>
          <p>{t('share.more')}</p>
        </Alert>
      )}
      <AtCap proposal={proposal} callId={callId} />
      <section className="stack" aria-labelledby="share-loads">
        <h2 id="share-loads">{t('share.loads')}</h2>
        <Table
          caption={t('share.loadsCaption')}
          hideCaption
          rows={jurors}
          rowKey={({ id }) => id}
          columns={[
            { id: 'juror', label: t('share.columns.juror'), heading: true, cell: ({ name }) => name },
            { id: 'before', label: t('share.columns.before'), end: true, cell: ({ before }) => before },
            { id: 'after', label: t('share.columns.after'), end: true, cell: ({ now }) => now },
            { id: 'cap', label: t('share.columns.cap'), end: true, cell: ({ cap }) => cap },
          ]}
        />
      </section>
      <section className="stack" aria-labelledby="share-files">
        <h2 id="share-files">{t('share.files')}</h2>
        {proposal.files.map((file) => (
          <FileChoice
            key={file.applicationId}
            file={file}
            jurors={jurors}
            choice={choiceOf(file)}
            change={(choice) => setChoices((before) => new Map(before).set(file.applicationId, choice))}
          />
        ))}
      </section>
      <div>
        {chosen.length === 0 ? (
          <p className="soft">{t('share.apply', { count: 0 })}</p>
        ) : (
          <ConfirmButton
            variant="primary"
            label={t('share.apply', { count: chosen.length })}
            title={t('share.confirmTitle', { count: chosen.length })}
            body={
              <>
                <p>{t('share.confirmBody')}</p>
                <ul>
                  {chosen.map((file) => (
                    <li key={file.applicationId}>{label(file)}</li>
                  ))}
                </ul>
              </>
            }
            act={async () => void apply()}
          />
        )}
      </div>
    </div>
  );
};

const Sharing = ({ call }: { call: CallVersion }) => {
  const [round, setRound] = useState(0);
  const query = useQuery({
    queryKey: ['proposal', call.callId, round],
    queryFn: ({ signal }) => api('proposeAssignments', { params: { callId: call.callId }, body: {} }, { signal }),
    // A proposal that somebody edits is not replaced under their hands.
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
    refetchOnWindowFocus: false,
  });
  return (
    <Loaded query={query}>
      {(proposal) => <Editor key={round} callId={call.callId} proposal={proposal} again={() => setRound(round + 1)} />}
    </Loaded>
  );
};

/** Shares the files that wait out among the jurors: a balanced proposal, changed by hand, then applied file by file. */
export const SharePage = () => {
  const { t } = useTranslation('jurors');
  return (
    <div className="stack-l">
      <PageHeader
        back={{ href: '/staff/jurors', label: t('share.back') }}
        title={t('share.title')}
        lead={<p>{t('share.lead')}</p>}
      />
      <CallPicker />
      <WithCall>{(call) => <Sharing key={call.callId} call={call} />}</WithCall>
    </div>
  );
};
