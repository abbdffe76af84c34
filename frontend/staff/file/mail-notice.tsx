import { useTranslation } from 'react-i18next';
import type { RecipientMail } from '../../../schemas/mail.ts';
import { api } from '../../api.ts';
import { Alert } from '../../components/alert.tsx';
import { useMay } from '../../components/area.tsx';
import { ConfirmButton } from '../../components/dialog.tsx';
import { ProblemAlert } from '../../components/problem-view.tsx';
import { useFormats } from '../../format.ts';
import { useActing } from './acting.tsx';
import { type StaffJury, useJurorMail, useMail } from './parts.ts';

/**
 * What staff must know of the mails to a person of the file, and the way to have them sent again; nothing while all is
 * well. A juror has no telephone number here, so that `phone` is given for the contact alone.
 */
export const MailNotice = ({
  mail,
  recipient,
  name,
  phone,
}: {
  mail: RecipientMail | undefined;
  recipient: string;
  name: string;
  phone?: string;
}) => {
  const { t } = useTranslation('mail');
  const { dayOf, dayAndTime } = useFormats();
  const { file, act } = useActing();
  const may = useMay();
  if (!mail) return null;
  const { hold, resumed, notArrived } = mail;
  if (!hold && notArrived === 0)
    return resumed ? (
      <p className="soft">{t('resumed', { name: resumed.byName, date: dayAndTime(resumed.at) })}</p>
    ) : null;
  const kind = hold?.kind ?? 'undelivered';
  return (
    <Alert tone={hold ? 'danger' : 'warn'}>
      {hold && (
        <p>
          <strong>{t(`hold.${hold.kind}`, { date: dayOf(hold.at) })}</strong> {t('nothingSent')}
        </p>
      )}
      {notArrived > 0 && <p>{t('notArrived', { count: notArrived })}</p>}
      <p>{phone ? t(`advice.${kind}`, { phone }) : t(`jurorAdvice.${kind}`, { name })}</p>
      {resumed && <p className="soft">{t('resumed', { name: resumed.byName, date: dayAndTime(resumed.at) })}</p>}
      {may('resumeMail') && (
        <div>
          <ConfirmButton
            small
            variant="secondary"
            label={t(phone ? (hold ? 'resume' : 'again') : hold ? 'resumeFor' : 'againFor', { name })}
            title={t('resumeTitle', { name })}
            body={<p>{t(`resumeBody.${kind}`)}</p>}
            confirm={t('resumeConfirm')}
            act={() =>
              act(() => api('resumeMail', { params: { applicationId: file.id }, body: { recipient } }), t('done'))
            }
          />
        </div>
      )}
    </Alert>
  );
};

/** The same of whoever the letters of the file go to; the telephone number is that of the contact that the file names. */
export const ContactMailNotice = () => {
  const { file } = useActing();
  const mail = useMail(file.id);
  const { contactName = '', contactPhone = '' } = file.content?.commitments ?? {};
  // While all is well there is nothing to see, so that nothing tells that it is asked for.
  if (mail.isError && !mail.data) return <ProblemAlert error={mail.error} retry={() => void mail.refetch()} />;
  const name = mail.data?.addressee?.name ?? contactName;
  return <MailNotice mail={mail.data?.contactMail} recipient="applicant" name={name} phone={contactPhone} />;
};

/** The same of each juror who is concerned at a step. */
export const JurorMailNotices = ({ stepId, jury }: { stepId: string; jury: StaffJury }) => {
  const { file } = useActing();
  const mailOf = useJurorMail(file.id, jury);
  return jury.assignments
    .filter((assignment) => assignment.stepId === stepId)
    .map((assignment) => (
      <MailNotice
        key={assignment.jurorId}
        mail={mailOf(assignment)}
        recipient={assignment.jurorId}
        name={assignment.jurorName}
      />
    ));
};
