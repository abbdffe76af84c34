import { useTranslation } from 'react-i18next';
import type { OrganisationContent } from '../../schemas/organisation.ts';
import { Facts } from '../components/facts.tsx';
import { useReadLabel } from '../read-label.ts';

/** An organisation as a file holds it, to be read. */
export const OrganisationFacts = ({ organisation }: { organisation: OrganisationContent }) => {
  const { t } = useTranslation('words');
  const readLabel = useReadLabel();
  /** What is read otherwise than it is kept. */
  const readAs: Partial<Record<keyof OrganisationContent, (organisation: OrganisationContent) => string>> = {
    legalForm: ({ legalForm }) => t(`legalForms.${legalForm}`),
    address: ({ address, postalCode, city }) => `${address}\n${postalCode} ${city}`,
  };
  return (
    <Facts
      facts={(
        [
          'name',
          'legalForm',
          'siret',
          'rna',
          'address',
          'representativeName',
          'representativeRole',
          'email',
          'phone',
        ] as const
      ).map((name) => ({
        id: name,
        label: readLabel(t(`fields.${name}.label`)),
        value: readAs[name]?.(organisation) ?? organisation[name],
      }))}
    />
  );
};
