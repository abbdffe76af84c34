import { useQueries } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { CallVersion } from '../../../schemas/call.ts';
import { isAnnouncedAfter, keptBackUntil } from '../../../schemas/decision.ts';
import { api, problemOf } from '../../api.ts';
import { Alert } from '../../components/alert.tsx';
import { Button } from '../../components/button.tsx';
import { Card } from '../../components/card.tsx';
import { DateField } from '../../components/date-field.tsx';
import { DoubtsOf, useDoubts } from '../../components/doubts.tsx';
import { ErrorSummary, type SummaryEntry, useFieldNamed } from '../../components/error-summary.tsx';
import { ProblemAlert } from '../../components/problem-view.tsx';
import { Loading } from '../../components/spinner.tsx';
import { TextField } from '../../components/text-field.tsx';
import { useInstructions, withoutBlanks } from '../../forms.ts';
import { today } from '../../today.ts';
import type { JuryWords, StaffFile } from '../file/parts.ts';
import { type Common, draftOf, feedbackFor, typedDecision } from './batch.ts';
import { useDecisionDayDoubts, useGrantDoubts } from './doubts.ts';
import { forgetDraft, type KeptBatch, keepBatch, keptBatch } from './drafts.ts';
import { type Errors, FileFields } from './file-fields.tsx';
import { letterOfDecision } from './letter.ts';
import type { Beside } from './money-left.tsx';
import { PastSilenceOf } from './past-silence.tsx';
import type { ReviewedBatch } from './review-batch.tsx';
import { decisionRules, ofDecision } from './rules.ts';
import { BatchTotals } from './totals.tsx';

/** A file with what its jury says for the applicant. */
type HeardFile = StaffFile & { words: JuryWords };

interface FilledProps {
  call: CallVersion;
  files: readonly HeardFile[];
  /** Reads a file anew, and tells where it stands. */
  reread: (id: StaffFile['id']) => Promise<StaffFile['state'] | undefined>;
  back: () => void;
  next: (batch: ReviewedBatch) => void;
}

const Filled = ({ call, files, reread, back, next }: FilledProps) => {
  const { t } = useTranslation(['decisions', 'words']);
  const instructions = useInstructions();
  // The day is the council's, which is seldom the one on which its decisions are entered: it is asked for.
  // Only what was typed is kept: whatever else the form holds begins anew with what the jury says.
  const [{ common, drafts }, setTyped] = useState<KeptBatch>(
    () => keptBatch(call.callId) ?? { common: { decidedOn: '', reference: '', announceOn: '' }, drafts: {} },
  );
  const type = (typed: Partial<KeptBatch>) => {
    const all = { common, drafts, ...typed };
    keepBatch(call.callId, all);
    setTyped(all);
  };
  const [errors, setErrors] = useState<Errors>({});
  const [failure, setFailure] = useState<unknown>();
  const [attempt, setAttempt] = useState(0);
  const [busy, setBusy] = useState(false);
  const open = files.filter(({ state }) => state === 'deciding');
  const gone = files.filter(({ state }) => state !== 'deciding');
  useEffect(() => {
    for (const file of files) if (file.state !== 'deciding') forgetDraft(file);
  }, [files]);
  const draft = (file: StaffFile) => drafts[file.id] ?? draftOf(file);

  const besideOf = (file: StaffFile): Beside[] =>
    open.flatMap((other) => {
      const { outcome, amountCents } = draft(other);
      return other.id !== file.id &&
        other.organisationId === file.organisationId &&
        outcome === 'supported' &&
        typeof amountCents === 'number'
        ? [{ applicationId: other.id, title: other.title, amountCents }]
        : [];
    });

  const [ofDays, ofGrant] = [useDecisionDayDoubts(), useGrantDoubts()];
  const doubts = useDoubts(
    [
      ...ofDays(common),
      ...open.flatMap((file) => ofGrant(file, draft(file), common.decidedOn, (field) => `${file.id}.${field}`)),
    ],
    `batch.${call.callId}`,
  );

  /** A field of the form, where the decision of a file names it; what no field of the file stands for is its outcome. */
  const nameOf = (file: StaffFile, path: readonly PropertyKey[]): string => {
    const name = String(path[0] ?? '');
    if (name in common) return name;
    return `${file.id}.${name in draft(file) ? name : 'outcome'}`;
  };

  /** What is typed of a file, as the rules of decisions read it. */
  const read = (file: HeardFile) => {
    const typed = typedDecision(common, draft(file), feedbackFor(file.words, draft(file)));
    return decisionRules.safeParse(withoutBlanks(typed), { error: instructions as never });
  };
  /** What the rules say of all that is typed, in the language of the page. */
  const ruled = (): Errors => {
    const found: Errors = {};
    for (const file of open)
      for (const { path, message } of read(file).error?.issues ?? []) found[nameOf(file, path)] ??= message;
    return found;
  };
  const said = useRef(instructions);
  useEffect(() => {
    if (said.current === instructions) return;
    said.current = instructions;
    const again = ruled();
    setErrors((before) =>
      Object.fromEntries(Object.entries(before).map(([name, text]) => [name, again[name] ?? text])),
    );
  });

  const review = async () => {
    const keptBack = doubts.keepBack();
    setFailure(undefined);
    const found: Errors = {};
    const entries: ReviewedBatch['entries'] = [];
    // A file that is no longer to be decided is shown as such before the others are read through.
    let moved = false;
    setBusy(true);
    try {
      for (const file of open) {
        const decided = read(file);
        if (!decided.success) {
          for (const { path, message } of decided.error.issues) found[nameOf(file, path)] ??= message;
          continue;
        }
        try {
          const body = { decision: decided.data, version: file.version };
          const letter = await letterOfDecision(file.id, body);
          entries.push({ file, decision: decided.data, letter });
        } catch (error) {
          const { fields, status } = ofDecision(problemOf(error));
          if (status === 409) {
            if ((await reread(file.id)) === 'deciding') found[`${file.id}.outcome`] = t('batch.moved');
            else moved = true;
            continue;
          }
          if (!fields?.length) throw error;
          for (const { path, message } of fields) found[nameOf(file, path)] ??= message;
        }
      }
    } catch (error) {
      setFailure(error);
      return;
    } finally {
      setBusy(false);
    }
    setErrors(found);
    if (Object.keys(found).length > 0 || keptBack) setAttempt((count) => count + 1);
    else if (!moved) next({ common, entries });
  };

  const named = useFieldNamed();
  const asked = attempt > 0 ? doubts.open : [];
  const summary = [...Object.entries(errors).map(([name, message]) => ({ name, message })), ...asked].map(
    (entry): SummaryEntry => {
      const file = open.find(({ id }) => entry.name.startsWith(`${id}.`));
      if (!file) return entry;
      return { ...entry, message: t('batch.errorOf', { title: file.title, message: named(entry) }) };
    },
  );
  const shared = (name: keyof Common) => ({
    name,
    label: t(`words:fields.${name}.label`),
    hint: t(`words:fields.${name}.hint`),
    error: errors[name],
    value: common[name],
    onChange: (value: string | undefined) => type({ common: { ...common, [name]: value ?? '' } }),
  });
  return (
    <form
      className="stack-l"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        if (!busy) void review();
      }}
    >
      <ErrorSummary attempt={attempt} errors={summary} />
      {failure !== undefined && <ProblemAlert error={failure} />}
      {gone.map((file) => (
        <Alert key={file.id} tone="warn" title={file.title}>
          <p>{t('batch.gone', { state: t(`words:states.${file.state}`) })}</p>
        </Alert>
      ))}
      <DoubtsOf doubts={doubts}>
        <Card as="section">
          <div className="stack">
            <h2>{t('batch.common')}</h2>
            <DateField {...shared('decidedOn')} max={today()} />
            <TextField {...shared('reference')} autoComplete="off" short />
            <DateField {...shared('announceOn')} min={today()} />
            <PastSilenceOf
              files={open.flatMap((file) =>
                file.runsOutOn && isAnnouncedAfter({ announceOn: keptBackUntil(common, today()) }, file.runsOutOn)
                  ? [{ ...file, last: file.runsOutOn }]
                  : [],
              )}
            />
          </div>
        </Card>
        <h2>{t('batch.each')}</h2>
        {open.map((file) => (
          <FileFields
            key={file.id}
            file={file}
            words={file.words}
            draft={draft(file)}
            decidedOn={common.decidedOn || today()}
            beside={besideOf(file)}
            errors={errors}
            change={(changed) => type({ drafts: { ...drafts, [file.id]: changed } })}
          />
        ))}
      </DoubtsOf>
      <BatchTotals call={call} year={(common.decidedOn || today()).slice(0, 4)} drafts={open.map(draft)} />
      <div className="row">
        {open.length > 0 && (
          <Button type="submit" variant="primary" busy={busy}>
            {t('batch.toReview')}
          </Button>
        )}
        <Button variant="quiet" onClick={back}>
          {t('batch.back')}
        </Button>
      </div>
    </form>
  );
};

/** The second part of a batch: what is decided of each file, which begins with what the jury said. */
export const FillDecisions = ({
  chosen,
  ...rest
}: Omit<FilledProps, 'files' | 'reread'> & {
  chosen: readonly string[];
}) => {
  // Read anew each time: the version that is read through here is the one that is decided.
  const files = useQueries({
    queries: chosen.map((id) => ({
      queryKey: ['batch-file', id],
      queryFn: async (): Promise<HeardFile> => {
        const params = { applicationId: id as StaffFile['id'] };
        const [file, words] = await Promise.all([api('getStaffFile', { params }), api('getJuryWords', { params })]);
        return { ...file, words };
      },
      staleTime: 0,
      gcTime: 0,
      refetchOnWindowFocus: false,
      refetchOnReconnect: false,
    })),
  });
  const failed = files.find(({ isError }) => isError);
  if (failed) return <ProblemAlert error={failed.error} retry={() => void failed.refetch()} />;
  const read = files.flatMap(({ data, isFetchedAfterMount }) => (data && isFetchedAfterMount ? [data] : []));
  if (read.length < chosen.length) return <Loading />;
  const reread = async (id: StaffFile['id']) => (await files[chosen.indexOf(id)]?.refetch())?.data?.state;
  return <Filled {...rest} files={read} reread={reread} />;
};
