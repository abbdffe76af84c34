import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import * as z from 'zod';
import { api } from '../../api.ts';
import { Alert } from '../../components/alert.tsx';
import { Disclosure } from '../../components/disclosure.tsx';
import { Facts } from '../../components/facts.tsx';
import { Badge } from '../../components/state-badge.tsx';
import { useFormats } from '../../format.ts';
import { useActing } from '../file/acting.tsx';
import { ActDialog } from './act-dialog.tsx';
import { AgreementSigned } from './agreement.tsx';
import { CorrectDecision } from './correct.tsx';
import { DecisionFacts } from './decision-facts.tsx';
import { LeavingLetter } from './leaving-letter.tsx';
import { type Letter, letterOf } from './letter.ts';
import { PastSilence } from './past-silence.tsx';
import { WithdrawDecision } from './withdraw.tsx';

/** An announcement asks for nothing. */
const nothing = z.object({});

/** A decision that is kept back: until when, who sees what, and the way to announce it before. */
export const Embargo = () => {
  const { t } = useTranslation('decisions');
  const { day } = useFormats();
  const { file, act } = useActing();
  const [letter, setLetter] = useState<Letter>();
  if (!file.announceOn) return null;
  return (
    <Alert tone="warn" title={t('standing.embargo', { date: day(file.announceOn) })}>
      <p>{t('standing.embargoWho')}</p>
      {file.availableActions.includes('announce') && (
        <div>
          <ActDialog
            variant="primary"
            label={t('standing.announce')}
            title={t('standing.announceTitle')}
            confirm={t('standing.announce')}
            rules={nothing}
            defaults={{}}
            prepare={async () =>
              setLetter(await letterOf(file.id, { operation: 'announceDecision', version: file.version }))
            }
            act={(_, version) =>
              act(
                () => api('announceDecision', { params: { applicationId: file.id }, body: { version } }),
                t('standing.announceDone'),
              )
            }
          >
            {() => (
              <>
                <p>{t('standing.announceBody')}</p>
                {letter && <LeavingLetter letter={letter} />}
              </>
            )}
          </ActDialog>
        </div>
      )}
    </Alert>
  );
};

/** Decisions that stood before, each with how it ended and why. */
export const FormerDecisions = () => {
  const { t } = useTranslation(['decisions', 'words']);
  const { day, dayOf } = useFormats();
  const { file } = useActing();
  if (file.formerDecisions.length === 0) return null;
  return (
    <section className="stack" aria-labelledby="former-decisions">
      <h3 id="former-decisions">{t('former.title')}</h3>
      {file.formerDecisions
        .toSorted((one, other) => other.seq - one.seq)
        .map(({ seq, decision, byName, ended, endedAt, endedByName, why }) => (
          <Disclosure
            key={seq}
            summary={
              <>
                <span>
                  {t('former.one', {
                    outcome: t(`words:outcomes.${decision.outcome}`),
                    date: day(decision.decidedOn),
                  })}
                </span>
                <Badge tone="warn">{t(`former.${ended}`, { date: dayOf(endedAt) })}</Badge>
              </>
            }
          >
            <div className="stack">
              <DecisionFacts decision={decision} byName={byName} />
              <Facts
                layout="long"
                facts={[
                  { id: 'why', label: t('former.why'), value: why },
                  { id: 'by', label: t(`former.by.${ended}`), value: endedByName ?? t('words:unknownAgent') },
                ]}
              />
            </div>
          </Disclosure>
        ))}
    </section>
  );
};

/** The decision that stands, with all that can be done to it. */
export const StandingDecision = () => {
  const { t } = useTranslation('decisions');
  const { file } = useActing();
  if (!file.decision) return null;
  return (
    <div className="stack">
      <Embargo />
      {!file.refusedBySilenceOn && <PastSilence file={file} announceOn={file.announceOn} />}
      {file.late && (
        <Alert>
          <p>{t('standing.late')}</p>
        </Alert>
      )}
      <DecisionFacts decision={file.decision} byName={file.decidedByName} />
      <AgreementSigned />
      <div className="row">
        <CorrectDecision />
        <WithdrawDecision />
      </div>
    </div>
  );
};
