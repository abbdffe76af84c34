import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { ApplicationContent } from '../../../schemas/application.ts';
import { BudgetTables } from '../../components/budget-tables.tsx';
import { Card } from '../../components/card.tsx';
import { ProjectFacts } from '../../components/project-facts.tsx';
import { AttachedFiles } from '../attached-files.tsx';
import { CommitmentFacts } from '../commitment-facts.tsx';
import { OrganisationFacts } from '../organisation-facts.tsx';
import type { ApplicantFile } from '../queries.ts';
import styles from './file.module.css';

const Part = ({ title, open = false, children }: { title: string; open?: boolean; children: ReactNode }) => (
  <details className={styles.part} open={open}>
    <summary>{title}</summary>
    <div>{children}</div>
  </details>
);

/** What was submitted, to be read again: the project, its budget, the organisation, the contact and the documents. */
export const FileContent = ({ file, content }: { file: ApplicantFile; content: ApplicationContent }) => {
  const { t } = useTranslation('applicant');
  const { organisation } = content;
  return (
    <>
      <Card as="section">
        <h2>{t('file.content')}</h2>
        <p className="soft">{t('file.contentNote')}</p>
        <Part title={t('form.project')} open>
          <ProjectFacts project={content.project} call={file.call} />
        </Part>
        <Part title={t('form.budget')}>
          <BudgetTables budget={content.budget} />
        </Part>
        <Part title={t('review.parts.organisation')}>
          <OrganisationFacts organisation={organisation} />
        </Part>
        <Part title={t('form.commitments')}>
          <CommitmentFacts commitments={content.commitments} />
        </Part>
      </Card>
      <Card as="section">
        <h2>{t('file.documents')}</h2>
        <AttachedFiles file={file} />
      </Card>
    </>
  );
};
