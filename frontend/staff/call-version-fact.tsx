import { useTranslation } from 'react-i18next';
import { Link } from '../components/link.tsx';
import { useCalls } from './calls.ts';

/** The version of its call that a file keeps; once there is a newer one, with the way to what differs. */
export const CallVersionFact = ({ callId, version }: { callId: string; version: number }) => {
  const { t } = useTranslation('staff');
  const current = useCalls().data?.find((call) => call.callId === callId)?.version;
  return (
    <>
      {t('file.callVersionValue', { version })}
      {current !== undefined && current > version && (
        <>
          <br />
          <Link href={`/staff/calls/${callId}/compare?from=${version}&to=${current}`}>
            {t('file.callVersionCompare', { version: current })}
          </Link>
        </>
      )}
    </>
  );
};
