import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { DraftSection } from '../../../../schemas/application.ts';
import type { CallVersion } from '../../../../schemas/call.ts';
import { BudgetPart } from '../../../applicant/form/budget.tsx';
import { CommitmentsPart } from '../../../applicant/form/commitments.tsx';
import { ProjectPart } from '../../../applicant/form/project.tsx';
import type { Section } from '../../../applicant/form/use-section.ts';
import type { ApplicantFile } from '../../../applicant/queries.ts';
import { Card } from '../../../components/card.tsx';
import { EligibilityList } from '../../../components/eligibility-list.tsx';
import { useFormats } from '../../../format.ts';
import { CallDetails } from '../../../public/call-details.tsx';
import { today } from '../../../today.ts';
import { Preview } from './frame.tsx';

/** A part of the form that is typed and goes nowhere. */
const useUnsaved = (name: Section['name']): Section => {
  const [content, setContent] = useState<DraftSection>({});
  return {
    name,
    place: `preview.${name}`,
    content,
    setContent,
    generation: 0,
    autosave: { state: { kind: 'idle' }, flush: async () => true, resume: () => undefined, adopt: () => false },
    other: undefined,
    keepMine: () => undefined,
    takeOther: () => undefined,
    forget: () => undefined,
  };
};

const Form = ({ call }: { call: CallVersion }) => {
  const { t } = useTranslation(['calls', 'applicant', 'eligibility']);
  const { local } = useFormats();
  const project = useUnsaved('project');
  const budget = useUnsaved('budget');
  const commitments = useUnsaved('commitments');
  return (
    <>
      <section className="stack">
        <h2>{t('preview.page')}</h2>
        <CallDetails call={call} />
      </section>
      <section className="stack">
        <h2>{t('preview.form')}</h2>
        <ProjectPart file={{ call } as ApplicantFile} section={project} next="#budget" />
      </section>
      <section className="stack" id="budget">
        <h2>{t('applicant:form.budget')}</h2>
        <BudgetPart file={{ call } as ApplicantFile} section={budget} next="#documents" />
      </section>
      <section className="stack" id="documents">
        <h2>{t('preview.documents')}</h2>
        {call.documents.map((document) => (
          <Card key={document.id} as="article">
            <h3>{local(document.label)}</h3>
            <p className="soft">
              {t(document.required ? 'applicant:documents.required' : 'applicant:documents.optional')}
            </p>
            <p className="soft">{local(document.hint)}</p>
          </Card>
        ))}
      </section>
      <section className="stack" id="commitments">
        <h2>{t('applicant:form.commitments')}</h2>
        <CommitmentsPart section={commitments} next="#review" />
      </section>
      {call.eligibility.length > 0 && (
        <section className="stack" id="review">
          <h2>{t('preview.review')}</h2>
          <Card as="section">
            <h3>{t('eligibility:title')}</h3>
            <p className="soft prose">{t('eligibility:lead')}</p>
            <EligibilityList
              rules={call.eligibility}
              facts={{ project: project.content, budget: budget.content }}
              day={today()}
            />
          </Card>
        </section>
      )}
    </>
  );
};

/** The public page, the form and the review, with the components that applicants see. */
export const ApplicantPreview = ({ callId }: { callId: string }) => {
  const { t } = useTranslation('calls');
  return (
    <Preview callId={callId} title={t('preview.applicant')}>
      {(call) => <Form call={call} />}
    </Preview>
  );
};
