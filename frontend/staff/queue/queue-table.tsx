import { useTranslation } from 'react-i18next';
import { isFinal } from '../../../schemas/application.ts';
import type { CallVersion } from '../../../schemas/call.ts';
import type { OperationResponse } from '../../../schemas/contract.ts';
import { territoryName } from '../../../schemas/territory.ts';
import { Link } from '../../components/link.tsx';
import { Progress } from '../../components/progress.tsx';
import { Badge } from '../../components/state-badge.tsx';
import { type Column, Table } from '../../components/table.tsx';
import { ClosedCell, TitleCell } from '../../components/title-cell.tsx';
import { useFormats } from '../../format.ts';
import { PastSilenceBadge } from '../decisions/past-silence.tsx';
import { AnswerDay, DueDay, SilenceDay } from '../due.tsx';
import type { QueueState } from './groups.ts';

type Row = OperationResponse<'listQueue'>['items'][number];

/** A page of the queue. Columns that say nothing in this state are left out. */
export const QueueTable = ({
  callId,
  state,
  rows,
}: {
  callId: CallVersion['callId'];
  state: QueueState;
  rows: readonly Row[];
}) => {
  const { t } = useTranslation(['staff', 'scoring', 'words']);
  const { local, money, score, shortDay, shortDayOf } = useFormats();
  const only = (shown: boolean, column: Column<Row>) => (shown ? [column] : []);
  const columns: Column<Row>[] = [
    {
      id: 'project',
      label: t('queue.columns.project'),
      heading: true,
      cell: (row) =>
        row.recusedSince ? (
          <ClosedCell />
        ) : (
          <TitleCell title={row.title} href={`/staff/applications/${row.id}`}>
            {row.organisationName}
            {row.announceOn && <Badge tone="warn">{t('queue.keptBack', { date: shortDay(row.announceOn) })}</Badge>}
            <PastSilenceBadge file={row} />
          </TitleCell>
        ),
    },
    { id: 'number', label: t('queue.columns.number'), cell: (row) => <span className="number">{row.number}</span> },
    {
      id: 'territories',
      label: t('queue.columns.territories'),
      cell: (row) => row.territories.map(territoryName).join(', '),
    },
    {
      id: 'asked',
      label: t('queue.columns.asked'),
      end: true,
      cell: (row) => <span className="number">{row.recusedSince ? t('queue.none') : money(row.amountAskedCents)}</span>,
    },
    ...only(state === 'supported', {
      id: 'granted',
      label: t('queue.columns.granted'),
      end: true,
      cell: (row) => (
        <span className="number">{row.recusedSince ? t('queue.none') : money(row.grantedCents ?? 0)}</span>
      ),
    }),
    ...only(
      rows.some((row) => row.score !== undefined),
      {
        id: 'score',
        label: t('queue.columns.score'),
        end: true,
        cell: (row) => <span className="number">{row.score === undefined ? t('queue.none') : score(row.score)}</span>,
      },
    ),
    {
      id: 'submitted',
      label: t('queue.columns.submitted'),
      cell: (row) => <span className="number">{row.submittedAt ? shortDayOf(row.submittedAt) : t('queue.none')}</span>,
    },
    ...only(state === 'checking', {
      id: 'step',
      label: t('queue.columns.step'),
      cell: (row) => (row.stepLabel ? local(row.stepLabel) : t('queue.none')),
    }),
    ...only(state === 'ready', {
      id: 'waits',
      label: t('queue.columns.waits'),
      cell: (row) =>
        row.stepKind === 'deliberate' ? (
          <Link href={`/staff/sessions?call=${callId}`}>{t('queue.waits.deliberate')}</Link>
        ) : row.stepKind === 'score' ? (
          t('queue.waits.score')
        ) : (
          t('queue.none')
        ),
    }),
    ...only(
      rows.some((row) => row.progress !== undefined),
      {
        id: 'progress',
        label: t('scoring:progress.column'),
        cell: (row) => (row.progress ? <Progress progress={row.progress} /> : t('queue.none')),
      },
    ),
    ...only(
      rows.some((row) => row.dueAt !== undefined),
      {
        id: 'due',
        label: t('queue.columns.due'),
        cell: (row) => (row.dueAt ? <DueDay at={row.dueAt} /> : t('queue.none')),
      },
    ),
    ...only(state === 'complements', {
      id: 'answer',
      label: t('queue.columns.answer'),
      cell: (row) => (row.complementsDueOn ? <AnswerDay day={row.complementsDueOn} /> : t('queue.none')),
    }),
    ...only(!isFinal(state), {
      id: 'silence',
      label: t('queue.columns.silence'),
      cell: (row) => (row.runsOutOn ? <SilenceDay day={row.runsOutOn} state={row.state} /> : t('queue.none')),
    }),
  ];
  return (
    <Table
      caption={t(isFinal(state) ? 'queue.captionOver' : 'queue.caption', { state: t(`words:states.${state}`) })}
      columns={columns}
      rows={rows}
      rowKey={(row) => row.id}
    />
  );
};
