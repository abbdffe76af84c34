import { useTranslation } from 'react-i18next';
import type { JuryStep } from '../../../schemas/call.ts';
import { Badge } from '../../components/state-badge.tsx';
import { type Column, Table } from '../../components/table.tsx';
import { useFormats } from '../../format.ts';
import { DueDay } from '../due.tsx';
import { useActing } from './acting.tsx';
import { type StaffJury, useJurorMail } from './parts.ts';
import { RelieveJuror } from './relieve-juror.tsx';

type Assignment = StaffJury['assignments'][number];

const tones = {
  assigned: undefined,
  submitted: 'good',
  final: 'good',
  closed: 'good',
  recused: 'warn',
  relieved: undefined,
} as const;

/** Who was asked to evaluate at a step, and who has answered. */
export const AssignmentsTable = ({ step, jury }: { step: JuryStep; jury: StaffJury }) => {
  const { t } = useTranslation(['staff', 'jurors', 'mail', 'reminders']);
  const { local, score, dayAndTime, shortDayOf } = useFormats();
  const { file } = useActing();
  const assignments = jury.assignments.filter(({ stepId }) => stepId === step.id);
  const mailOf = useJurorMail(file.id, jury);
  const mayRelieve = file.availableActions.includes('relieve-juror');
  const columns: Column<Assignment>[] = [
    {
      id: 'juror',
      label: t('jury.columns.juror'),
      heading: true,
      cell: (assignment) => {
        const hold = mailOf(assignment)?.hold;
        return (
          <>
            {assignment.jurorName}
            {hold && (
              <>
                {' '}
                <Badge tone="danger">{t(`mail:holdShort.${hold.kind}`)}</Badge>
              </>
            )}
          </>
        );
      },
    },
    {
      id: 'state',
      label: t('jury.columns.state'),
      cell: ({ state, submittedAt, final }) => {
        // A step that closed without waiting for everybody leaves some without an answer.
        const answered = state === 'submitted' && final ? 'final' : state;
        const shown = state === 'closed' && !submittedAt ? 'relieved' : answered;
        return <Badge tone={tones[shown]}>{t(`jury.states.${shown}`)}</Badge>;
      },
    },
    ...(assignments.some(({ state }) => state === 'assigned')
      ? [
          {
            id: 'due',
            label: t('jury.columns.due'),
            cell: ({ state, dueAt, jurorId }: Assignment) => {
              if (state !== 'assigned') return t('jury.none');
              const last = file.jury?.stepId === step.id && jury.reminded.find((one) => one.jurorId === jurorId);
              return (
                // One element: a narrow page puts the parts of a cell beside each other.
                <div>
                  <DueDay at={dueAt} />
                  {last && <div className="soft">{t('reminders:now.last', { date: shortDayOf(last.at) })}</div>}
                </div>
              );
            },
          },
        ]
      : []),
    {
      id: 'submitted',
      label: t('jury.columns.submitted'),
      cell: ({ submittedAt, state, recusedAt }) => {
        const at = state === 'recused' ? recusedAt : submittedAt;
        return at ? dayAndTime(at) : t('jury.none');
      },
    },
    {
      id: 'result',
      label: t('jury.columns.result'),
      end: true,
      cell: (assignment) => (assignment.score === undefined ? t('jury.none') : score(assignment.score)),
    },
    ...(mayRelieve && file.jury?.stepId === step.id
      ? [
          {
            id: 'relieve',
            label: t('jurors:file.relieve'),
            cell: ({ jurorId, jurorName, state }: Assignment) =>
              (state === 'assigned' || state === 'submitted') && <RelieveJuror jurorId={jurorId} name={jurorName} />,
          },
        ]
      : []),
  ];
  return (
    <Table
      caption={t('jury.caption', { label: local(step.label) })}
      hideCaption
      columns={columns}
      rows={assignments}
      rowKey={({ jurorId, stepId }) => `${stepId} ${jurorId}`}
    />
  );
};
