import { useTranslation } from 'react-i18next';
import type { Commitments } from '../../schemas/application.ts';
import { Facts } from '../components/facts.tsx';

/** The contact of a file and what its organisation declared. */
export const CommitmentFacts = ({ commitments }: { commitments: Commitments }) => {
  const { t } = useTranslation(['applicant', 'words']);
  const declared = (['republicanCommitment', 'accuracy', 'authority'] as const).filter((name) => commitments[name]);
  return (
    <>
      <Facts
        facts={(['contactName', 'contactEmail', 'contactPhone'] as const).map((name) => ({
          id: name,
          label: t(`words:fields.${name}.label`),
          value: commitments[name],
        }))}
      />
      <ul>
        {declared.map((name) => (
          <li key={name}>{t(`words:fields.${name}.label`)}</li>
        ))}
      </ul>
    </>
  );
};
