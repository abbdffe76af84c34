import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useLocation } from 'wouter';
import { type SectionName, sectionSchemas } from '../../../schemas/application.ts';
import type { EligibilityFacts } from '../../../schemas/eligibility.ts';
import { organisationContent } from '../../../schemas/organisation.ts';
import type { Problem } from '../../../schemas/problem.ts';
import { ApiProblem, api } from '../../api.ts';
import { Alert } from '../../components/alert.tsx';
import { Button } from '../../components/button.tsx';
import { Card } from '../../components/card.tsx';
import { EligibilityList } from '../../components/eligibility-list.tsx';
import { ErrorSummary, type SummaryEntry } from '../../components/error-summary.tsx';
import { fieldId } from '../../components/field.tsx';
import { Link } from '../../components/link.tsx';
import { ProblemAlert } from '../../components/problem-view.tsx';
import { useFormats } from '../../format.ts';
import { useAttempts, useInstructions, withoutBlanks } from '../../forms.ts';
import { showAnswer } from '../../show-answer.ts';
import { faultyDocuments, owedDocuments } from '../attachments.ts';
import { judgedOn, partOfRule, unmetRules } from '../call-rules.tsx';
import { type ApplicantFile, fileKey } from '../queries.ts';
import { otherDocuments } from './documents.tsx';
import { useNamedErrors } from './named-errors.ts';
import { useProjectDoubts } from './project-doubts.ts';
import { type ReviewedPart, ReviewPart, reviewedParts } from './review-part.tsx';
import type { Sections } from './use-section.ts';

const linkTo = (base: string, part: string, name: string) => `${base}/${part}#${fieldId(name)}`;

/** Where the file's own organisation is corrected, and from where one comes back to its review. */
const organisationAddress = ({ id, organisation }: ApplicantFile) =>
  `/applicant/organisation?${new URLSearchParams({ id: organisation.id, file: id })}`;

/** Address of a part as the review leads to it. */
const addressOf = (file: ApplicantFile, part: ReviewedPart) =>
  part === 'organisation' ? organisationAddress(file) : `/applicant/applications/${file.id}/${part}`;

/** An entry of the summary for a document, under the name that the call gives it. */
const useDocumentEntry = (file: ApplicantFile) => {
  const { t } = useTranslation(['common', 'applicant']);
  const { local } = useFormats();
  return (id: string, message: string): SummaryEntry => {
    const document = file.call.documents.find((candidate) => candidate.id === id);
    return {
      name: `attachments.${id}`,
      message: t('field.named', { field: document ? local(document.label) : t('applicant:documents.others'), message }),
      href: linkTo(`/applicant/applications/${file.id}`, 'documents', document ? id : otherDocuments),
    };
  };
};

/** What is still missing or wrong, by part of the form, each with a link to its field. */
export const useMissing = (file: ApplicantFile, sections: Sections): Record<string, SummaryEntry[]> => {
  const { t } = useTranslation('words');
  const documentEntry = useDocumentEntry(file);
  const error = useInstructions();
  const base = `/applicant/applications/${file.id}`;
  const inSection = (part: SectionName) => {
    const result = sectionSchemas[part].safeParse(withoutBlanks(sections[part].content), { error: error as never });
    return result.success
      ? []
      : result.error.issues.map((issue) => {
          const name = issue.path.join('.');
          return { name: `${part}.${name}`, message: issue.message, href: linkTo(base, part, name) };
        });
  };
  const organisation = organisationContent.safeParse(withoutBlanks(file.organisation), { error: error as never });
  return {
    organisation: (organisation.error?.issues ?? []).map(({ path, message }) => ({
      name: `organisation.${path.join('.')}`,
      message,
      href: `${organisationAddress(file)}#${fieldId(path.join('.'))}`,
    })),
    project: inSection('project'),
    budget: useNamedErrors(inSection('budget')),
    documents: faultyDocuments(file).map(({ id, why }) => documentEntry(id, t(`fields.attachments.${why}`))),
    commitments: inSection('commitments'),
  };
};

/** The fields that the service refused, as links to where they are mended. */
const refusedFields = (
  problem: Problem,
  file: ApplicantFile,
  documentEntry: ReturnType<typeof useDocumentEntry>,
): SummaryEntry[] =>
  (problem.fields ?? []).map(({ path: [part, ...rest], message }) => {
    const name = rest.join('.');
    if (part === 'attachments') return documentEntry(name, message);
    const base = `/applicant/applications/${file.id}`;
    return {
      name: `${part}.${name}`,
      message,
      href:
        part === 'organisation' ? `${organisationAddress(file)}#${fieldId(name)}` : linkTo(base, String(part), name),
    };
  });

/** One key per attempt to submit this file, kept over a reload: however often it is sent, it happens once. */
const attemptKey = (act: string, file: ApplicantFile): string => {
  const place = `attempt.${act}.${file.id}.${file.version}`;
  const key = sessionStorage.getItem(place) ?? crypto.randomUUID();
  sessionStorage.setItem(place, key);
  return key;
};

/** How the file stands to the rules of the call: told before all else, and never in its way. */
const Eligibility = ({ file, facts }: { file: ApplicantFile; facts: EligibilityFacts }) => {
  const { t } = useTranslation(['eligibility', 'applicant']);
  const { eligibility } = file.call;
  const unmet = unmetRules(file, facts);
  const list = <EligibilityList rules={eligibility} facts={facts} day={judgedOn(file)} />;
  if (unmet.length === 0)
    return (
      <Card as="section">
        <h2>{t('title')}</h2>
        {list}
      </Card>
    );
  return (
    <Alert tone="warn" title={t('unmet', { count: unmet.length })}>
      <p>{t('lead')}</p>
      {list}
      <p className="row">
        {[...new Set(unmet.map(({ kind }) => partOfRule[kind]))].map((part) => (
          <Link key={part} href={addressOf(file, part)}>
            {t('applicant:review.editPart', { part: t(`applicant:review.parts.${part}`) })}
          </Link>
        ))}
      </p>
    </Alert>
  );
};

/** Days of the project that are odd and may be right: read once more before the file is handed over, and never in its way. */
const OddDays = ({ file, sections }: { file: ApplicantFile; sections: Sections }) => {
  const { t } = useTranslation('applicant');
  const doubts = useProjectDoubts(file.call)(sections.project.content);
  if (doubts.length === 0) return null;
  return (
    <Alert tone="warn" title={t('review.odd')}>
      <ul>
        {doubts.map(({ name, question }) => (
          <li key={name}>
            <Link href={linkTo(`/applicant/applications/${file.id}`, 'project', name)}>{question}</Link>
          </li>
        ))}
      </ul>
    </Alert>
  );
};

/** Whether the file can be handed over as it stands, beside the button that does it. */
const Readiness = ({
  draft,
  missing,
  owed,
  unmet,
}: {
  draft: boolean;
  missing: number;
  /** Documents that the City asked for and that are not there. */
  owed: number;
  /** Rules of the call that are not met. */
  unmet: number;
}) => {
  const { t } = useTranslation('applicant');
  if (missing > 0)
    return (
      <Alert tone="warn">
        <p>{t(draft ? 'review.notYet' : 'review.notYetComplements', { count: missing })}</p>
      </Alert>
    );
  if (owed > 0 || unmet > 0)
    return (
      <Alert tone="warn">
        {owed > 0 && <p>{t('review.possibleOwed', { count: owed })}</p>}
        {unmet > 0 && <p>{t(draft ? 'review.possible' : 'review.possibleComplements', { count: unmet })}</p>}
      </Alert>
    );
  return (
    <Alert tone="good">
      <p>{t(draft ? 'review.ready' : 'review.readyComplements')}</p>
    </Alert>
  );
};

/** The whole file to be read again, all that is missing, and the act that hands it over. */
export const ReviewPage = ({
  file,
  sections,
  missing,
}: {
  file: ApplicantFile;
  sections: Sections;
  missing: Record<string, SummaryEntry[]>;
}) => {
  const { t } = useTranslation('applicant');
  const client = useQueryClient();
  const [, navigate] = useLocation();
  const [attempt, failed] = useAttempts();
  const [unsaved, setUnsaved] = useState(false);
  const draft = file.state === 'draft';
  const found = Object.values(missing).flat();
  const facts = {
    project: sections.project.content,
    budget: sections.budget.content,
    organisation: file.organisation,
  };
  const unmet = unmetRules(file, facts).length;

  const hand = useMutation({
    mutationFn: async () => {
      const request = {
        params: { applicationId: file.id },
        body: { idempotencyKey: attemptKey(draft ? 'submit' : 'provide', file) },
      };
      return draft ? api('submitApplication', request) : api('provideComplements', request);
    },
    onSuccess: async (handed) => {
      for (const section of Object.values(sections)) section.forget();
      await showAnswer(client, fileKey(file.id), handed);
      void client.invalidateQueries({ queryKey: ['applications'] });
      navigate(`/applicant/applications/${file.id}`, {
        replace: true,
        state: { just: draft ? 'submitted' : 'provided', state: handed.state },
      });
    },
    onError: (error) => {
      failed();
      if (error instanceof ApiProblem && (error.status === 409 || error.code === 'idempotency-key-reused'))
        void client.invalidateQueries({ queryKey: fileKey(file.id) });
    },
  });

  const submit = async () => {
    if (hand.isPending) return;
    hand.reset();
    if (found.length > 0) return failed();
    const saved = await Promise.all(Object.values(sections).map(({ autosave }) => autosave.flush()));
    setUnsaved(saved.includes(false));
    if (!saved.includes(false)) hand.mutate();
  };

  const documentEntry = useDocumentEntry(file);
  const owed = owedDocuments(file).map((id) => documentEntry(id, t('review.owedDocument')));
  const refused = useNamedErrors(
    hand.error instanceof ApiProblem ? refusedFields(hand.error.problem, file, documentEntry) : [],
  );
  const shown = refused.length > 0 ? refused : found;
  return (
    <div className="stack-l">
      {attempt > 0 && <ErrorSummary errors={shown} attempt={attempt} />}
      {hand.isError && refused.length === 0 && <ProblemAlert error={hand.error} />}
      {unsaved && (
        <Alert tone="warn" live="alert">
          <p>{t('review.unsaved')}</p>
        </Alert>
      )}
      {file.call.eligibility.length > 0 && <Eligibility file={file} facts={facts} />}
      <OddDays file={file} sections={sections} />
      {reviewedParts.map((part) => (
        <ReviewPart
          key={part}
          part={part}
          file={file}
          sections={sections}
          missing={missing[part] ?? []}
          owed={part === 'documents' ? owed : []}
          href={addressOf(file, part)}
        />
      ))}
      <Card as="section" tone="accent" label={t(draft ? 'review.submit' : 'review.provide')}>
        <Readiness draft={draft} missing={found.length} owed={owed.length} unmet={unmet} />
        <p className="prose">{t(draft ? 'review.freeze' : 'review.freezeComplements')}</p>
        <div>
          <Button variant="primary" busy={hand.isPending} onClick={() => void submit()}>
            {t(draft ? 'review.submit' : 'review.provide')}
          </Button>
        </div>
      </Card>
    </div>
  );
};
