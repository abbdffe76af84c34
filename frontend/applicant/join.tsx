import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useLocation } from 'wouter';
import { joinMessage } from '../../schemas/organisation.ts';
import { api } from '../api.ts';
import { Alert } from '../components/alert.tsx';
import { Button } from '../components/button.tsx';
import { ProblemAlert } from '../components/problem-view.tsx';
import { TextArea } from '../components/text-area.tsx';
import { useFormats } from '../format.ts';
import { useInstructions } from '../forms.ts';

const ownJoinsKey = ['own-join-requests'] as const;

/** The person's own wishes to be linked to an organisation. */
export const useOwnJoins = () =>
  useQuery({
    queryKey: ownJoinsKey,
    queryFn: async ({ signal }) => (await api('listOwnJoinRequests', {}, { signal })).items,
    staleTime: 0,
  });

/** Characters that a wish may say of itself, as the contract has it. */
const MESSAGE_MAX = 500;

/** Beside the SIRET of an organisation that is registered already: what that means, and how to be linked to it. */
export const JoinPanel = ({ siret, onAsked }: { siret: string; onAsked: () => void }) => {
  const { t } = useTranslation('applicant');
  const error = useInstructions();
  const client = useQueryClient();
  const joins = useOwnJoins();
  const [message, setMessage] = useState('');
  const [fault, setFault] = useState<string>();
  const place = useRef<HTMLDivElement>(null);
  const ask = useMutation({
    mutationFn: () => api('requestToJoin', { body: { siret, ...(message.trim() && { message }) } }),
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: ownJoinsKey });
      place.current?.focus();
      onAsked();
    },
  });
  const submit = () => {
    const parsed = joinMessage.safeParse(message, { error: (issue) => error({ ...issue, path: ['message'] }) });
    setFault(parsed.error?.issues[0]?.message);
    if (parsed.success && !ask.isPending) ask.mutate();
  };
  const waits = joins.data?.some((join) => join.siret === siret && join.state === 'waiting');
  return (
    <div ref={place} tabIndex={-1}>
      {waits ? (
        <Alert tone="good" title={t('join.asked')} live="status">
          <p>{t('join.next')}</p>
        </Alert>
      ) : (
        <Alert tone="info" title={t('join.title')}>
          <p>{t('join.body', { siret })}</p>
          <p>{t('join.discreet')}</p>
          <TextArea
            name="join-message"
            label={t('join.message')}
            hint={t('join.messageHint')}
            rows={2}
            max={MESSAGE_MAX}
            value={message}
            error={fault}
            onChange={(value) => setMessage(value ?? '')}
          />
          {ask.isError && <ProblemAlert error={ask.error} />}
          <div>
            <Button busy={ask.isPending} onClick={submit}>
              {t('join.ask')}
            </Button>
          </div>
        </Alert>
      )}
    </div>
  );
};

/** Beside the SIRET of an organisation that the person acts for already. */
export const OwnAlready = () => {
  const { t } = useTranslation('applicant');
  const client = useQueryClient();
  const [, navigate] = useLocation();
  const go = async () => {
    await client.invalidateQueries({ queryKey: ['organisations'] });
    navigate('/applicant');
  };
  return (
    <Alert tone="info">
      <p>{t('join.own')}</p>
      <div>
        <Button onClick={() => void go()}>{t('join.toFiles')}</Button>
      </div>
    </Alert>
  );
};

/** What became of the person's wishes; nothing where there are none but those that were granted, whose files show. */
export const OwnJoins = () => {
  const { t } = useTranslation('applicant');
  const { dayOf } = useFormats();
  const { data = [] } = useOwnJoins();
  const shown = data.filter(({ state }) => state !== 'linked');
  if (shown.length === 0) return null;
  return (
    <section className="stack" aria-labelledby="own-joins">
      <h2 id="own-joins">{t('join.list')}</h2>
      {shown.map(({ siret, state, requestedAt, answeredAt, answer }) => (
        <Alert
          key={`${siret} ${requestedAt}`}
          tone={state === 'declined' ? 'warn' : 'info'}
          title={t(state === 'declined' ? 'join.declined' : 'join.waiting', {
            siret,
            date: dayOf(answeredAt ?? requestedAt),
          })}
        >
          {state === 'declined' ? <p className="typed">{answer}</p> : <p>{t('join.next')}</p>}
        </Alert>
      ))}
    </section>
  );
};
