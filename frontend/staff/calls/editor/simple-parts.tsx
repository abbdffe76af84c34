import { useTranslation } from 'react-i18next';
import { holdsBankDetails, type RequiredDocument } from '../../../../schemas/call.ts';
import { legalForms } from '../../../../schemas/organisation.ts';
import { territories } from '../../../../schemas/territory.ts';
import { Checkbox } from '../../../components/choices.tsx';
import { FormSection } from '../../../components/form-section.tsx';
import styles from '../call.module.css';
import { at, type Entry, newEntries, newRules, type Path, type RuleKind } from '../draft.ts';
import { useEditing, useFieldAt } from './editing.tsx';
import { BilingualAt, NumberAt, SomeAt, TextAt, TickAt } from './fields.tsx';
import { ListEditor } from './list-editor.tsx';

export const TextsPart = () => {
  const { t } = useTranslation('calls');
  return (
    <>
      <FormSection title={t('parts.texts')}>
        <BilingualAt path={['title']} label={t('fields.title')} />
        <BilingualAt path={['introduction']} label={t('fields.introduction')} long />
        <BilingualAt path={['remedies']} label={t('fields.remedies')} hint={t('hints.remedies')} long />
      </FormSection>
      <FormSection title={t('fields.service')}>
        <TextAt path={['service', 'name']} label={t('fields.name')} />
        <TextAt path={['service', 'address']} label={t('fields.address')} />
        <TextAt path={['service', 'email']} label={t('fields.email')} type="email" />
        <TextAt path={['service', 'phone']} label={t('fields.phone')} type="tel" />
      </FormSection>
      <FormSection title={t('fields.signatory')} lead={t('hints.signatory')}>
        <TextAt path={['signatory', 'fullName']} label={t('fields.fullName')} />
        <BilingualAt path={['signatory', 'capacity']} label={t('fields.capacity')} hint={t('hints.capacity')} />
      </FormSection>
    </>
  );
};

/** Whether jurors are not shown a document: what the call says, or follows from its being bank details. */
const KeptFromJury = ({ path }: { path: Path }) => {
  const { t } = useTranslation('calls');
  const { content } = useEditing();
  const document = at(content, path) as Partial<RequiredDocument> | undefined;
  const kept = useFieldAt<boolean>([...path, 'keptFromJury']);
  const id = document?.id ?? '';
  const byDefault = holdsBankDetails({ documents: [{ ...document, id } as RequiredDocument] }, id);
  return (
    <Checkbox
      {...kept}
      label={t('fields.keptFromJury')}
      hint={t('hints.keptFromJury')}
      value={kept.value ?? byDefault}
    />
  );
};

export const ChoicesPart = () => {
  const { t } = useTranslation('calls');
  return (
    <>
      {(['sectors', 'supportKinds'] as const).map((list) => (
        <FormSection key={list} title={t(`fields.${list}`)} lead={t('editor.keys')}>
          <ListEditor
            path={[list]}
            label={t(`fields.${list}`)}
            adders={[
              list === 'sectors'
                ? { label: t('add.sector'), make: newEntries.sector }
                : { label: t('add.supportKind'), make: newEntries.supportKind },
            ]}
          >
            {(path) => (
              <>
                <BilingualAt path={[...path, 'label']} label={t('fields.label')} />
                <BilingualAt path={[...path, 'hint']} label={t('fields.hint')} optional />
              </>
            )}
          </ListEditor>
        </FormSection>
      ))}
    </>
  );
};

export const DocumentsPart = () => {
  const { t } = useTranslation('calls');
  return (
    <FormSection title={t('fields.documents')} lead={t('editor.keys')}>
      <ListEditor
        path={['documents']}
        label={t('fields.documents')}
        adders={[{ label: t('add.document'), make: newEntries.document }]}
      >
        {(path) => (
          <>
            <BilingualAt path={[...path, 'label']} label={t('fields.label')} />
            <BilingualAt path={[...path, 'hint']} label={t('fields.hint')} />
            <TickAt path={[...path, 'required']} label={t('fields.required')} />
            <TickAt path={[...path, 'bankDetails']} label={t('fields.bankDetails')} />
            <KeptFromJury path={path} />
          </>
        )}
      </ListEditor>
    </FormSection>
  );
};

const Rule = ({ path, entry }: { path: Path; entry: Entry }) => {
  const { t } = useTranslation(['calls', 'words']);
  return (
    <>
      <BilingualAt path={[...path, 'label']} label={t('fields.label')} />
      {entry.kind === 'max-amount' && (
        <NumberAt path={[...path, 'amountCents']} label={t('fields.amountCents')} money />
      )}
      {entry.kind === 'max-share' && (
        <NumberAt path={[...path, 'percent']} label={t('fields.percent')} unit={t('units.percent')} />
      )}
      {entry.kind === 'legal-forms' && (
        <SomeAt
          path={[...path, 'allowed']}
          label={t('fields.allowed')}
          options={legalForms.map((form) => ({ value: form, label: t(`words:legalForms.${form}`) }))}
        />
      )}
      {entry.kind === 'territories' && (
        <SomeAt
          path={[...path, 'allowed']}
          label={t('fields.allowed')}
          options={territories.map(({ id, name }) => ({ value: id, label: name }))}
        />
      )}
    </>
  );
};

export const RulesPart = () => {
  const { t } = useTranslation('calls');
  const kindOf = (kind: RuleKind) => t(`rules.${kind}`);
  return (
    <FormSection title={t('fields.eligibility')} lead={t('hints.rules')}>
      <ListEditor
        path={['eligibility']}
        label={t('fields.eligibility')}
        over={({ kind }) => kindOf(kind as RuleKind)}
        adders={(Object.keys(newRules) as RuleKind[]).map((kind) => ({
          label: t('add.rule', { kind: kindOf(kind) }),
          make: newRules[kind],
        }))}
      >
        {(path, entry) => <Rule path={path} entry={entry} />}
      </ListEditor>
    </FormSection>
  );
};

export const LimitsPart = () => {
  const { t } = useTranslation('calls');
  return (
    <FormSection title={t('parts.limits')}>
      <div className={styles.numbers}>
        <NumberAt
          path={['silenceMonths']}
          label={t('fields.silenceMonths')}
          hint={t('hints.silence')}
          unit={t('units.months')}
        />
        <NumberAt path={['openFilesPerJuror']} label={t('fields.openFilesPerJuror')} hint={t('hints.openFiles')} />
        <NumberAt path={['envelopeCents']} label={t('fields.envelopeCents')} hint={t('hints.envelope')} money />
        <NumberAt
          path={['agreementAboveCents']}
          label={t('fields.agreementAboveCents')}
          hint={t('hints.agreement')}
          money
        />
      </div>
      <TickAt path={['paused']} label={t('fields.paused')} hint={t('hints.paused')} />
      <TickAt path={['example']} label={t('fields.example')} hint={t('hints.example')} />
    </FormSection>
  );
};
