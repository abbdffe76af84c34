import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { keptBackUntil } from '../../../schemas/decision.ts';
import { Alert } from '../../components/alert.tsx';
import { Facts } from '../../components/facts.tsx';
import { LetterView } from '../../components/letter.tsx';
import { useFormats } from '../../format.ts';
import { today } from '../../today.ts';
import styles from '../file/letter-preview.module.css';
import type { Letter } from './letter.ts';
import { PastSilence } from './past-silence.tsx';

/** When a decision's letter leaves. */
export const useLeaving = (announceOn: string | undefined): string => {
  const { t } = useTranslation('decisions');
  const { day } = useFormats();
  const until = keptBackUntil({ announceOn }, today());
  return until ? t('letter.on', { date: day(until) }) : t('letter.now');
};

/** Whether no mail will carry the letter: its address is held, or nobody is there to be written to. */
export const isUndeliverable = ({ to, hold }: Letter): boolean => !to || hold !== undefined;

/** That the address is written to no more, since when and why. */
const NotByMail = ({ letter: { hold } }: { letter: Letter }) => {
  const { t } = useTranslation(['decisions', 'mail']);
  const { dayOf } = useFormats();
  if (!hold) return null;
  return (
    <Alert tone="warn">
      <p>
        <strong>{t(`mail:hold.${hold.kind}`, { date: dayOf(hold.at) })}</strong> {t('letter.held')}
      </p>
    </Alert>
  );
};

/** The same read before an act is confirmed, or that nobody is written to; what has the focus is what is to be read. */
export const LetterOrNone = ({
  letter,
  announceOn,
}: {
  letter: Letter | undefined;
  announceOn?: string | undefined;
}) => {
  const { t } = useTranslation('decisions');
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => place.current?.focus({ preventScroll: true }), []);
  return (
    <div ref={place} tabIndex={-1}>
      {letter ? <LeavingLetter letter={letter} announceOn={announceOn} /> : <p>{t('letter.none')}</p>}
    </div>
  );
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
      <NotByMail letter={letter} />
      <hr />
      <LetterView body={letter.body} level={4} />
      <p className="soft">{leaving}</p>
      <PastSilence file={{ runsOutOn: letter.refusedBySilenceOn }} announceOn={announceOn} />
    </section>
  );
};
