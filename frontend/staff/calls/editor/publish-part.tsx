import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { useLocation } from 'wouter';
import { type CallContent, callContent } from '../../../../schemas/call.ts';
import { api } from '../../../api.ts';
import { Alert } from '../../../components/alert.tsx';
import { Card } from '../../../components/card.tsx';
import { ConfirmButton } from '../../../components/dialog.tsx';
import { DoubtBox, type Doubts } from '../../../components/doubts.tsx';
import { ErrorSummary, type SummaryEntry } from '../../../components/error-summary.tsx';
import { ProblemAlert } from '../../../components/problem-view.tsx';
import { toast } from '../../../components/toast.tsx';
import { compareCalls } from '../compare.ts';
import { CompareView } from '../compare-view.tsx';
import { type CallDraft, callsKey, draftKey, useVersions, versionsKey } from '../queries.ts';
import type { useCallDraft } from './use-draft.ts';

/** Days in a month, for a warning that is about orders of magnitude. */
const usualMonth = 30;

/** Steps that together take longer than the silence that refuses: allowed, and worth knowing. */
const Slow = ({ call }: { call: CallContent }) => {
  const { t } = useTranslation('calls');
  const days = call.steps.reduce((sum, { delayDays }) => sum + delayDays, 0);
  return days > call.silenceMonths * usualMonth ? (
    <Alert tone="warn">
      <p>{t('publish.slow', { days, months: call.silenceMonths })}</p>
    </Alert>
  ) : null;
};

class Unsaved extends Error {}

/** What is still wrong, what would change and who would keep what; then the act itself. */
export const PublishPart = ({
  draft,
  typed,
  wrong,
  doubts,
  attempt,
}: {
  draft: CallDraft;
  typed: ReturnType<typeof useCallDraft>;
  wrong: readonly SummaryEntry[];
  doubts: Doubts;
  attempt: number;
}) => {
  const { t } = useTranslation('calls');
  const client = useQueryClient();
  const [, navigate] = useLocation();
  const versions = useVersions(draft.callId);
  const { current, callId } = draft;
  const parsed = callContent.safeParse(typed.content).data;
  const changes = current ? compareCalls(current, typed.content) : [];
  const keeping = (versions.data ?? []).filter(({ filesInFlight }) => filesInFlight > 0);
  const publish = useMutation({
    mutationFn: async () => {
      if (!(await typed.flush())) throw new Unsaved();
      return api('publishCall', {
        params: { callId },
        body: { revision: typed.savedRevision(), basedOn: current?.version ?? 0 },
      });
    },
    onSuccess: async ({ version }) => {
      typed.forget();
      navigate(`/staff/calls/${callId}`);
      toast(t('publish.done', { version }));
      for (const queryKey of [draftKey(callId), versionsKey(callId), callsKey, ['calls'], ['call', callId]])
        await client.invalidateQueries({ queryKey });
    },
    onError: () => void client.invalidateQueries({ queryKey: draftKey(callId) }),
  });
  return (
    <>
      <ErrorSummary errors={wrong} attempt={attempt} />
      {parsed && (
        <Alert tone="good">
          <p>{t('publish.ready')}</p>
        </Alert>
      )}
      {parsed && <Slow call={parsed} />}
      {publish.isError &&
        (publish.error instanceof Unsaved ? (
          <Alert tone="warn" live="alert">
            <p>{t('publish.unsaved')}</p>
          </Alert>
        ) : (
          <ProblemAlert error={publish.error} />
        ))}
      {current && (
        <section className="stack">
          <h2>{t('publish.changes', { version: current.version })}</h2>
          <CompareView before={current} after={typed.content} />
        </section>
      )}
      {current && (
        <Card as="section">
          <h2>{t('publish.keep')}</h2>
          {keeping.length === 0 ? (
            <p>{t('publish.keepNone')}</p>
          ) : (
            <ul>
              {keeping.map(({ version, filesInFlight }) => (
                <li key={version}>{t('publish.keepLine', { count: filesInFlight, version })}</li>
              ))}
            </ul>
          )}
        </Card>
      )}
      {doubts.shown.length > 0 && (
        <section className="stack">
          <h2>{t('publish.doubts')}</h2>
          {doubts.shown.map((doubt) => (
            <DoubtBox key={doubt.name} doubt={doubt} doubts={doubts} />
          ))}
        </section>
      )}
      {parsed &&
        doubts.open.length === 0 &&
        (current && changes.length === 0 ? (
          <p>{t('publish.nothing')}</p>
        ) : (
          <div>
            <ConfirmButton
              variant="primary"
              label={t('publish.action')}
              title={t('publish.confirmTitle', { version: (current?.version ?? 0) + 1 })}
              body={<p>{current ? t('publish.confirmBody', { count: changes.length }) : t('publish.confirmFirst')}</p>}
              act={() => publish.mutateAsync()}
            />
          </div>
        ))}
    </>
  );
};
