import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ApplicationContent } from '../../../schemas/application.ts';
import { Card } from '../../components/card.tsx';
import { ContactStanding } from '../../components/contact-standing.tsx';
import { EmptyState } from '../../components/empty-state.tsx';
import { Facts } from '../../components/facts.tsx';
import { Part } from '../../components/part.tsx';
import { ProjectFacts } from '../../components/project-facts.tsx';
import { Select } from '../../components/select.tsx';
import { useFormats } from '../../format.ts';
import { useReadLabel } from '../../read-label.ts';
import { useActing } from './acting.tsx';
import { ChangesView } from './changes-view.tsx';
import { useMail, useRevisions } from './parts.ts';

const organisationFields = [
  'name',
  'siret',
  'rna',
  'address',
  'representativeName',
  'representativeRole',
  'email',
  'phone',
] as const;
const contactFields = ['contactName', 'contactEmail', 'contactPhone'] as const;

/** What was submitted, revision by revision, with what changed from the one before. */
export const ContentTab = () => {
  const { t } = useTranslation(['staff', 'words', 'mail']);
  const { dayOf } = useFormats();
  const { file } = useActing();
  // Of a file that was handed over once there is no other.
  const isCorrected = file.contentRevision > 1;
  const read = useRevisions(file.id, { enabled: isCorrected });
  const [chosen, setChosen] = useState<string>();
  if (!isCorrected) return file.content ? <Submitted content={file.content} /> : <ErasedContent />;
  if (!read.data)
    return (
      <div className="stack-l">
        <Part query={read}>{() => null}</Part>
        {file.content ? <Submitted content={file.content} /> : <ErasedContent />}
      </div>
    );
  const revisions = read.data.items.toSorted((one, other) => other.revision - one.revision);
  const shown = revisions.find(({ revision }) => String(revision) === chosen) ?? revisions[0];
  const earlier = shown && revisions.find(({ revision }) => revision === shown.revision - 1);
  return (
    <div className="stack-l">
      {shown && (
        <Select
          name="revision"
          label={t('content.choose')}
          required
          options={revisions.map(({ revision, at }, index) => ({
            value: String(revision),
            label: t(index === 0 ? 'content.current' : 'content.revision', { revision, date: dayOf(at) }),
          }))}
          value={String(shown.revision)}
          onChange={setChosen}
        />
      )}
      {shown?.content && earlier?.content && (
        <Card as="section">
          <h2>{t('content.changesTitle', { from: earlier.revision, to: shown.revision })}</h2>
          <ChangesView before={earlier.content} after={shown.content} />
        </Card>
      )}
      {shown?.content ? <Submitted content={shown.content} /> : <ErasedContent />}
    </div>
  );
};

/** In place of what was erased: the chain still says that it was there, and when. */
export const ErasedContent = () => {
  const { t } = useTranslation('staff');
  return <EmptyState title={t('content.erased')}>{t('content.erasedBody')}</EmptyState>;
};

const Submitted = ({ content }: { content: ApplicationContent }) => {
  const { t } = useTranslation(['staff', 'words', 'mail']);
  const { file } = useActing();
  const readLabel = useReadLabel();
  const { organisation, commitments } = content;
  const { data: mail } = useMail(file.id);
  return (
    <div className="stack-l">
      <section className="stack" aria-labelledby="content-project">
        <h2 id="content-project">{t('content.project')}</h2>
        <ProjectFacts project={content.project} call={file.call} titled />
      </section>
      <section className="stack" aria-labelledby="content-organisation">
        <h2 id="content-organisation">{t('content.organisation')}</h2>
        <Facts
          facts={[
            {
              id: 'legalForm',
              label: t('words:fields.legalForm.label'),
              value: t(`words:legalForms.${organisation.legalForm}`),
            },
            ...organisationFields.map((name) => ({
              id: name,
              label: readLabel(t(`words:fields.${name}.label`)),
              value:
                name === 'address'
                  ? `${organisation.address}, ${organisation.postalCode} ${organisation.city}`
                  : organisation[name],
            })),
          ]}
        />
      </section>
      <section className="stack" aria-labelledby="content-contact">
        <h2 id="content-contact">{t('content.commitments')}</h2>
        {mail && (
          <p className="typed">
            {mail.addressee ? t('mail:contact.lettersTo', { ...mail.addressee }) : t('mail:contact.nobody')}
          </p>
        )}
        <Facts
          facts={contactFields.map((name) => ({
            id: name,
            label: t(`words:fields.${name}.label`),
            value:
              name === 'contactEmail' && mail?.contact && commitments[name] === file.content?.commitments[name] ? (
                <>
                  {commitments[name]} <ContactStanding contact={mail.contact} />
                </>
              ) : (
                commitments[name]
              ),
          }))}
        />
      </section>
    </div>
  );
};
