import { useTranslation } from 'react-i18next';
import { Alert } from '../../components/alert.tsx';
import { Card } from '../../components/card.tsx';
import { RadioGroup } from '../../components/choices.tsx';
import { Link } from '../../components/link.tsx';
import { MoneyField } from '../../components/number-field.tsx';
import { TextArea } from '../../components/text-area.tsx';
import { useFormats } from '../../format.ts';
import type { JuryWords, StaffFile } from '../file/parts.ts';
import { useAmountHint } from './amount-hint.ts';
import { type Draft, feedbackFor } from './batch.ts';
import { GeneralWords } from './general-words.tsx';
import { JuryAdvice } from './jury-advice.tsx';
import { AgreementNeeded, type Beside } from './money-left.tsx';

/** What is wrong with a field, by its name. */
export type Errors = Record<string, string>;

const outcomes = ['supported', 'refused', 'deferred'] as const;

/** The decision of one file among several. */
export const FileFields = ({
  file,
  words,
  draft,
  decidedOn,
  beside,
  change,
  errors,
}: {
  file: StaffFile;
  /** What the jury says for its applicant. */
  words: JuryWords;
  draft: Draft;
  decidedOn: string;
  /** What the same batch grants to the same organisation. */
  beside: readonly Beside[];
  change: (draft: Draft) => void;
  errors: Errors;
}) => {
  const { t } = useTranslation(['decisions', 'staff', 'words']);
  const { money, day } = useFormats();
  const amountHint = useAmountHint(file);
  const field = (name: keyof Draft) => ({ name: `${file.id}.${name}`, error: errors[`${file.id}.${name}`] });
  const said = feedbackFor(words, draft).length;
  return (
    <Card as="section">
      <div className="stack">
        <h3>
          <Link href={`/staff/applications/${file.id}`}>{file.title}</Link>
        </h3>
        <p className="soft">
          {file.organisation.name} · <span className="number">{file.number}</span> ·{' '}
          {t('batch.asked', { amount: money(file.amountAskedCents) })}
        </p>
        <JuryAdvice file={file} />
        {file.refusedBySilenceOn && (
          <Alert tone="warn">
            <p>{t('form.late', { date: day(file.refusedBySilenceOn) })}</p>
          </Alert>
        )}
        <RadioGroup
          {...field('outcome')}
          inline
          label={t('staff:decision.outcome')}
          options={outcomes.map((value) => ({ value, label: t(`staff:decision.outcomes.${value}`) }))}
          value={draft.outcome}
          onChange={(outcome) => change({ ...draft, outcome: outcome as Draft['outcome'] })}
        />
        {draft.outcome === 'supported' && (
          <>
            <MoneyField
              {...field('amountCents')}
              label={t('words:fields.amountCents.label')}
              hint={amountHint}
              value={draft.amountCents}
              onChange={(amountCents) => change({ ...draft, amountCents })}
            />
            <AgreementNeeded
              file={file}
              amountCents={typeof draft.amountCents === 'number' ? draft.amountCents : 0}
              decidedOn={decidedOn}
              beside={beside}
            />
            <TextArea
              {...field('conditions')}
              label={t('words:fields.conditions.label')}
              max={3000}
              rows={2}
              value={draft.conditions}
              onChange={(conditions) => change({ ...draft, conditions: conditions ?? '' })}
            />
            <p className="soft">{t('batch.inKind')}</p>
          </>
        )}
        {draft.outcome && (
          <TextArea
            {...field('reasons')}
            label={t(draft.outcome === 'supported' ? 'staff:decision.reasonsOptional' : 'staff:decision.reasons')}
            max={3000}
            rows={2}
            value={draft.reasons}
            onChange={(reasons) => change({ ...draft, reasons: reasons ?? '' })}
          />
        )}
        {draft.outcome === 'refused' && (
          <>
            <GeneralWords words={words.general} />
            <p className="soft">
              {t('batch.feedback', { count: said })} {said > 0 && t('batch.feedbackEdit')}
            </p>
          </>
        )}
      </div>
    </Card>
  );
};
