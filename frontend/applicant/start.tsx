import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Printer } from 'lucide-react';
import { useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { useLocation } from 'wouter';
import type { CallVersion } from '../../schemas/call.ts';
import type { Organisation } from '../../schemas/organisation.ts';
import { api } from '../api.ts';
import { Button } from '../components/button.tsx';
import { Card } from '../components/card.tsx';
import { EligibilityList } from '../components/eligibility-list.tsx';
import { EmptyState } from '../components/empty-state.tsx';
import { Loaded } from '../components/loaded.tsx';
import { PageHeader } from '../components/page-header.tsx';
import { ProblemAlert } from '../components/problem-view.tsx';
import { useFormats } from '../format.ts';
import { today } from '../today.ts';
import { OwnOrganisation } from './own-organisation.tsx';
import { fileKey, useCalls } from './queries.ts';
import styles from './start.module.css';

/** What is asked of a project, in the words of the form, to be thought over before. */
const questions = [
  'title',
  'summary',
  'socialNeed',
  'sector',
  'supportKind',
  'territories',
  'startsOn',
  'endsOn',
  'beneficiaries',
  'partners',
] as const;

const CallToStart = ({ call, organisation }: { call: CallVersion; organisation: Organisation }) => {
  const { t } = useTranslation(['applicant', 'eligibility', 'words']);
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
  const documents = (required: boolean) => call.documents.filter((document) => document.required === required);
  return (
    <div className={styles.call}>
      <div className={styles.side}>
        <Card as="section" tone="accent">
          <h2>{local(call.title)}</h2>
          <p>{t('start.time')}</p>
          {call.eligibility.length > 0 && (
            <section className="stack">
              <h3>{t('eligibility:title')}</h3>
              <EligibilityList terse rules={call.eligibility} facts={{ organisation }} day={today()} />
              <p className="soft">{t('eligibility:lead')}</p>
            </section>
          )}
          {start.isError && <ProblemAlert error={start.error} />}
          <div className="row">
            <Button variant="primary" busy={start.isPending} onClick={() => start.mutate()}>
              {t('start.begin')}
            </Button>
            <Button variant="quiet" icon={<Printer size={18} aria-hidden="true" />} onClick={() => window.print()}>
              {t('start.print')}
            </Button>
          </div>
        </Card>
      </div>
      <Card as="section">
        <h2>{t('start.information')}</h2>
        <div>
          <p className={styles.kind}>{t('start.project')}</p>
          <ul>
            {questions.map((name) => (
              <li key={name}>{t(`words:fields.${name}.label`)}</li>
            ))}
          </ul>
        </div>
        <div>
          <p className={styles.kind}>{t('start.afterwards')}</p>
          <ul>
            <li>{t('start.budget')}</li>
            <li>{t('start.commitments')}</li>
          </ul>
        </div>
        <h2>{t('start.documents')}</h2>
        {([true, false] as const).map(
          (required) =>
            documents(required).length > 0 && (
              <div key={String(required)}>
                <p className={styles.kind}>{t(required ? 'start.required' : 'start.optional')}</p>
                <ul>
                  {documents(required).map(({ id, label }) => (
                    <li key={id}>{local(label)}</li>
                  ))}
                </ul>
              </div>
            ),
        )}
      </Card>
    </div>
  );
};

/** What a file will ask for, and the button that starts it. */
const Start = () => {
  const { t } = useTranslation('applicant');
  const calls = useCalls();
  return (
    <OwnOrganisation>
      {(organisation) => (
        <div className="stack-l">
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
