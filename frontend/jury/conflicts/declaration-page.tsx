import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '../../api.ts';
import { Alert } from '../../components/alert.tsx';
import { Loaded } from '../../components/loaded.tsx';
import { PageHeader } from '../../components/page-header.tsx';
import { useFormats } from '../../format.ts';
import { DeclarationForm, type DeclaringAudience, declarationKey, type OwnDeclaration } from './declaration-form.tsx';

/** A year's declaration is asked for once; it is read again when the page is opened anew. */
const useDeclaration = (audience: DeclaringAudience) =>
  useQuery({
    queryKey: declarationKey(audience),
    queryFn: ({ signal }) => api(audience === 'jury' ? 'getDeclaration' : 'getStaffDeclaration', undefined, { signal }),
    staleTime: 600_000,
  });

const View = ({
  own,
  audience,
  first = false,
}: {
  own: OwnDeclaration;
  audience: DeclaringAudience;
  first?: boolean;
}) => {
  const { t } = useTranslation('conflicts');
  const { dayAndTime } = useFormats();
  return (
    <div className="stack-l">
      <PageHeader
        title={t('annual.title', { year: own.year })}
        lead={
          <>
            <p>{t(audience === 'jury' ? 'annual.lead' : 'annual.leadStaff')}</p>
            {own.declaredAt && <p>{t('annual.declaredOn', { date: dayAndTime(own.declaredAt) })}</p>}
          </>
        }
      />
      {first && (
        <Alert>
          <p>{t('annual.first', { year: own.year })}</p>
        </Alert>
      )}
      <DeclarationForm key={own.revision} own={own} audience={audience} />
    </div>
  );
};

/** A juror's or an agent's declaration of interests for this year, to be read again and corrected. */
export const DeclarationPage = ({ audience }: { audience: DeclaringAudience }) => (
  <Loaded query={useDeclaration(audience)} home={`/${audience}`}>
    {(own) => <View own={own} audience={audience} />}
  </Loaded>
);

/** Asks a juror for the declaration before anything else, on the year's first visit. */
export const AfterDeclaration = ({ children }: { children: ReactNode }) => (
  <Loaded query={useDeclaration('jury')}>
    {(own) => (own.revision === 0 ? <View own={own} audience="jury" first /> : children)}
  </Loaded>
);
