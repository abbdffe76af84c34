import { useTranslation } from 'react-i18next';
import type { OperationResponse } from '../../../schemas/contract.ts';
import { keptBackUntil } from '../../../schemas/decision.ts';
import { Facts } from '../../components/facts.tsx';
import { LetterView } from '../../components/letter.tsx';
import { useFormats } from '../../format.ts';
import { today } from '../../today.ts';
import styles from '../file/letter-preview.module.css';

export type Letter = OperationResponse<'previewDecision'>;

/** When a decision's letter leaves. */
export const useLeaving = (announceOn: string | undefined): string => {
  const { t } = useTranslation('decisions');
  const { day } = useFormats();
  const until = keptBackUntil({ announceOn }, today());
  return until ? t('letter.on', { date: day(until) }) : t('letter.now');
};

/** A letter exactly as it will leave: the service wrote it, and sends this very text. */
export const LeavingLetter = ({ letter, announceOn }: { letter: Letter; announceOn?: string | undefined }) => {
  const { t } = useTranslation(['decisions', 'staff', 'mail']);
  const leaving = useLeaving(announceOn);
  return (
    <section className={styles.letter} aria-labelledby="leaving-letter">
      <h3 id="leaving-letter">{t('letter.title')}</h3>
      <Facts
        facts={[
          {
            id: 'to',
            label: t('staff:preview.to'),
            value: letter.to ? `${letter.to.name} <${letter.to.email}>` : t('mail:contact.nobody'),
          },
          { id: 'subject', label: t('staff:preview.subject'), value: letter.subject },
        ]}
      />
      <hr />
      <LetterView body={letter.body} level={4} />
      <p className="soft">{leaving}</p>
    </section>
  );
};
