import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { OperationResponse } from '../../../schemas/contract.ts';
import { bytesOf, type Language } from '../../../schemas/fields.ts';
import { type MinutesContent, maxMinutesBytes, maxPartChars } from '../../../schemas/session.ts';
import { api, problemOf } from '../../api.ts';
import { Alert } from '../../components/alert.tsx';
import { Button } from '../../components/button.tsx';
import { Checkbox } from '../../components/choices.tsx';
import { ConfirmButton } from '../../components/dialog.tsx';
import { Disclosure } from '../../components/disclosure.tsx';
import { PrintButton } from '../../components/download-button.tsx';
import { MinutesView, SaveAsText } from '../../components/minutes-view.tsx';
import { ProblemAlert } from '../../components/problem-view.tsx';
import { Loading } from '../../components/spinner.tsx';
import { Badge } from '../../components/state-badge.tsx';
import { RoomLeft, TextArea } from '../../components/text-area.tsx';
import { toast } from '../../components/toast.tsx';
import { useFormats } from '../../format.ts';
import { forgetKept, type Kept, keep, keptOf } from '../../kept.ts';
import { showAnswer } from '../../show-answer.ts';
import { type SessionId, sessionKey } from './queries.ts';

type Standing = OperationResponse<'getMinutes'>;

/**
 * The minutes while they are corrected. What is typed stays on this device until it is saved; when somebody else saved in
 * between, neither text is lost unseen.
 */
const Draft = ({ sessionId, minutes }: { sessionId: SessionId; minutes: Standing }) => {
  const { t } = useTranslation('sessions');
  const client = useQueryClient();
  const key = `minutes.${sessionId}`;
  const [typed, setTyped] = useState(() => keptOf<MinutesContent>(key));
  const [failure, setFailure] = useState<unknown>();
  const { value: content, revision } = typed ?? { value: minutes.content, revision: minutes.revision };
  const elsewhere = revision !== minutes.revision;
  const params = { sessionId };
  const changed = JSON.stringify(content) !== JSON.stringify(minutes.content);
  const type = (next: Kept<MinutesContent> | undefined) => {
    if (next) keep(key, next);
    else forgetKept(key);
    setTyped(next);
  };
  const send = async (work: () => Promise<Standing>, done: string) => {
    setFailure(undefined);
    try {
      const answer = await work();
      type(undefined);
      await showAnswer(client, ['minutes', sessionId], answer);
      await client.invalidateQueries({ queryKey: sessionKey(sessionId) });
      toast(done);
    } catch (error) {
      const { status, code } = problemOf(error);
      // That somebody else saved is shown with both texts, below.
      if (code !== 'stale-revision') setFailure(error);
      if (status === 409) await client.invalidateQueries({ queryKey: ['minutes', sessionId] });
    }
  };
  const forAll = content.parts.flatMap((part, place) => (part.forAll ? [place] : []));
  const body = { content, revision, forAll };
  const general = content.parts.some(({ applicationId, forAll }) => !applicationId && !forAll);
  const changePart = (place: number, change: Partial<MinutesContent['parts'][number]>) =>
    type({
      revision,
      value: {
        ...content,
        parts: content.parts.map((part, at) => {
          if (at !== place) return part;
          const { forAll: _before, ...rest } = part;
          return { ...rest, ...change };
        }),
      },
    });
  /** What the service says of the text of one part. */
  const faultOf = (index: number) =>
    failure === undefined
      ? undefined
      : problemOf(failure).fields?.find(({ path }) => path.join('.') === `content.parts.${index}.text`)?.message;
  return (
    <form
      className="stack"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void send(() => api('saveMinutes', { params, body }), t('minutes.saved'));
      }}
    >
      <p className="prose">{t('minutes.draftLead')}</p>
      {failure !== undefined && <ProblemAlert error={failure} />}
      {elsewhere && (
        <Alert tone="warn" title={t('minutes.elsewhere')} live="alert">
          <p>{t('minutes.elsewhereBody', { revision: minutes.revision })}</p>
          <Disclosure summary={t('minutes.elsewhereSee')}>
            <MinutesView content={minutes.content} />
          </Disclosure>
          <div className="row">
            <Button variant="primary" small onClick={() => type({ value: content, revision: minutes.revision })}>
              {t('minutes.elsewhereMine')}
            </Button>
            <Button small onClick={() => type(undefined)}>
              {t('minutes.elsewhereTheirs')}
            </Button>
          </div>
        </Alert>
      )}
      {content.parts.map((part, index) => (
        <div key={part.applicationId ?? part.heading} className="stack">
          <TextArea
            name={`minutes-${index}`}
            label={part.heading}
            rows={Math.min(12, 2 + part.text.split('\n').length)}
            max={maxPartChars}
            error={faultOf(index)}
            value={part.text}
            // What was said of the former text does not hold for the new one.
            onChange={(text) => changePart(index, { text: text ?? '' })}
          />
          {!part.applicationId && (
            <Checkbox
              name={`minutes-${index}-for-all`}
              label={t('minutes.forAll', { heading: part.heading })}
              hint={t('minutes.forAllHint')}
              value={part.forAll === true}
              onChange={(ticked) => changePart(index, ticked ? { forAll: true } : {})}
            />
          )}
        </div>
      ))}
      <RoomLeft left={maxMinutesBytes - bytesOf(content)} max={maxMinutesBytes} of={t('minutes.whole')} />
      <div className="row">
        <Button type="submit" disabled={!changed || elsewhere}>
          {t('minutes.save')}
        </Button>
        <SaveAsText content={content} name={`proces-verbal-${sessionId}`} />
        {!changed && (
          <PrintButton
            label={t('minutes.pdf')}
            name={t('minutes.pdf')}
            print={() => api('getMinutesPdf', { params: { sessionId }, query: { language: content.language } })}
          />
        )}
        {!elsewhere && (
          <ConfirmButton
            variant="primary"
            label={t('minutes.approve')}
            title={t('minutes.approveTitle')}
            body={
              <>
                {changed && <p>{t('minutes.approveTyped')}</p>}
                <p>{t('minutes.approveBody')}</p>
                {general && <p>{t('minutes.approveHeld')}</p>}
              </>
            }
            act={() => send(() => api('approveMinutes', { params, body }), t('minutes.approved'))}
          />
        )}
      </div>
    </form>
  );
};

/** The minutes of a closed session: corrected until they are approved, then only read. */
export const Minutes = ({ sessionId }: { sessionId: SessionId }) => {
  const { t, i18n } = useTranslation('sessions');
  const { dayAndTime } = useFormats();
  const minutes = useQuery({
    queryKey: ['minutes', sessionId],
    queryFn: ({ signal }) =>
      api('getMinutes', { params: { sessionId }, query: { language: i18n.language as Language } }, { signal }),
  });
  if (minutes.isPending) return <Loading />;
  if (minutes.isError) return <ProblemAlert error={minutes.error} retry={() => void minutes.refetch()} />;
  const { state, revision, savedAt, content } = minutes.data;
  return (
    <div className="stack">
      <p className="row">
        <Badge tone={state === 'approved' ? 'good' : 'warn'}>{t(`minutes.states.${state}`)}</Badge>
        {savedAt && <span className="soft">{t('minutes.savedAt', { date: dayAndTime(savedAt), revision })}</span>}
      </p>
      {state === 'draft' ? (
        <Draft sessionId={sessionId} minutes={minutes.data} />
      ) : (
        <>
          <MinutesView content={content} />
          <div className="row">
            <SaveAsText content={content} name={`proces-verbal-${sessionId}`} />
            <PrintButton
              label={t('minutes.pdf')}
              name={t('minutes.pdf')}
              print={() => api('getMinutesPdf', { params: { sessionId }, query: { language: content.language } })}
            />
          </div>
        </>
      )}
    </div>
  );
};
