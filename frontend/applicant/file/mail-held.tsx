import { useTranslation } from 'react-i18next';
import { Alert } from '../../components/alert.tsx';
import { useFormats } from '../../format.ts';
import { type ApplicantFile, useLetters } from '../queries.ts';

/** Tells an applicant that letters of the file do not arrive, and where the letters are. */
export const MailHeld = ({ file }: { file: ApplicantFile }) => {
  const { t } = useTranslation('mail');
  const { dayOf } = useFormats();
  const { contactHold: hold, addressee } = useLetters(file).data ?? {};
  if (!hold || !addressee) return null;
  const { service } = file.call;
  return (
    <Alert tone="warn" title={t('own.title')}>
      <p className="typed">{t(`own.${hold.kind}`, { email: addressee.email, date: dayOf(hold.at) })}</p>
      <p>{t('own.here')}</p>
      <p>{t('own.contact', { service: service.name, serviceEmail: service.email, servicePhone: service.phone })}</p>
    </Alert>
  );
};
