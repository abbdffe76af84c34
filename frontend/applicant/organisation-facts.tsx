import { useTranslation } from 'react-i18next';
import type { OrganisationContent } from '../../schemas/organisation.ts';
import { Facts } from '../components/facts.tsx';
import { useReadLabel } from '../read-label.ts';

/** An organisation as a file holds it, to be read. */
export const OrganisationFacts = ({ organisation }: { organisation: OrganisationContent }) => {
  const { t } = useTranslation('words');
  const readLabel = useReadLabel();
  return (
    <Facts
      facts={(
        [
          'name',
          'legalForm',
          'siret',
          'rna',
          'address',
          'postalCode',
          'city',
          'representativeName',
          'representativeRole',
          'email',
          'phone',
        ] as const
      ).map((name) => ({
        id: name,
        label: readLabel(t(`fields.${name}.label`)),
        value: name === 'legalForm' ? t(`legalForms.${organisation.legalForm}`) : organisation[name],
      }))}
    />
  );
};
