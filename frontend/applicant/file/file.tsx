import { useQueryClient } from '@tanstack/react-query';
import { type ReactNode, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useParams } from 'wouter';
import { useHistoryState } from 'wouter/use-browser-location';
import { api } from '../../api.ts';
import { Alert } from '../../components/alert.tsx';
import { ButtonLink } from '../../components/button.tsx';
import { Card } from '../../components/card.tsx';
import { ConfirmButton } from '../../components/dialog.tsx';
import { PrintButton } from '../../components/download-button.tsx';
import { type Fact, Facts } from '../../components/facts.tsx';
import { LetterView } from '../../components/letter.tsx';
import { Loaded } from '../../components/loaded.tsx';
import { PageHeader } from '../../components/page-header.tsx';
import { Part, WhenNear } from '../../components/part.tsx';
import { ProblemAlert } from '../../components/problem-view.tsx';
import { Loading } from '../../components/spinner.tsx';
import { StateBadge } from '../../components/state-badge.tsx';
import { Story } from '../../components/story.tsx';
import { useFocusAfter } from '../../focus-after.ts';
import { useFormats } from '../../format.ts';
import { showAnswer } from '../../show-answer.ts';
import { type ApplicantFile, type AwaitedLetter, fileKey, useFile, useFirstLetters, useLetters } from '../queries.ts';
import { UnmetPoints } from '../unmet-points.tsx';
import { FileContent } from './content.tsx';
import { Ended } from './ended.tsx';
import styles from './file.module.css';
import { LettersTo } from './letters-to.tsx';
import { MailHeld } from './mail-held.tsx';
import { FileProgress } from './progress.tsx';
import { SilentRefusal } from './silent-refusal.tsx';

const titleOf = (file: ApplicantFile): string =>
  file.content?.project.title ?? ((file.sections.project?.content.title as string | undefined) || '');

const Withdraw = ({ file, onDone }: { file: ApplicantFile; onDone: () => void }) => {
  const { t } = useTranslation('applicant');
  const client = useQueryClient();
  const [error, setError] = useState<unknown>();
  const withdraw = async () => {
    setError(undefined);
    try {
      const withdrawn = await api('withdrawApplication', { params: { applicationId: file.id }, body: {} });
      await showAnswer(client, fileKey(file.id), withdrawn);
      void client.invalidateQueries({ queryKey: ['applications'] });
      onDone();
    } catch (failure) {
      setError(failure);
      void client.invalidateQueries({ queryKey: fileKey(file.id) });
    }
  };
  return (
    <div className="stack">
      {error !== undefined && <ProblemAlert error={error} />}
      {file.availableActions.includes('withdraw') && (
        <div>
          <ConfirmButton
            variant="quiet"
            label={t('file.withdraw.action')}
            title={t('file.withdraw.title')}
            body={<p>{t('file.withdraw.body')}</p>}
            act={withdraw}
          />
        </div>
      )}
    </div>
  );
};

/** What an act on the page before came to: it takes the focus as the page is shown, so that it is what is read out. */
const Message = ({ children }: { children: ReactNode }) => {
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => place.current?.focus(), []);
  return (
    <div ref={place} tabIndex={-1} className={styles.message}>
      {children}
    </div>
  );
};

/** That the file is in, and where its acknowledgement goes once that is known. */
const Submitted = ({ file }: { file: ApplicantFile }) => {
  const { t } = useTranslation('applicant');
  const email = useLetters(file).data?.addressee?.email;
  return (
    <Message>
      <Alert tone="good" title={t('file.submittedTitle')}>
        {email && <p>{t('file.submittedBody', { number: file.number, email })}</p>}
      </Alert>
    </Message>
  );
};

/** What an act just came to, as the navigation after it brings it, and the state that it brought the file to. */
interface Just {
  just?: 'submitted' | 'provided';
  state?: ApplicantFile['state'];
}

/** What awaits the applicant, or what their last act came to: said until something else happens to the file. */
const Notice = ({ file, last }: { file: ApplicantFile; last: Just }) => {
  const { t } = useTranslation('applicant');
  const { day } = useFormats();
  const base = `/applicant/applications/${file.id}`;
  const just = last.state === file.state ? last.just : undefined;
  if (file.state === 'draft')
    return (
      <Alert title={t('file.draft.title')}>
        <p>
          <ButtonLink href={`${base}/project`} variant="primary">
            {t('file.draft.action')}
          </ButtonLink>
        </p>
      </Alert>
    );
  if (file.state === 'complements')
    return (
      <Alert tone="warn" title={t('file.request.title')}>
        <p className="typed">{file.complementsRequest}</p>
        <UnmetPoints file={file} />
        {file.complementsDueOn && <p>{t('file.request.due', { date: day(file.complementsDueOn) })}</p>}
        <p>
          <ButtonLink href={`${base}/documents`} variant="primary">
            {t('file.request.action')}
          </ButtonLink>
        </p>
      </Alert>
    );
  if (just === 'submitted') return <Submitted file={file} />;
  if (just === 'provided')
    return (
      <Message>
        <Alert tone="good" title={t('file.providedTitle')}>
          <p>{t('file.providedBody')}</p>
        </Alert>
      </Message>
    );
  return null;
};

const KeyFacts = ({ file }: { file: ApplicantFile }) => {
  const { t } = useTranslation('applicant');
  const { dayOf, day, money } = useFormats();
  const waiting = file.outcome !== 'supported' && file.outcome !== 'refused' && file.availableActions.length > 0;
  // While documents are asked for, the City's time stands still, and no day can be told.
  const suspended = file.state === 'complements';
  const facts: Fact[] = [
    { id: 'submitted', label: t('file.submittedOn'), value: file.submittedAt && dayOf(file.submittedAt) },
    { id: 'asked', label: t('file.asked'), value: file.content && money(file.content.budget.amountAskedCents) },
    {
      id: 'silence',
      label: t(suspended ? 'file.delay' : 'file.silence'),
      value: !waiting || !file.runsOutOn ? undefined : suspended ? t('file.suspended') : day(file.runsOutOn),
    },
    { id: 'decided', label: t('file.decidedOn'), value: file.decidedOn && day(file.decidedOn) },
    {
      id: 'granted',
      label: t('file.granted'),
      value: file.grantedCents === undefined ? undefined : money(file.grantedCents),
    },
  ];
  return (
    <>
      <Facts layout="short" facts={facts} />
      {waiting && file.runsOutOn && !file.refusedBySilenceOn && (
        <p className="soft prose">
          {suspended ? t('file.suspendedNote', { date: day(file.runsOutOn) }) : t('file.silenceNote')}
        </p>
      )}
    </>
  );
};

const Letters = ({ file, awaited }: { file: ApplicantFile; awaited: AwaitedLetter | undefined }) => {
  const { t } = useTranslation(['applicant', 'mail']);
  const { day, dayOf } = useFormats();
  const letters = useLetters(file, awaited);
  return (
    <Card as="section">
      <h2>{t('file.letters')}</h2>
      <Part query={letters}>
        {({ items, addressee, contact }) => (
          <>
            <LettersTo file={file} addressee={addressee} contact={contact} />
            {items.length === 0 && <p className="soft">{t('file.noLetters')}</p>}
            {items
              .toSorted((one, other) => other.seq - one.seq)
              .map((letter) => (
                <details key={letter.seq} className={styles.letter}>
                  <summary>
                    {letter.subject}{' '}
                    <span className="soft">
                      ·{' '}
                      {letter.on
                        ? t(`mail:settledOn.${letter.delivery === 'posted' ? 'posted' : 'handed-over'}`, {
                            date: day(letter.on),
                          })
                        : ['held', 'refused', 'given-up'].includes(letter.delivery)
                          ? t('mail:own.letterHeld', { date: dayOf(letter.at) })
                          : t('file.letterOf', { date: dayOf(letter.at) })}
                    </span>
                  </summary>
                  <LetterView body={letter.body} />
                  <PrintButton
                    label={t('file.letterPdf')}
                    name={t('file.letterPdfOf', { subject: letter.subject })}
                    print={() => api('getLetterPdf', { params: { applicationId: file.id, seq: letter.seq } })}
                  />
                </details>
              ))}
          </>
        )}
      </Part>
    </Card>
  );
};

const File = ({ file }: { file: ApplicantFile }) => {
  const { t } = useTranslation(['applicant', 'words']);
  const last = (useHistoryState() as Just | null) ?? {};
  const letters = useLetters(file).data?.items.length ?? 0;
  const [withdrawn, setWithdrawn] = useState<AwaitedLetter>();
  const message = useRef<HTMLDivElement>(null);
  useFocusAfter(withdrawn ? 1 : 0, message);
  return (
    <div className="stack-l">
      <PageHeader
        title={titleOf(file) || t('dashboard.untitled')}
        over={file.number && t('file.number', { number: file.number })}
        back={{ href: '/applicant', label: t('form.backToFiles') }}
        lead={
          <p className="row">
            <StateBadge state={file.state} /> <span>{t(`words:stateHints.${file.state}`)}</span>
          </p>
        }
      />
      {file.content && <MailHeld file={file} />}
      <SilentRefusal file={file} />
      <Ended file={file} />
      <Notice file={file} last={last} />
      {file.state === 'withdrawn' && (
        <div ref={message} tabIndex={-1} className={styles.message}>
          <Alert title={t('file.withdraw.done')}>
            <p>{t('file.withdraw.after')}</p>
          </Alert>
        </div>
      )}
      {file.content && (
        <div className={styles.grid}>
          <div className={styles.progress}>
            <FileProgress file={file} />
          </div>
          <div className={`${styles.main} stack-l`}>
            <Card as="section">
              <h2>{t('file.facts')}</h2>
              <KeyFacts file={file} />
            </Card>
            <Letters file={file} awaited={withdrawn} />
            <FileContent file={file} content={file.content} />
          </div>
          <div className={styles.history}>
            <Card as="section">
              <h2>{t('file.history')}</h2>
              <WhenNear>
                <Story
                  queryKey={[...fileKey(file.id), 'timeline']}
                  load={(signal) => api('getTimeline', { params: { applicationId: file.id } }, { signal })}
                  call={file.call}
                />
              </WhenNear>
            </Card>
          </div>
        </div>
      )}
      <Withdraw file={file} onDone={() => setWithdrawn({ beyond: letters, since: new Date().toISOString() })} />
    </div>
  );
};

/** One of the applicant's files once it was submitted: where it stands, what was sent and said. */
const FilePage = () => {
  const { applicationId = '' } = useParams();
  const query = useFile(applicationId);
  // What the page says first rests on the letters too: with one answer before the other, it would move while it is read.
  const letters = useFirstLetters(applicationId);
  const waits = useRef(true);
  // Letters that do not come are told of, and asked for again, in their own place.
  if (!letters.isPending || letters.failureCount > 0 || query.isError) waits.current = false;
  if (waits.current) return <Loading />;
  return (
    <Loaded query={query} home="/applicant">
      {(file) => <File file={file} />}
    </Loaded>
  );
};

export default FilePage;
