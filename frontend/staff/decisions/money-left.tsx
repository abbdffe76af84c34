import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { OperationRequest } from '../../../schemas/contract.ts';
import { api } from '../../api.ts';
import { Alert } from '../../components/alert.tsx';
import { Link } from '../../components/link.tsx';
import { useFormats } from '../../format.ts';
import { useActing } from '../file/acting.tsx';
import type { StaffFile } from '../file/parts.ts';

type CallId = OperationRequest<'getCallEnvelope'>['params']['callId'];

const isYear = (year: string) => /^\d{4}$/.test(year);

/** A call's envelope of a year, and what its decisions have granted of it. */
export const useCallEnvelope = (callId: CallId, year: string) =>
  useQuery({
    queryKey: ['call-envelope', callId, year],
    queryFn: ({ signal }) => api('getCallEnvelope', { params: { callId }, query: { year } }, { signal }),
    enabled: isYear(year),
  });

/** What the envelope of a year comes to with this much more granted. */
export const EnvelopeLine = ({
  callId,
  year,
  addedCents,
  countedCents = 0,
}: {
  callId: CallId;
  year: string;
  addedCents: number;
  /** Of what was granted, the part that the new amount replaces. */
  countedCents?: number;
}) => {
  const { t } = useTranslation('decisions');
  const { money } = useFormats();
  const { data } = useCallEnvelope(callId, year);
  if (!data) return null;
  const { envelopeCents, remainingCents, keptCents } = data;
  const kept = keptCents > 0 && ` ${t('money.kept', { amount: money(keptCents) })}`;
  if (envelopeCents === undefined || remainingCents === undefined)
    return (
      <p className="soft">
        {t('money.noEnvelope', { year, granted: money(data.grantedCents - countedCents) })}
        {kept}
      </p>
    );
  const remaining = remainingCents + countedCents;
  const after = remaining - addedCents;
  if (after < 0)
    return (
      <Alert tone="warn" live="status">
        <p>
          {t('money.envelopeOver', { year, over: money(-after), remaining: money(remaining) })}
          {kept}
        </p>
      </Alert>
    );
  return (
    <p className="soft">
      {t('money.envelope', { year, remaining: money(remaining), envelope: money(envelopeCents), after: money(after) })}
      {kept}
    </p>
  );
};

/** A grant that is about to be recorded beside this one, to the same organisation. */
export interface Beside {
  applicationId: string;
  title: string;
  amountCents: number;
}

/** That the year's sum of an organisation's grants asks for an agreement, with the files that count. */
export const AgreementNeeded = ({
  file,
  amountCents,
  decidedOn,
  beside = [],
}: {
  file: Pick<StaffFile, 'id' | 'organisationId' | 'callId'>;
  amountCents: number;
  decidedOn: string;
  beside?: readonly Beside[];
}) => {
  const { t } = useTranslation('decisions');
  const { money, day } = useFormats();
  const year = decidedOn?.slice(0, 4) ?? '';
  const grants = useQuery({
    queryKey: ['organisation-grants', file.organisationId, file.callId, year],
    queryFn: ({ signal }) =>
      api(
        'getOrganisationGrants',
        { params: { organisationId: file.organisationId }, query: { year, callId: file.callId } },
        { signal },
      ),
    enabled: isYear(year),
  });
  if (!grants.data) return null;
  const own = new Set<string>([file.id, ...beside.map(({ applicationId }) => applicationId)]);
  const others = grants.data.grants.filter(({ applicationId }) => !own.has(applicationId));
  const total = [...others, ...beside].reduce((sum, grant) => sum + grant.amountCents, amountCents);
  if (total <= grants.data.agreementAboveCents) return null;
  return (
    <Alert>
      <p>{t('money.agreement', { total: money(total), year, above: money(grants.data.agreementAboveCents) })}</p>
      {others.length + beside.length > 0 && (
        <details>
          <summary>{t('money.agreementFiles')}</summary>
          <ul>
            <li>{t('money.agreementThis', { amount: money(amountCents) })}</li>
            {beside.map((grant) => (
              <li key={grant.applicationId}>
                {t('money.agreementHere', { title: grant.title, amount: money(grant.amountCents) })}
              </li>
            ))}
            {others.map((grant) => (
              <li key={grant.applicationId}>
                <Link href={`/staff/applications/${grant.applicationId}`}>
                  {t(grant.announceOn ? 'money.agreementFileKept' : 'money.agreementFile', {
                    number: grant.number,
                    title: grant.title,
                    amount: money(grant.amountCents),
                    date: day(grant.decidedOn),
                  })}
                </Link>
              </li>
            ))}
          </ul>
        </details>
      )}
    </Alert>
  );
};

/** Beside the amount: what is left of the envelope, and the agreement that the year's sum asks for. */
export const MoneyLeft = ({ amountCents, decidedOn }: { amountCents: number; decidedOn: string }) => {
  const { file } = useActing();
  const year = decidedOn?.slice(0, 4) ?? '';
  const counted = file.decidedOn?.slice(0, 4) === year ? (file.grantedCents ?? 0) : 0;
  return (
    <>
      <EnvelopeLine callId={file.callId} year={year} addedCents={amountCents} countedCents={counted} />
      <AgreementNeeded file={file} amountCents={amountCents} decidedOn={decidedOn} />
    </>
  );
};
