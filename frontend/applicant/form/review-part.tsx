import { useTranslation } from 'react-i18next';
import { type Commitments, type Project, sectionSchemas } from '../../../schemas/application.ts';
import type { Budget } from '../../../schemas/budget.ts';
import { BudgetTables } from '../../components/budget-tables.tsx';
import { Card } from '../../components/card.tsx';
import type { SummaryEntry } from '../../components/error-summary.tsx';
import { Link } from '../../components/link.tsx';
import { ProjectFacts } from '../../components/project-facts.tsx';
import { Badge } from '../../components/state-badge.tsx';
import { withoutBlanks } from '../../forms.ts';
import { AttachedFiles } from '../attached-files.tsx';
import { CommitmentFacts } from '../commitment-facts.tsx';
import { OrganisationFacts } from '../organisation-facts.tsx';
import type { ApplicantFile } from '../queries.ts';
import styles from './documents.module.css';
import type { Sections } from './use-section.ts';

/** All that is handed over, in the order in which it is read again. */
export const reviewedParts = ['organisation', 'project', 'budget', 'documents', 'commitments'] as const;
export type ReviewedPart = (typeof reviewedParts)[number];

const Content = ({ part, file, sections }: { part: ReviewedPart; file: ApplicantFile; sections: Sections }) => {
  if (part === 'organisation') return <OrganisationFacts organisation={file.organisation} />;
  if (part === 'documents') return <AttachedFiles file={file} />;
  const parsed = sectionSchemas[part].safeParse(withoutBlanks(sections[part].content));
  if (!parsed.success) return null;
  if (part === 'project') return <ProjectFacts project={parsed.data as Project} call={file.call} titled />;
  if (part === 'budget') return <BudgetTables budget={parsed.data as Budget} />;
  return <CommitmentFacts commitments={parsed.data as Commitments} />;
};

/** Whether a part is right, in a word. */
const Standing = ({ missing, owed }: { missing: number; owed: number }) => {
  const { t } = useTranslation('applicant');
  if (missing > 0) return <Badge tone="warn">{t('review.missing', { count: missing })}</Badge>;
  if (owed > 0) return <Badge tone="warn">{t('review.owed', { count: owed })}</Badge>;
  return <Badge tone="good">{t('review.complete')}</Badge>;
};

/** One part in the review: what it says once it is right, or what is missing, and the way back to it. */
export const ReviewPart = ({
  part,
  file,
  sections,
  missing,
  owed,
  href,
}: {
  part: ReviewedPart;
  file: ApplicantFile;
  sections: Sections;
  missing: readonly SummaryEntry[];
  /** What the City asked for and what may be sent without. */
  owed: readonly SummaryEntry[];
  /** Where it is corrected. */
  href: string;
}) => {
  const { t } = useTranslation('applicant');
  const title = t(`review.parts.${part}`);
  const open = [...missing, ...owed];
  return (
    <Card as="section">
      <div className={styles.head}>
        <h2>{title}</h2>
        <span className="row">
          <Standing missing={missing.length} owed={owed.length} />
          <Link href={href} className="no-print" aria-label={t('review.editPart', { part: title })}>
            {t('review.edit')}
          </Link>
        </span>
      </div>
      {open.length > 0 && (
        <ul>
          {open.map(({ name, message, href: field }) => (
            <li key={name}>{field ? <Link href={field}>{message}</Link> : message}</li>
          ))}
        </ul>
      )}
      <Content part={part} file={file} sections={sections} />
    </Card>
  );
};
