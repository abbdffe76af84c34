import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '../../api.ts';
import { Alert } from '../../components/alert.tsx';
import { Loaded } from '../../components/loaded.tsx';
import { PageHeader } from '../../components/page-header.tsx';
import { useFormats } from '../../format.ts';
import { DeclarationForm, declarationKey, type OwnDeclaration } from './declaration-form.tsx';

/** A year's declaration is asked for once; it is read again when the page is opened anew. */
const useDeclaration = () =>
  useQuery({
    queryKey: declarationKey,
    queryFn: ({ signal }) => api('getDeclaration', undefined, { signal }),
    staleTime: 600_000,
  });

const View = ({ own, first = false }: { own: OwnDeclaration; first?: boolean }) => {
  const { t } = useTranslation('conflicts');
  const { dayAndTime } = useFormats();
  return (
    <div className="stack-l">
      <PageHeader
        title={t('annual.title', { year: own.year })}
        lead={
          <>
            <p>{t('annual.lead')}</p>
            {own.declaredAt && <p>{t('annual.declaredOn', { date: dayAndTime(own.declaredAt) })}</p>}
          </>
        }
      />
      {first && (
        <Alert>
          <p>{t('annual.first', { year: own.year })}</p>
        </Alert>
      )}
      <DeclarationForm key={own.revision} own={own} />
    </div>
  );
};

/** The juror's declaration of interests for this year, to be read again and corrected. */
export const DeclarationPage = () => (
  <Loaded query={useDeclaration()} home="/jury">
    {(own) => <View own={own} />}
  </Loaded>
);

/** Asks for the declaration before anything else, on the year's first visit. */
export const AfterDeclaration = ({ children }: { children: ReactNode }) => (
  <Loaded query={useDeclaration()}>{(own) => (own.revision === 0 ? <View own={own} first /> : children)}</Loaded>
);
