import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { useLocation } from 'wouter';
import type { CallVersion } from '../../schemas/call.ts';
import type { Organisation } from '../../schemas/organisation.ts';
import { api } from '../api.ts';
import { Button } from '../components/button.tsx';
import { Card } from '../components/card.tsx';
import { EmptyState } from '../components/empty-state.tsx';
import { Loaded } from '../components/loaded.tsx';
import { PageHeader } from '../components/page-header.tsx';
import { ProblemAlert } from '../components/problem-view.tsx';
import { useFormats } from '../format.ts';
import { OwnOrganisation } from './own-organisation.tsx';
import { fileKey, useCalls } from './queries.ts';

const CallToStart = ({ call, organisation }: { call: CallVersion; organisation: Organisation }) => {
  const { t } = useTranslation('applicant');
  const { local } = useFormats();
  const [, navigate] = useLocation();
  const client = useQueryClient();
  const key = useRef<string>(undefined);
  const start = useMutation({
    mutationFn: () => {
      // The same key for every press on this page: one draft, however often it is sent.
      key.current ??= crypto.randomUUID();
      return api('startApplication', {
        body: { callId: call.callId, organisationId: organisation.id, idempotencyKey: key.current },
      });
    },
    onSuccess: (file) => {
      client.setQueryData(fileKey(file.id), file);
      navigate(`/applicant/applications/${file.id}/project`, { replace: true });
    },
  });
  return (
    <Card as="section">
      <h2>{local(call.title)}</h2>
      <h3>{t('start.information')}</h3>
      <ul>
        <li>{t('start.project')}</li>
        <li>{t('start.budget')}</li>
        <li>{t('start.commitments')}</li>
      </ul>
      <h3>{t('start.documents')}</h3>
      <ul>
        {call.documents.map((document) => (
          <li key={document.id}>
            {local(document.label)}{' '}
            <span className="soft">({document.required ? t('documents.required') : t('documents.optional')})</span>
          </li>
        ))}
      </ul>
      {start.isError && <ProblemAlert error={start.error} />}
      <div>
        <Button variant="primary" busy={start.isPending} onClick={() => start.mutate()}>
          {t('start.begin')}
        </Button>
      </div>
    </Card>
  );
};

/** What a file will ask for, and the button that starts it. */
const Start = () => {
  const { t } = useTranslation('applicant');
  const calls = useCalls();
  return (
    <OwnOrganisation>
      {(organisation) => (
        <div className="stack-l prose">
          <PageHeader
            title={t('start.title')}
            over={organisation.name}
            back={{ href: '/applicant', label: t('form.backToFiles') }}
            lead={<p>{t('start.lead')}</p>}
          />
          <Loaded query={calls}>
            {(open) =>
              open.length === 0 ? (
                <EmptyState title={t('start.none.title')}>
                  <p>{t('start.none.body')}</p>
                </EmptyState>
              ) : (
                open.map((call) => <CallToStart key={call.callId} call={call} organisation={organisation} />)
              )
            }
          </Loaded>
        </div>
      )}
    </OwnOrganisation>
  );
};

export default Start;
