import { useTranslation } from 'react-i18next';
import { Alert } from '../../components/alert.tsx';
import { ButtonLink } from '../../components/button.tsx';
import { Facts } from '../../components/facts.tsx';
import { useFormats } from '../../format.ts';
import type { ApplicantFile } from '../queries.ts';

/** That the file ended without support: how, why, what can be done about it, and that another can follow. */
export const Ended = ({ file }: { file: ApplicantFile }) => {
  const { t } = useTranslation(['decisions', 'words', 'applicant']);
  const { day, local } = useFormats();
  const { state, closing, silenceRejectsOn, decidedOn, reasons } = file;
  const how = (): { title: string; body: string } | undefined => {
    switch (state) {
      case 'closed':
        return (
          closing && { title: t('closing.own.closed', { date: day(closing.on) }), body: t('closing.own.closedBody') }
        );
      case 'refused-by-silence':
        return (
          closing && {
            title: t('closing.own.silence', { date: day(closing.on) }),
            body: t('closing.own.silenceBody', { date: silenceRejectsOn && day(silenceRejectsOn) }),
          }
        );
      case 'refused':
        return {
          title: t('closing.own.refused', { date: decidedOn && day(decidedOn) }),
          body: t('closing.own.refusedBody'),
        };
      case 'ineligible':
        return { title: t('words:stateHints.ineligible'), body: t('closing.own.refusedBody') };
      default:
        return undefined;
    }
  };
  const ended = how();
  if (!ended) return null;
  return (
    <Alert tone="warn" title={ended.title}>
      <p>{ended.body}</p>
      <Facts
        layout="long"
        facts={[
          { id: 'reasons', label: t('standing.reasons'), value: closing?.reasons ?? reasons },
          { id: 'remedies', label: t('silence.ownRemedies'), value: local(file.call.remedies) },
        ]}
      />
      <p>{t('closing.own.again')}</p>
      <div className="no-print">
        <ButtonLink href="/applicant/new" small>
          {t('applicant:start.title')}
        </ButtonLink>
      </div>
    </Alert>
  );
};
