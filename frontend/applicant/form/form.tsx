import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useLocation, useParams } from 'wouter';
import { api } from '../../api.ts';
import { Alert } from '../../components/alert.tsx';
import { ButtonLink } from '../../components/button.tsx';
import { ConfirmButton } from '../../components/dialog.tsx';
import { Loaded } from '../../components/loaded.tsx';
import { PageHeader } from '../../components/page-header.tsx';
import { NotFound, ProblemAlert } from '../../components/problem-view.tsx';
import { ProgressSteps } from '../../components/progress-steps.tsx';
import { useSignedInPerson } from '../../components/signed-in-person.ts';
import { toast } from '../../components/toast.tsx';
import { useFormats } from '../../format.ts';
import { owedDocuments } from '../attachments.ts';
import { expiresSoon } from '../expiry.ts';
import { KeepDraft } from '../keep-draft.tsx';
import { type ApplicantFile, useFile } from '../queries.ts';
import { UnmetPoints } from '../unmet-points.tsx';
import { BudgetPart } from './budget.tsx';
import { CommitmentsPart } from './commitments.tsx';
import { DocumentsPart } from './documents.tsx';
import styles from './form.module.css';
import { ProjectPart } from './project.tsx';
import { ReviewPage, useMissing } from './review.tsx';
import { type Sections, useSection } from './use-section.ts';

const parts = ['project', 'budget', 'documents', 'commitments', 'review'] as const;
type Part = (typeof parts)[number];

/** A file that was handed over, perhaps in another tab, is no form any more. */
const Closed = ({ file }: { file: ApplicantFile }) => {
  const { t } = useTranslation(['applicant', 'common', 'words']);
  return (
    <div className="stack">
      <PageHeader title={t('form.closed.title')} lead={<p>{t('form.closed.body')}</p>} />
      {file.availableActions.length > 0 && (
        <div>
          <p>{t('common:errors.possibleNow')}</p>
          <ul>
            {file.availableActions.map((action) => (
              <li key={action}>{t(`words:actions.${action}`)}</li>
            ))}
          </ul>
        </div>
      )}
      <div>
        <ButtonLink href={`/applicant/applications/${file.id}`} variant="primary">
          {t('form.closed.action')}
        </ButtonLink>
      </div>
    </div>
  );
};

const Discard = ({ file, sections }: { file: ApplicantFile; sections: Sections }) => {
  const { t } = useTranslation('applicant');
  const client = useQueryClient();
  const [, navigate] = useLocation();
  const [error, setError] = useState<unknown>();
  const discard = async () => {
    setError(undefined);
    try {
      await api('discardDraft', { params: { applicationId: file.id } });
    } catch (failure) {
      setError(failure);
      return;
    }
    for (const section of Object.values(sections)) section.forget();
    await client.invalidateQueries({ queryKey: ['applications'] });
    navigate('/applicant');
    toast(t('form.discard.done'));
  };
  return (
    <div className="stack">
      {error !== undefined && <ProblemAlert error={error} />}
      <div>
        <ConfirmButton
          small
          variant="quiet"
          label={t('form.discard.action')}
          title={t('form.discard.title')}
          body={<p>{t('form.discard.body')}</p>}
          act={discard}
        />
      </div>
    </div>
  );
};

const Form = ({ file, part }: { file: ApplicantFile; part: Part }) => {
  const { t } = useTranslation('applicant');
  const { day } = useFormats();
  const person = useSignedInPerson();
  const { organisation } = file;
  const sections: Sections = {
    project: useSection(file, 'project'),
    // Every group is there though nothing was typed in it: a line left out is zero, and is not asked for.
    budget: useSection(file, 'budget', { charges: {}, products: {}, inKindCharges: {}, inKindProducts: {} }),
    commitments: useSection(file, 'commitments', {
      contactName: person.name,
      contactEmail: organisation.email,
      contactPhone: organisation.phone,
    }),
  };
  const missing = useMissing(file, sections);
  const draft = file.state === 'draft';
  const base = `/applicant/applications/${file.id}`;
  const place = parts.indexOf(part);
  const way = {
    next: `${base}/${parts[place + 1]}`,
    previous: place > 0 ? `${base}/${parts[place - 1]}` : undefined,
  };
  const owed = new Set(owedDocuments(file));
  const labelOf = (name: Part) => t(name === 'review' && !draft ? 'form.reviewComplements' : `form.${name}`);
  const section = part === 'documents' || part === 'review' ? undefined : sections[part];
  const title = typeof sections.project.content.title === 'string' ? sections.project.content.title : '';
  return (
    <div className={styles.grid}>
      <div className={styles.side}>
        <ProgressSteps
          label={t('form.steps')}
          compact
          steps={parts.map((name) => ({
            id: name,
            label: labelOf(name),
            href: `${base}/${name}`,
            here: name === part,
            state:
              name === 'review'
                ? 'upcoming'
                : missing[name]?.length === 0 && !(name === 'documents' && owed.size > 0)
                  ? 'done'
                  : 'todo',
          }))}
        />
      </div>
      <div className={`${styles.content} stack-l`} key={`${part}.${section?.generation ?? 0}`}>
        <PageHeader
          title={labelOf(part)}
          over={t('form.place', { place: place + 1, of: parts.length, title: title || t('form.draftOf') })}
          back={
            draft ? { href: '/applicant', label: t('form.backToFiles') } : { href: base, label: t('form.backToFile') }
          }
          lead={<p>{t(part === 'review' && !draft ? 'form.lead.reviewComplements' : `form.lead.${part}`)}</p>}
        />
        {file.expiresOn && expiresSoon(file.expiresOn) && (
          <Alert tone="warn" title={t('form.expires', { date: day(file.expiresOn) })}>
            <p>{t('form.expiresNote')}</p>
            <div className="row">
              <KeepDraft item={file} title={String(file.sections.project?.content.title || t('dashboard.untitled'))} />
            </div>
          </Alert>
        )}
        {file.complementsRequest && file.complementsDueOn && (
          <Alert tone="warn" title={t('form.answer', { date: day(file.complementsDueOn) })}>
            <p className="typed">{file.complementsRequest}</p>
            <UnmetPoints file={file} />
          </Alert>
        )}
        {part === 'project' && <ProjectPart file={file} section={sections.project} {...way} />}
        {part === 'budget' && <BudgetPart file={file} section={sections.budget} {...way} />}
        {part === 'documents' && <DocumentsPart file={file} {...way} />}
        {part === 'commitments' && <CommitmentsPart section={sections.commitments} {...way} />}
        {part === 'review' && <ReviewPage file={file} sections={sections} missing={missing} />}
      </div>
      {draft && (
        <div className={styles.discard}>
          <Discard file={file} sections={sections} />
        </div>
      )}
    </div>
  );
};

/** The application form, part by part, for a draft and for a file that waits for complements. */
const FormPage = () => {
  const { applicationId = '', part = '' } = useParams();
  const query = useFile(applicationId);
  if (!parts.includes(part as Part)) return <NotFound home="/applicant" />;
  return (
    <Loaded query={query} home="/applicant">
      {(file) =>
        file.availableActions.includes('save') ? (
          <Form key={file.id} file={file} part={part as Part} />
        ) : (
          <Closed file={file} />
        )
      }
    </Loaded>
  );
};

export default FormPage;
