import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { OperationResponse } from '../../../schemas/contract.ts';
import type { JurorStatus } from '../../../schemas/juror.ts';
import { api } from '../../api.ts';
import { Button } from '../../components/button.tsx';
import { ConfirmButton } from '../../components/dialog.tsx';
import { Loaded } from '../../components/loaded.tsx';
import { ProblemAlert } from '../../components/problem-view.tsx';
import { Select } from '../../components/select.tsx';
import { Table } from '../../components/table.tsx';
import { TextArea } from '../../components/text-area.tsx';
import { ClosedCell, TitleCell } from '../../components/title-cell.tsx';
import { toast } from '../../components/toast.tsx';
import { useFormats } from '../../format.ts';
import type { Juror } from './members-page.tsx';
import { RunView, useRun } from './run.tsx';

type Handover = OperationResponse<'proposeHandover'>;

/** Who takes over each open file: proposed, changed by hand, then done file by file. */
const HandoverForm = ({
  juror,
  handover,
  running: { run, start },
  again,
}: {
  juror: Juror;
  handover: Handover;
  running: ReturnType<typeof useRun>;
  again: () => void;
}) => {
  const { t } = useTranslation('jurors');
  const [to, setTo] = useState(
    () => new Map(handover.files.map(({ applicationId, jurorIds }) => [applicationId as string, jurorIds[0] ?? ''])),
  );
  const [reason, setReason] = useState(t('leaving.defaultReason'));
  const files = handover.files.filter(({ state, closed }) => state === 'evaluating' && !closed);
  const optionsFor = (file: Handover['files'][number]) => {
    const barred = new Set(file.barred.map(({ jurorId }) => jurorId));
    return handover.jurors
      .filter(({ id }) => !barred.has(id))
      .map(({ id, name, before, cap }) => ({ value: id, label: `${name} (${t('file.work', { open: before, cap })})` }));
  };
  const apply = () =>
    start(
      files.map(({ applicationId, number, title }) => {
        const by = to.get(applicationId);
        return {
          id: applicationId,
          label: `${number} · ${title}`,
          act: (act) =>
            api(
              'relieveJuror',
              { params: { applicationId, jurorId: juror.id }, body: { reason, ...(by && { by }) } },
              { act },
            ),
        };
      }),
    ).then(again);
  if (handover.files.length === 0) return <p>{t('leaving.nothing')}</p>;
  return (
    <div className="stack">
      <h3>{t('leaving.files')}</h3>
      <p className="soft">{t('leaving.filesHint')}</p>
      <Table
        caption={t('leaving.files')}
        hideCaption
        rows={handover.files}
        rowKey={({ applicationId }) => applicationId}
        columns={[
          {
            id: 'file',
            label: t('leaving.columns.file'),
            heading: true,
            cell: ({ applicationId, title, number, organisationName, closed }) =>
              closed ? (
                <>
                  <ClosedCell /> <span className="number">{number}</span>
                </>
              ) : (
                <TitleCell title={title} href={`/staff/applications/${applicationId}`}>
                  {organisationName} · <span className="number">{number}</span>
                </TitleCell>
              ),
          },
          {
            id: 'to',
            label: t('leaving.columns.to'),
            cell: (file) =>
              file.closed ? (
                t('leaving.closed')
              ) : file.state === 'evaluating' ? (
                <Select
                  name={`to-${file.applicationId}`}
                  label={t('leaving.toFor', { number: file.number })}
                  required
                  options={[...optionsFor(file), { value: '', label: t('leaving.nobody') }]}
                  value={to.get(file.applicationId) ?? ''}
                  onChange={(value) => setTo((before) => new Map(before).set(file.applicationId, value ?? ''))}
                />
              ) : (
                t('leaving.session')
              ),
          },
        ]}
      />
      <TextArea
        name="reason"
        label={t('leaving.reason')}
        hint={t('leaving.reasonHint')}
        rows={2}
        max={2000}
        value={reason}
        onChange={(value) => setReason(value ?? '')}
      />
      {files.length > 0 && (
        <div>
          <Button variant="primary" busy={run !== undefined && !run.isOver} onClick={() => void apply()}>
            {t('leaving.apply', { count: files.length })}
          </Button>
        </div>
      )}
    </div>
  );
};

/** A juror's leaving: no more files, then the open ones to others, then the end; each can be taken up again later. */
export const Leaving = ({ juror }: { juror: Juror }) => {
  const { t } = useTranslation('jurors');
  const { dayOf } = useFormats();
  const client = useQueryClient();
  const [failure, setFailure] = useState<unknown>();
  const handover = useQuery({
    queryKey: ['handover', juror.id],
    queryFn: () => api('proposeHandover', { params: { jurorId: juror.id }, body: {} }),
    enabled: juror.status === 'leaving',
    refetchOnWindowFocus: false,
  });
  const running = useRun();
  const refresh = () => {
    void client.invalidateQueries({ queryKey: ['handover', juror.id] });
    return client.invalidateQueries({ queryKey: ['members'] });
  };
  const become = async (status: JurorStatus, done: string) => {
    setFailure(undefined);
    try {
      await api('setJurorStatus', { params: { jurorId: juror.id }, body: { status } });
      toast(done);
    } catch (error) {
      setFailure(error);
    }
    await refresh();
  };
  const { name } = juror;
  return (
    <div className="stack">
      {failure !== undefined && <ProblemAlert error={failure} />}
      {juror.status === 'active' && (
        <>
          <p>{t('leaving.intro')}</p>
          <div>
            <ConfirmButton
              variant="secondary"
              label={t('leaving.begin')}
              title={t('leaving.beginTitle', { name })}
              body={<p>{t('leaving.beginBody')}</p>}
              act={() => become('leaving', t('leaving.begun'))}
            />
          </div>
        </>
      )}
      {juror.status === 'leaving' && (
        <>
          <RunView run={running.run} />
          <Loaded query={handover}>
            {(data) => (
              <HandoverForm
                // A new proposal begins anew; what was just done stays in sight while there is one.
                key={data.files.map(({ applicationId }) => applicationId).join()}
                juror={juror}
                handover={data}
                running={running}
                again={() => void refresh()}
              />
            )}
          </Loaded>
          <div className="row">
            {handover.data?.files.length === 0 && (
              <ConfirmButton
                variant="primary"
                label={t('leaving.end')}
                title={t('leaving.endTitle', { name })}
                body={<p>{t('leaving.endBody')}</p>}
                act={() => become('left', t('leaving.ended', { name }))}
              />
            )}
            <Button variant="quiet" onClick={() => void become('active', t('leaving.stays', { name }))}>
              {t('leaving.stay')}
            </Button>
          </div>
        </>
      )}
      {juror.status === 'left' && (
        <>
          {juror.leftAt && <p>{t('leaving.left', { date: dayOf(juror.leftAt) })}</p>}
          <div>
            <Button onClick={() => void become('active', t('leaving.stays', { name }))}>{t('leaving.return')}</Button>
          </div>
        </>
      )}
    </div>
  );
};
