import { useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { useLocation } from 'wouter';
import { api } from '../../api.ts';
import { Card } from '../../components/card.tsx';
import { PageHeader } from '../../components/page-header.tsx';
import { toast } from '../../components/toast.tsx';
import { CallPicker, WithCall } from '../call-picker.tsx';
import { PlanForm } from './plan-form.tsx';

/** Plans a session; its agenda is made on its own page. */
export const PlanPage = () => {
  const { t } = useTranslation('sessions');
  const [, navigate] = useLocation();
  // One key for each plan, however often it is sent; another plan is another session.
  const keys = useRef(new Map<string, string>());
  const keyOf = (plan: string): string => {
    const key = keys.current.get(plan) ?? crypto.randomUUID();
    keys.current.set(plan, key);
    return key;
  };
  return (
    <div className="stack-l">
      <PageHeader
        back={{ href: '/staff/sessions', label: t('list.title') }}
        title={t('plan.heading')}
        lead={<p>{t('plan.lead')}</p>}
      />
      <CallPicker />
      <WithCall>
        {({ callId }) => (
          <Card as="section" label={t('plan.heading')}>
            <PlanForm
              action={t('plan.action')}
              submit={async (plan) => {
                const { id } = await api('planSession', {
                  body: { ...plan, callId, idempotencyKey: keyOf(JSON.stringify([callId, plan])) },
                });
                navigate(`/staff/sessions/${id}`);
                toast(t('plan.done'));
              }}
            />
          </Card>
        )}
      </WithCall>
    </div>
  );
};
