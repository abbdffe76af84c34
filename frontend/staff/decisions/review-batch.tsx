import { useTranslation } from 'react-i18next';
import type { CallVersion } from '../../../schemas/call.ts';
import { type Decision, keptBackUntil } from '../../../schemas/decision.ts';
import { Alert } from '../../components/alert.tsx';
import { Button } from '../../components/button.tsx';
import { Disclosure } from '../../components/disclosure.tsx';
import { LetterView } from '../../components/letter.tsx';
import { Badge } from '../../components/state-badge.tsx';
import { type Column, Table } from '../../components/table.tsx';
import { useFormats } from '../../format.ts';
import { today } from '../../today.ts';
import type { StaffFile } from '../file/parts.ts';
import type { Common } from './batch.ts';
import { isUndeliverable, useLeaving } from './leaving-letter.tsx';
import type { Letter } from './letter.ts';
import { PastSilenceOf } from './past-silence.tsx';
import { BatchTotals } from './totals.tsx';

interface ReviewedEntry {
  /** As it was read through: what is recorded is recorded of this version only. */
  file: StaffFile;
  decision: Decision;
  letter: Letter;
}

/** Decisions that the service has looked through, each with its letter. */
export interface ReviewedBatch {
  common: Common;
  entries: ReviewedEntry[];
}

const tones = { supported: 'good', refused: 'danger', deferred: 'warn' } as const;

/** The third part of a batch: exactly which files, which decisions, and which letters. */
export const ReviewBatch = ({
  call,
  batch,
  back,
  next,
}: {
  call: CallVersion;
  batch: ReviewedBatch;
  back: () => void;
  next: () => void;
}) => {
  const { t } = useTranslation(['decisions', 'words']);
  const { money } = useFormats();
  const leaving = useLeaving(batch.common.announceOn || undefined);
  const { entries } = batch;
  const held = entries.filter(({ letter }) => isUndeliverable(letter));
  const columns: Column<ReviewedEntry>[] = [
    {
      id: 'project',
      label: t('batch.columns.project'),
      heading: true,
      cell: ({ file }) => (
        <>
          {file.title}
          <div className="soft">{file.organisation.name}</div>
        </>
      ),
    },
    {
      id: 'number',
      label: t('batch.columns.number'),
      cell: ({ file }) => <span className="number">{file.number}</span>,
    },
    {
      id: 'outcome',
      label: t('standing.outcome'),
      cell: ({ decision }) => <Badge tone={tones[decision.outcome]}>{t(`words:outcomes.${decision.outcome}`)}</Badge>,
    },
    {
      id: 'amount',
      label: t('standing.amount'),
      end: true,
      cell: ({ decision }) => (
        <span className="number">
          {decision.outcome === 'supported' ? money(decision.amountCents) : t('batch.none')}
        </span>
      ),
    },
  ];
  return (
    <div className="stack-l">
      <div>
        <p>
          <strong>{t('batch.reviewLead', { count: entries.length })}</strong>
        </p>
        <p className="soft">{leaving}</p>
      </div>
      {keptBackUntil(batch.common, today()) && (
        <PastSilenceOf
          files={entries.flatMap(({ file, letter }) =>
            letter.refusedBySilenceOn ? [{ ...file, last: letter.refusedBySilenceOn }] : [],
          )}
        />
      )}
      {held.length > 0 && (
        <Alert tone="warn" title={t('batch.held', { count: held.length })}>
          <p>{t('batch.heldBody')}</p>
          <ul>
            {held.map(({ file }) => (
              <li key={file.id}>{t('batch.heldFile', { title: file.title, number: file.number })}</li>
            ))}
          </ul>
        </Alert>
      )}
      <Table
        caption={t('batch.steps.review')}
        hideCaption
        columns={columns}
        rows={entries}
        rowKey={({ file }) => file.id}
      />
      <section className="stack" aria-labelledby="batch-letters">
        <h2 id="batch-letters">{t('letter.title')}</h2>
        {entries.map(({ file, letter }) => (
          <Disclosure
            key={file.id}
            summary={
              letter.to
                ? t('batch.letterTo', { ...letter.to, subject: letter.subject })
                : t('batch.letterToNobody', { number: file.number, subject: letter.subject })
            }
          >
            <LetterView body={letter.body} />
          </Disclosure>
        ))}
      </section>
      <BatchTotals
        call={call}
        year={batch.common.decidedOn.slice(0, 4)}
        drafts={entries.map(({ decision }) => ({
          outcome: decision.outcome,
          amountCents: decision.outcome === 'supported' ? decision.amountCents : undefined,
        }))}
      />
      <div className="row">
        <Button variant="primary" onClick={next}>
          {t('batch.record', { count: entries.length })}
        </Button>
        <Button variant="quiet" onClick={back}>
          {t('batch.back')}
        </Button>
      </div>
    </div>
  );
};
